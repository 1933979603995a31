import { ApiObject, Chart, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import {
  Alertmanager, AlertmanagerProps, AlertReceiver, AlertRouting, AlertRoutingProps, MetricsFlavor, PlatformProps,
  ProductionService, Resources, SecretKey, TrafficPeer,
} from '../../../src';
import { messageOf } from '../../support/errors';
import { IMAGE, only, readYaml, render } from '../../support/render';
import { Manifest, MINORS, schemaProblems } from '../../support/schemas';
import { ALERT_RECEIVERS } from '../../support/smallest-calls';

const OPERATOR = { metrics: MetricsFlavor.operator() };
const MAIL = { server: 'smtp.example.com:587', sender: 'alerts@example.com' };

describe('Alertmanager', () => {
  it('runs three members that know each other, of the class Guaranteed', () => {
    const { spec } = only(alerting(), 'StatefulSet');
    const [container] = spec.template.spec.containers;
    expect(spec).toMatchObject({ replicas: 3, podManagementPolicy: 'Parallel', minReadySeconds: 15 });
    expect(container.args).toEqual([
      '--config.file=/etc/alertmanager/config/alertmanager.yaml',
      '--storage.path=/alertmanager',
      '--data.retention=120h',
      '--web.external-url=http://alertmanager.shop.svc:9093',
      '--cluster.listen-address=[$(POD_IP)]:9094',
      '--cluster.advertise-address=[$(POD_IP)]:9094',
      '--cluster.label=shop/alertmanager',
      ...[0, 1, 2].map((ordinal) => `--cluster.peer=alertmanager-${ordinal}.alertmanager:9094`),
    ]);
    expect(container.env).toEqual([{ name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }]);
    const { limits, requests } = container.resources;
    expect([limits.cpu, limits.memory]).toEqual([requests.cpu, requests.memory]);
  });

  it('finds its members before they are ready, and loses one of them at a time', () => {
    const manifests = alerting();
    expect(only(manifests, 'Service').spec).toMatchObject({ clusterIP: 'None', publishNotReadyAddresses: true });
    expect(only(manifests, 'PodDisruptionBudget').spec).toMatchObject({ maxUnavailable: 1 });
  });

  it('keeps silences and what was sent in a small volume of each pod', () => {
    const [claim] = only(alerting(), 'StatefulSet').spec.volumeClaimTemplates;
    expect(claim.spec.resources.requests).toEqual({ storage: '1Gi' });
  });

  it('says where each pod answers', () => {
    render((chart) => {
      new AlertRouting(chart, 'alerts', ALERT_RECEIVERS);
      expect(new Alertmanager(chart, 'alertmanager').addresses).toEqual([0, 1, 2].map((ordinal) => (
        `alertmanager-${ordinal}.alertmanager.shop.svc:9093`
      )));
    });
  });

  it('takes a name, an image, an address, replicas, storage and resources', () => {
    const { metadata, spec } = only(alerting({
      name: 'pager',
      image: IMAGE,
      externalUrl: 'https://ops.example.com/alerts/',
      replicas: 2,
      storageSize: Size.gibibytes(3),
      storageClassName: 'fast',
      resources: Resources.guaranteed(Cpu.millis(200), Size.mebibytes(512)),
    }), 'StatefulSet');
    const [container] = spec.template.spec.containers;
    expect([metadata.name, spec.replicas]).toEqual(['pager', 2]);
    expect(container).toMatchObject({ image: IMAGE, resources: { requests: { cpu: '200m', memory: '512Mi' } } });
    expect(container.args).toEqual(expect.arrayContaining([
      '--web.external-url=https://ops.example.com/alerts/', '--web.route-prefix=/',
    ]));
    expect(container.args.filter((one: string) => one.startsWith('--cluster.peer='))).toHaveLength(2);
    expect(spec.volumeClaimTemplates[0].spec).toMatchObject({
      storageClassName: 'fast', resources: { requests: { storage: '3Gi' } },
    });
  });

  it.each(MINORS)('is valid on %s', (kubernetesVersion) => {
    const manifests = [alerting({}, {}, { kubernetesVersion }), underOperator({ kubernetesVersion })].flat();
    expect(manifests.flatMap((manifest) => schemaProblems(kubernetesVersion, manifest))).toEqual([]);
  });
});

describe('its configuration', () => {
  it('is what AlertRouting wrote, whichever of the two was made first', () => {
    for (const manifests of [alerting(), render((chart) => {
      new Alertmanager(chart, 'alertmanager');
      new AlertRouting(chart, 'alerts', ALERT_RECEIVERS);
    })]) {
      const [written, own] = ['alerts', 'alertmanager'].map((name) => configMapOf(manifests, name));
      expect(own.data).toEqual(written.data);
      expect(own.metadata.labels).not.toHaveProperty('preflight/alertmanager-config');
    }
  });

  it('replaces the pods where it changes, by a patch too', () => {
    const patched = render((chart) => {
      const routing = new AlertRouting(chart, 'alerts', ALERT_RECEIVERS);
      routing.mergePatch(routing.configuration, { data: { 'alertmanager.yaml': 'route: { receiver: warning }' } });
      new Alertmanager(chart, 'alertmanager');
    });
    expect(configMapOf(patched, 'alertmanager').data['alertmanager.yaml']).toBe('route: { receiver: warning }');
    expect(hashOf(patched)).not.toBe(hashOf(alerting()));
  });

  it.each<[string, (chart: Chart) => void, string]>([
    ['there is none', () => undefined,
      'got "none"; add an AlertRouting to the namespace; under MetricsFlavor.operator() it writes none'],
    ['there are two', (chart) => {
      new AlertRouting(chart, 'alerts', ALERT_RECEIVERS);
      addFile(chart, { name: 'own' });
    }, 'got ["alertmanager.yaml of [shop/alerts]","alertmanager.yaml of [shop/own]"]; join them, for it reads one'],
    ['it is elsewhere', (chart) => addFile(chart, { name: 'own', namespace: 'other' }),
      'got ["alertmanager.yaml of [shop/own]"]; move it to the namespace, where its Secrets are'],
  ])('is refused where %s', (_, add, message) => {
    expect(messageOf(() => render((chart) => {
      add(chart);
      new Alertmanager(chart, 'alertmanager');
    }))).toContain("[shop/alertmanager] 'configuration' must be one file of a ConfigMap in namespace shop with the "
      + `label preflight/alertmanager-config, ${message}`);
  });
});

describe('the intervals of groups', () => {
  const grouped = (seconds: number, replicas?: number) => () => (
    alerting({ replicas }, { groupInterval: Duration.seconds(seconds), repeatInterval: Duration.seconds(4 * seconds) })
  );

  it('are as long as the last member waits for the others', () => {
    expect(grouped(30)).not.toThrow();
    expect(messageOf(grouped(29))).toContain("[shop/alertmanager] 'configuration' must have group intervals of 30 "
      + 'seconds or more, as long as the last of 3 members waits for the others: otherwise one may say again what '
      + 'another has just taken back, got "29s"; give AlertRouting a longer groupInterval');
    expect(grouped(29, 2)).not.toThrow();
  });

  it('are that of the route above where one has none, and five minutes where none has', () => {
    expect(() => alerting({ replicas: 5 })).not.toThrow();
    expect(messageOf(() => withRoute('{ receiver: page, routes: [{ receiver: page, group_interval: 1500ms }] }')))
      .toContain('got "1500ms"');
    expect(() => withRoute('{ receiver: page, group_interval: 1m30s, routes: [{ receiver: page }] }')).not.toThrow();
  });

  function withRoute(route: string): void {
    render((chart) => {
      addFile(chart, { name: 'own', route });
      new Alertmanager(chart, 'alertmanager');
    });
  }
});

describe('a finding about the configuration', () => {
  const INHIBITIONS = [{ source: { severity: 'critical' }, target: { severity: 'warning' }, equal: [] }];
  const annotated = (waive: boolean) => render((chart) => {
    const routing = new AlertRouting(chart, 'alerts', { ...ALERT_RECEIVERS, inhibitions: INHIBITIONS });
    if (waive) {
      routing.waive('inhibitions-have-a-subject', 'one team hears of all', { target: routing.configuration });
    }
    const { service } = new Alertmanager(chart, 'alertmanager');
    service.waive('config-map-holds-no-secret', 'none of it is', { target: service.configMap });
  });

  it('that was waived where it is written is waived where it is read, beside what was waived there', () => {
    expect(configMapOf(annotated(true), 'alertmanager').metadata.annotations).toEqual({
      'preflight/waive.inhibitions-have-a-subject': 'one team hears of all',
      'preflight/waive.config-map-holds-no-secret': 'none of it is',
    });
  });

  it('that was not waived is none of its own', () => {
    expect(Object.keys(configMapOf(annotated(false), 'alertmanager').metadata.annotations))
      .toEqual(['preflight/waive.config-map-holds-no-secret']);
  });
});

describe('the credentials that it names', () => {
  it('are mounted where it reads them, a folder for each Secret', () => {
    const { metadata, spec } = only(alerting({}, {
      critical: AlertReceiver.all([ALERT_RECEIVERS.critical, AlertReceiver.webhook(SecretKey.of('bridge', 'url'))]),
    }), 'StatefulSet');
    const { volumes, containers } = spec.template.spec;
    const [mount] = containers[0].volumeMounts.filter(({ mountPath }: Manifest) => mountPath.endsWith('/secrets'));
    expect(mount).toMatchObject({ mountPath: '/etc/alertmanager/secrets', readOnly: true });
    expect(volumes.find(({ name }: Manifest) => name === mount.name).projected).toEqual({
      defaultMode: 0o440,
      sources: [
        { secret: { name: 'alert-receivers', items: itemsOf('alert-receivers', 'pagerduty', 'slack', 'watchdog') } },
        { secret: { name: 'bridge', items: itemsOf('bridge', 'url') } },
      ],
    });
    expect(metadata.annotations['preflight/external']).toBe('Secret/alert-receivers, Secret/bridge');
  });

  it('are refused where nobody mounts them', () => {
    expect(messageOf(() => alerting({}, { secretsFolder: '/etc/elsewhere' }))).toContain(
      "[shop/alertmanager] 'configuration' must read credentials as /etc/alertmanager/secrets/<Secret>/<key>, or from "
      + 'what mountSecret has mounted, got "/etc/elsewhere/alert-receivers/pagerduty"; leave out secretsFolder of '
      + 'AlertRouting, or mount the Secret there by service.mountSecret',
    );
  });

  it('may be mounted by hand', () => {
    expect(() => render((chart) => {
      new AlertRouting(chart, 'alerts', { ...ALERT_RECEIVERS, secretsFolder: '/etc/elsewhere' });
      const { service } = new Alertmanager(chart, 'alertmanager');
      service.mountSecret('alert-receivers', '/etc/elsewhere/alert-receivers');
    })).not.toThrow();
  });
});

describe('its network policy', () => {
  it('lets Prometheus in, peers talk to each other by TCP and UDP, and nobody else', () => {
    const { ingress, egress } = only(alerting(), 'NetworkPolicy').spec;
    const peers = [{ podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'alertmanager' } } }];
    const ports = [{ port: 9094, protocol: 'TCP' }, { port: 9094, protocol: 'UDP' }];
    expect(ingress).toEqual([{ from: peers, ports }, {
      from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }],
      ports: [{ port: 9093, protocol: 'TCP' }],
    }]);
    expect(egress).toContainEqual({ to: peers, ports });
  });

  it('lets in whom allowFrom names', () => {
    const manifests = render((chart) => {
      new AlertRouting(chart, 'alerts', ALERT_RECEIVERS);
      new Alertmanager(chart, 'alertmanager').service.allowFrom(TrafficPeer.namespace('grafana'));
    });
    expect(only(manifests, 'NetworkPolicy').spec.ingress).toContainEqual({
      from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'grafana' } } }],
      ports: [{ port: 9093, protocol: 'TCP' }],
    });
  });

  it.each<[string, Partial<AlertRoutingProps>, number[]]>([
    ['that of HTTPS, where addresses are in Secrets', {}, [443]],
    ['those of addresses that it names', {
      critical: AlertReceiver.pagerDuty(SecretKey.of('a', 'b'), { url: 'https://pager.example.com:8443/v2/enqueue' }),
    }, [443, 8443]],
    ['that of the server of mails', { warning: AlertReceiver.email('ops@example.com', MAIL) }, [443, 587]],
    ['no other one where all is mail', {
      critical: AlertReceiver.email('a@example.com', MAIL),
      warning: AlertReceiver.email('b@example.com', MAIL),
      watchdog: AlertReceiver.email('c@example.com', MAIL),
    }, [587]],
  ])('opens the ports to which it sends: %s', (_, props, ports) => {
    const { egress } = only(alerting({}, props), 'NetworkPolicy').spec;
    const outside = egress.filter(({ to }: Manifest) => to[0].ipBlock);
    expect(outside).toEqual(['0.0.0.0/0', '::/0'].map((cidr) => (
      { to: [{ ipBlock: { cidr } }], ports: ports.map((port) => ({ port, protocol: 'TCP' })) }
    )));
  });

  it('opens no flow twice', () => {
    const manifests = render((chart) => {
      new AlertRouting(chart, 'alerts', ALERT_RECEIVERS);
      new Alertmanager(chart, 'alertmanager').service.dependsOnHost('0.0.0.0/0', 443);
    });
    const cidrs = only(manifests, 'NetworkPolicy').spec.egress.map(({ to }: Manifest) => to[0].ipBlock?.cidr);
    expect(cidrs.filter((cidr?: string) => cidr === '0.0.0.0/0')).toHaveLength(1);
  });

  it('opens the flow to a receiver in the cluster where it is declared', () => {
    const manifests = render((chart) => {
      new AlertRouting(chart, 'alerts', ALERT_RECEIVERS);
      const { service } = new Alertmanager(chart, 'alertmanager');
      service.dependsOn(new ProductionService(chart, 'bridge', { image: IMAGE }));
    });
    const [policy] = manifests.filter(({ kind }) => kind === 'NetworkPolicy');
    expect(JSON.stringify(policy.spec.egress)).toContain('"app.kubernetes.io/instance":"bridge"');
  });
});

describe('its own metrics', () => {
  it('are scraped under the job of its name, without an operator by a file', () => {
    const manifests = alerting();
    const { scrape_configs: [job] } = readYaml(
      configMapOf(manifests, 'alertmanager-scrape').data['alertmanager.scrape.yaml'],
    )[0];
    expect(job.job_name).toBe('alertmanager');
    expect(job.static_configs).toEqual([0, 1, 2].map((ordinal) => ({
      targets: [`alertmanager-${ordinal}.alertmanager.shop.svc:9093`],
      labels: { namespace: 'shop', pod: `alertmanager-${ordinal}` },
    })));
    const { annotations } = only(manifests, 'StatefulSet').spec.template.metadata;
    expect(annotations).not.toHaveProperty('prometheus.io/scrape');
  });

  it('are scraped by a ServiceMonitor under the operator', () => {
    const manifests = underOperator();
    const { endpoints } = only(manifests, 'ServiceMonitor').spec;
    expect(endpoints).toEqual([{ port: 'web', path: '/metrics', interval: '30s' }]);
    expect(manifests.filter(({ metadata }) => metadata.name === 'alertmanager-scrape')).toEqual([]);
  });
});

describe('what it refuses', () => {
  it.each<[string, AlertmanagerProps, string]>([
    ['no replica', { replicas: 0 }, "'replicas' must be a whole number from 1 to 5, got 0"],
    ['more replicas than need wait in turn', { replicas: 6 }, "'replicas' must be a whole number from 1 to 5, got 6"],
    ['an address that nobody can open', { externalUrl: 'alerts.example.com' },
      "'externalUrl' must be an address by http or https"],
    ['an image without a tag', { image: 'alertmanager' }, "'image' must name a tag"],
    ['a name that would be no part of an address', { name: 'trailing ' }, "'name' must be a DNS-1035 label"],
  ])('%s', (_, props, message) => {
    expect(messageOf(() => alerting(props))).toContain(message);
  });
});

function alerting(
  props: AlertmanagerProps = {}, routing: Partial<AlertRoutingProps> = {}, platform?: PlatformProps,
): Manifest[] {
  return render((chart) => {
    new AlertRouting(chart, 'alerts', { ...ALERT_RECEIVERS, ...routing });
    new Alertmanager(chart, 'alertmanager', props);
  }, platform);
}

/** With a file of somebody's own, for AlertRouting writes an object of the operator. */
function underOperator(platform: PlatformProps = {}): Manifest[] {
  return render((chart) => {
    addFile(chart, { name: 'own' });
    new Alertmanager(chart, 'alertmanager');
  }, { ...OPERATOR, ...platform });
}

interface OwnFile {
  readonly name: string;
  readonly namespace?: string;
  readonly route?: string;
}

function addFile(chart: Chart, { name, namespace, route = '{ receiver: page }' }: OwnFile): void {
  new ApiObject(chart, name, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace, labels: { 'preflight/alertmanager-config': 'true' } },
    data: { 'alertmanager.yaml': `route: ${route}\nreceivers: [{ name: page }]\n` },
  });
}

function configMapOf(manifests: Manifest[], name: string): Manifest {
  return manifests.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === name)!;
}

function hashOf(manifests: Manifest[]): string {
  return only(manifests, 'StatefulSet').spec.template.metadata.annotations['preflight/config-hash'];
}

function itemsOf(secret: string, ...keys: string[]) {
  return keys.map((key) => ({ key, path: `${secret}/${key}` }));
}
