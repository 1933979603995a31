import { Chart } from 'cdk8s';
import {
  Autoscaling, BlueGreenService, BlueGreenServiceProps, BlueGreenSide, IdleSide, MetricsFlavor,
  PlatformProps, ProductionNamespace, ProductionService, RequestMetrics, RouteTls, ServiceAlerts,
  ServiceLevelObjective, TrafficPeer,
} from '../../../src';
import { messageOf, NAMED_ERROR } from '../../support/errors';
import { IMAGE, only, render, stage } from '../../support/render';
import { Manifest, MINORS, schemaProblems } from '../../support/schemas';

const NEXT = IMAGE.replace(':1.4.2@', ':1.5.0@');
const OPERATOR: PlatformProps = { metrics: MetricsFlavor.operator() };
const PUBLIC: PlatformProps = { ingressControllerNamespace: 'ingress', tls: RouteTls.secret('shop-tls') };
const INSTANCE = 'app.kubernetes.io/instance';
const HTTP = { metrics: RequestMetrics.openTelemetryHttp() };

describe('BlueGreenService', () => {
  it('writes for each side what a ProductionService of its name writes, but for the Service', () => {
    const written = blueGreen({ greenImage: NEXT });

    for (const [name, image] of [['web-blue', IMAGE], ['web-green', NEXT]]) {
      const alone = render((chart) => new ProductionService(chart, name, { image }))
        .filter(({ kind }) => kind !== 'Service');
      const side = written.filter(({ metadata }) => metadata.name === name);
      expect(side).toEqual(alone.map((manifest) => calledBy(manifest, 'web')));
    }
  });

  it('has a Service for the side that serves, and one for the other', () => {
    const services = blueGreen({ greenImage: NEXT }).filter(({ kind }) => kind === 'Service');

    expect(services).toEqual([['web', 'web-blue'], ['web-preview', 'web-green']].map(([name, side]) => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name,
        namespace: 'shop',
        labels: {
          'app': 'web',
          'app.kubernetes.io/component': 'service',
          'app.kubernetes.io/instance': name,
          'app.kubernetes.io/managed-by': 'cdk8s-preflight',
          'app.kubernetes.io/name': 'web',
          'app.kubernetes.io/part-of': 'shop',
          'environment': 'production',
        },
      },
      spec: {
        ports: [{ name: 'http', port: 80, protocol: 'TCP', targetPort: 'http' }],
        selector: { [INSTANCE]: side },
        type: 'ClusterIP',
      },
    })));
  });

  it.each([IdleSide.full(), IdleSide.reduced(1)])('moves nothing but selectors and bounds by a switch', (idle) => {
    const [blue, green] = [BlueGreenSide.BLUE, BlueGreenSide.GREEN].map((active) => (
      blueGreen({ greenImage: NEXT, active, idle })
    ));

    expect(blue.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort())
      .toEqual(green.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort());
    for (const manifest of blue) {
      const other = only(green, manifest.kind, manifest.metadata.name);
      if (manifest.kind === 'Service') expect(manifest.spec.selector).not.toEqual(other.spec.selector);
      else if (manifest.kind === 'Deployment') expect(other.spec).toEqual(manifest.spec);
      else if (manifest.kind !== 'HorizontalPodAutoscaler') expect(other).toEqual(manifest);
    }
  });

  it('never takes a number of replicas away from the side that begins to serve', () => {
    for (const active of [BlueGreenSide.BLUE, BlueGreenSide.GREEN]) {
      const written = blueGreen({ active, idle: IdleSide.reduced(1) });
      const deployments = written.filter(({ kind }) => kind === 'Deployment');
      expect(deployments.map(({ spec }) => spec.replicas)).toEqual([undefined, undefined]);
      const least = written.filter(({ kind }) => kind === 'HorizontalPodAutoscaler')
        .map(({ metadata, spec }) => [metadata.name, spec.minReplicas, spec.maxReplicas]);
      expect(least).toContainEqual([`web-${active}`, 3, 10]);
      expect(least.map(([, min]) => min).sort()).toEqual([1, 3]);
    }
  });

  it('has no pods and no autoscaler on a side that is scaled to zero', () => {
    const written = blueGreen({ idle: IdleSide.zero() });
    const { metadata, spec } = only(written, 'Deployment', 'web-green');

    expect(spec.replicas).toBe(0);
    expect(only(written, 'HorizontalPodAutoscaler').metadata.name).toBe('web-blue');
    expect(metadata.annotations).toMatchObject({
      'preflight/waive.has-autoscaler': 'the side that does not serve is scaled to zero until it is needed',
    });
  });

  it.each([IdleSide.full(), IdleSide.reduced(1), IdleSide.zero()])('has a quota for both at their most', (idle) => {
    const manifests = render((chart) => {
      const namespace = new ProductionNamespace(chart, 'shop');
      new BlueGreenService(namespace, 'web', { image: IMAGE, active: BlueGreenSide.BLUE, idle });
    });
    expect(only(manifests, 'ResourceQuota').spec.hard.pods).toBe('22');
  });

  it('scales a fixed number of replicas down to those of the idle side', () => {
    const scaling = Autoscaling.none('one writer for each shard', 4);
    const written = blueGreen({ scaling, idle: IdleSide.reduced(2) });
    expect(['web-blue', 'web-green'].map((name) => only(written, 'Deployment', name).spec.replicas)).toEqual([4, 2]);
  });

  it('is known to callers by what both sides carry', () => {
    const manifests = render((chart) => {
      const caller = new ProductionService(chart, 'api', { image: IMAGE });
      caller.dependsOn(addTo(chart), { addressAs: 'WEB_ADDR' });
    });
    const policy = only(manifests, 'NetworkPolicy', 'api');
    expect(policy.spec.egress).toContainEqual({
      to: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'web' } } }],
      ports: [{ port: 8080, protocol: 'TCP' }],
    });
    for (const name of ['web-blue', 'web-green']) {
      expect(JSON.stringify(only(manifests, 'NetworkPolicy', name).spec.ingress)).toContain('"api"');
    }
    const [{ env }] = only(manifests, 'Deployment', 'api').spec.template.spec.containers;
    expect(env).toContainEqual({ name: 'WEB_ADDR', value: 'web:80' });
  });

  it('lets each side depend on what the service depends on', () => {
    const manifests = render((chart) => {
      const ledger = new ProductionService(chart, 'ledger', { image: IMAGE });
      const web = addTo(chart);
      web.dependsOn(ledger, { addressAs: 'LEDGER_ADDR' });
      web.dependsOnHost('203.0.113.10/32', 443);
      web.allowFrom(TrafficPeer.namespace('tools'));
    });
    for (const name of ['web-blue', 'web-green']) {
      const { egress, ingress } = only(manifests, 'NetworkPolicy', name).spec;
      expect(JSON.stringify(egress)).toMatch(/"ledger".*203\.0\.113\.10/);
      expect(JSON.stringify(ingress)).toContain('tools');
      expect(JSON.stringify(only(manifests, 'NetworkPolicy', 'ledger').spec.ingress)).toContain(name);
    }
  });

  it('is reached by the public and, under another host, by testers', () => {
    const manifests = render((chart) => {
      const web = addTo(chart);
      web.exposeAt('shop.example.com');
      web.previewAt('preview.example.com');
      expect([web.route, web.previewRoute].map((route) => route?.ingress?.name)).toEqual(['web', 'web-preview']);
    }, PUBLIC);
    const backends = manifests.filter(({ kind }) => kind === 'Ingress').map(({ spec: { rules: [{ host, http }] } }) => (
      [host, http.paths[0].backend.service.name]
    ));
    expect(backends).toEqual([['shop.example.com', 'web'], ['preview.example.com', 'web-preview']]);
  });

  it('is scraped as two jobs, of which alerts and objectives follow the one that serves', () => {
    const manifests = render((chart) => {
      const web = addTo(chart, { active: BlueGreenSide.GREEN });
      web.promise(ServiceLevelObjective.availability(99.9, HTTP));
      web.alertOn(ServiceAlerts.goldenSignals(HTTP));
    }, OPERATOR);
    const monitors = manifests.filter(({ kind }) => kind === 'ServiceMonitor');
    expect(monitors.map(({ metadata, spec }) => [metadata.name, spec.selector.matchLabels[INSTANCE]]))
      .toEqual([['web', 'web'], ['web-preview', 'web-preview']]);
    const rules = manifests.filter(({ kind }) => kind === 'PrometheusRule');
    const texts = rules.flatMap(({ spec }) => spec.groups[0].rules.map(({ expr }: Manifest) => expr)).join('\n');
    expect(texts).toContain('job="web"');
    expect(texts).toContain('deployment="web-green"');
    expect(texts).toContain('horizontalpodautoscaler="web-green"');
    expect(JSON.stringify(rules)).not.toContain('web-blue');
    expect(rules.map(({ metadata }) => metadata.labels['app.kubernetes.io/instance'])).toEqual(['web', 'web']);
  });

  it.each([
    ['app_kubernetes_io_instance="web-blue"', RequestMetrics.openTelemetryHttp()],
    ['destination_workload="web-blue"', RequestMetrics.istio()],
    ['deployment="web-blue"', RequestMetrics.linkerd()],
  ])('counts the requests of the side that serves, by %s', (matcher, metrics) => {
    const objective = ServiceLevelObjective.availability(99, { metrics });
    const manifests = render((chart) => addTo(chart).promise(objective));
    const [text] = Object.values<string>(only(manifests, 'ConfigMap').data);
    expect(text.replace(/\\"/g, '"')).toContain(matcher);
  });

  it.each(MINORS)('is valid on %s', (kubernetesVersion) => {
    const manifests = render((chart) => addTo(chart, { idle: IdleSide.zero() }), { ...OPERATOR, kubernetesVersion });
    expect(manifests.flatMap((manifest) => schemaProblems(kubernetesVersion, manifest))).toEqual([]);
  });

  it('gives each side what is added to it alone', () => {
    const manifests = render((chart) => {
      addTo(chart).green.addSidecar('exporter', { image: IMAGE, port: 9121 });
    });
    const sidecars = ['web-blue', 'web-green'].map((side) => (
      only(manifests, 'Deployment', side).spec.template.spec.initContainers?.map(({ name }: Manifest) => name)
    ));
    expect(sidecars).toEqual([undefined, ['exporter']]);
  });
});

describe('BlueGreenService refuses', () => {
  const cases: [string, Partial<BlueGreenServiceProps>, string][] = [
    ['more idle pods than the other side has', { idle: IdleSide.reduced(4) },
      '\'idle.replicas\' must be at most 3, as many as the other side has at least, got 4; use IdleSide.full()'],
    ['a number of idle pods that is none', { idle: IdleSide.reduced(1.5) },
      '\'idle.replicas\' must be a whole number from 1 to 2147483647, got 1.5; give a number within the range'],
    ['a side that is none', { active: 'red' as BlueGreenSide },
      '\'active\' must be one of blue, green, got "red"; write BlueGreenSide.BLUE or BlueGreenSide.GREEN'],
  ];

  it.each(cases)('%s', (_, props, complaint) => {
    const message = messageOf(() => blueGreen(props));
    expect(message).toMatch(NAMED_ERROR);
    expect(message).toBe(`[shop/web] ${complaint}`);
  });

  it.each(['greenImage', 'blueImage'])('a %s that is none, by the side', (prop) => {
    const side = prop.replace('Image', '');
    expect(messageOf(() => blueGreen({ [prop]: '' }))).toMatch(new RegExp(`^\\[shop/web/${side}\\] 'image' must`));
  });

  it('a patch by which callers would not know the pods any more', () => {
    const { app, chart } = stage();
    const web = addTo(chart);
    web.blue.mergePatch(web.blue.deployment, {
      spec: { template: { metadata: { labels: { 'app.kubernetes.io/name': 'other' } } } },
    });
    expect(messageOf(() => app.synthYaml())).toMatch(/stay "web", for callers know all versions by it/);
  });

  it('a patch of what a Service leads to', () => {
    const { app, chart } = stage();
    const web = addTo(chart);
    web.mergePatch(web.service, { spec: { selector: { [INSTANCE]: 'web-green' } } });
    expect(messageOf(() => app.synthYaml())).toMatch(/'spec.selector' stay .* for it leads to those pods alone/);
  });
});

function addTo(chart: Chart, props: Partial<BlueGreenServiceProps> = {}): BlueGreenService {
  return new BlueGreenService(chart, 'web', { image: IMAGE, active: BlueGreenSide.BLUE, ...props });
}

function blueGreen(props: Partial<BlueGreenServiceProps> = {}): Manifest[] {
  return render((chart) => addTo(chart, props));
}

/** The same object with other labels that say what it is a version of. */
function calledBy(manifest: Manifest, application: string): Manifest {
  const labels = { 'app': application, 'app.kubernetes.io/name': application };
  const { metadata, spec } = manifest;
  const called = { ...manifest, metadata: { ...metadata, labels: { ...metadata.labels, ...labels } } };
  if (manifest.kind !== 'Deployment') return called;
  const { template } = spec;
  const pods = { ...template.metadata, labels: { ...template.metadata.labels, ...labels } };
  return { ...called, spec: { ...spec, template: { ...template, metadata: pods } } };
}

