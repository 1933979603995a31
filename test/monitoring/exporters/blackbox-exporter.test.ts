import { ApiObject, Chart } from 'cdk8s';
import {
  BlackboxExporter, BlackboxExporterProps, CertificateProbe, EndpointProbe, MetricsFlavor, PlatformProps,
  ProductionService, Resources,
} from '../../../src';
import { messageOf } from '../../support/errors';
import { IMAGE, only, readYaml, render } from '../../support/render';
import { Manifest, MINORS, schemaProblems } from '../../support/schemas';

const IPV4_FIRST = { preferred_ip_protocol: 'ip4', ip_protocol_fallback: true };
const HTTP = { prober: 'http', timeout: '5s', http: { method: 'GET', follow_redirects: true, ...IPV4_FIRST } };
const TLS = { prober: 'tcp', timeout: '5s', tcp: { tls: true, ...IPV4_FIRST } };
const OPERATOR = { metrics: MetricsFlavor.operator() };

describe('BlackboxExporter', () => {
  it('runs the program with the modules that probes ask for, whether or not there are any', () => {
    const manifests = exporter();
    const { template } = only(manifests, 'Deployment').spec;
    expect(template.spec.containers[0]).toMatchObject({
      args: ['--config.file=/etc/blackbox/blackbox.yaml'],
      ports: [{ name: 'http', containerPort: 9115 }],
      livenessProbe: { httpGet: { path: '/-/healthy' } },
      readinessProbe: { httpGet: { path: '/config' } },
      volumeMounts: expect.arrayContaining([expect.objectContaining({ mountPath: '/etc/blackbox', readOnly: true })]),
    });
    expect(modulesOf(manifests)).toEqual({ http_2xx: HTTP, tcp_tls: TLS });
  });

  it('runs under the name that probes expect, and says where it answers', () => {
    render((chart) => {
      expect(new BlackboxExporter(chart, 'blackbox-exporter').address).toBe('blackbox-exporter.shop.svc:9115');
    });
  });

  it('may ask ports 80 and 443 of every address, and nothing else but the cluster DNS', () => {
    const { egress } = only(exporter(), 'NetworkPolicy').spec;
    const asked = egress.filter(({ to }: Manifest) => to[0].ipBlock)
      .flatMap(({ to, ports }: Manifest) => to.map(({ ipBlock }: Manifest) => [ipBlock.cidr, ports[0].port]));
    expect(asked.sort()).toEqual([['0.0.0.0/0', 443], ['0.0.0.0/0', 80], ['::/0', 443], ['::/0', 80]]);
    expect(egress).toHaveLength(5);
  });

  it('is measured itself, by whoever asks it', () => {
    const { ingress } = only(exporter(), 'NetworkPolicy').spec;
    expect(ingress).toEqual([{
      from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }],
      ports: [{ port: 9115, protocol: 'TCP' }],
    }]);
  });

  it('takes a name, an image, resources and ports', () => {
    const manifests = exporter({ name: 'prober', image: IMAGE, resources: Resources.small(), ports: [8443] });
    const { metadata, spec } = only(manifests, 'Deployment');
    expect(metadata.name).toBe('prober');
    expect(spec.template.spec.containers[0]).toMatchObject({ image: IMAGE, resources: { requests: { cpu: '100m' } } });
    const ports = only(manifests, 'NetworkPolicy').spec.egress.flatMap(({ ports: own }: Manifest) => own);
    expect(ports.map(({ port }: Manifest) => port)).not.toContain(443);
  });

  it.each(MINORS)('is valid on %s', (kubernetesVersion) => {
    const manifests = [{}, OPERATOR].flatMap((platform) => exporter({}, { ...platform, kubernetesVersion }));
    expect(manifests.flatMap((manifest) => schemaProblems(kubernetesVersion, manifest))).toEqual([]);
  });
});

describe('its modules', () => {
  it('are those of every ConfigMap of the tree with the label, patched or not', () => {
    const manifests = render((chart) => {
      new BlackboxExporter(chart, 'blackbox-exporter');
      const probe = new EndpointProbe(chart, 'pages', { urls: ['https://shop.example.com/'] });
      probe.mergePatch(probe.module!, { data: { 'own.blackbox.yaml': 'modules: { own: { prober: http } }' } });
      addModules(chart, 'own', 'modules: { dns: { prober: dns, dns: { query_name: example.com } } }');
    });
    expect(modulesOf(manifests)).toEqual({
      dns: { prober: 'dns', dns: { query_name: 'example.com' } }, http_2xx: HTTP, own: { prober: 'http' }, tcp_tls: TLS,
    });
  });

  it('roll the pods where one is added', () => {
    const more = render((chart) => {
      new BlackboxExporter(chart, 'blackbox-exporter');
      addModules(chart, 'own', 'modules: { dns: { prober: dns } }');
    });
    expect(hashOf(more)).not.toBe(hashOf(exporter()));
  });

  it.each([
    ['another under the same name', 'modules: { tcp_tls: { prober: tcp } }',
      "[shop/blackbox-exporter] 'modules.tcp_tls' must be the same as the module of this library under this name, for "
      + 'the exporter has one of them, got "another one in [shop/own]"; rename one of the two'],
    ['no modules', 'module: {}',
      "[shop/blackbox-exporter] 'own.blackbox.yaml' must hold 'modules' at its top, in ConfigMap [shop/own], got "
      + '"module: {}"; write it as the blackbox exporter reads it'],
    ['no YAML', 'modules: [',
      "[shop/blackbox-exporter] 'own.blackbox.yaml' must hold 'modules' at its top, in ConfigMap [shop/own], got "
      + '"modules: ["; write it as the blackbox exporter reads it'],
  ])('are refused where they are %s', (_, text, message) => {
    expect(messageOf(() => render((chart) => {
      new BlackboxExporter(chart, 'blackbox-exporter');
      addModules(chart, 'own', text);
    }))).toContain(message);
  });
});

describe('a probe of the tree', () => {
  const PORTS = "[shop/blackbox-exporter] 'ports' must hold the port of every address that [shop/pages] asks, and "
    + 'https://shop.example.com:8443/ is none of them, got [80,443]; add 8443, or let another exporter ask';

  it.each([['with an operator', OPERATOR], ['without one', {}]])('%s asks no port that is closed', (_, platform) => {
    expect(messageOf(() => probed({ urls: ['https://shop.example.com:8443/'] }, platform))).toContain(PORTS);
    expect(() => probed({ urls: ['https://shop.example.com:8443/'], ports: [443, 8443] }, platform)).not.toThrow();
  });

  it('may be asked for by another exporter', () => {
    expect(() => probed({ urls: ['https://shop.example.com:8443/'], prober: 'prober.probes.svc:9115' })).not.toThrow();
  });

  it('may look at certificates at the ports that are open', () => {
    const certificates = (host: string) => () => render((chart) => {
      const { address } = new BlackboxExporter(chart, 'blackbox-exporter');
      new CertificateProbe(chart, 'certificates', { hosts: [host], prober: address });
    });
    expect(certificates('shop.example.com')).not.toThrow();
    expect(messageOf(certificates('mail.example.com:465'))).toContain('mail.example.com:465 is none of them');
  });

  function probed(
    { ports, ...props }: { urls: string[]; ports?: number[]; prober?: string }, platform?: PlatformProps,
  ): void {
    render((chart) => {
      const { address } = new BlackboxExporter(chart, 'blackbox-exporter', { ports });
      new EndpointProbe(chart, 'pages', { prober: address, ...props });
    }, platform);
  }
});

describe('a pod of the cluster', () => {
  it('is asked where the flow is opened', () => {
    const manifests = render((chart) => {
      const { service } = new BlackboxExporter(chart, 'blackbox-exporter');
      service.dependsOn(new ProductionService(chart, 'api', { image: IMAGE }));
    });
    const policies = manifests.filter(({ kind }) => kind === 'NetworkPolicy');
    expect(JSON.stringify(policies[0].spec.egress)).toContain('"app.kubernetes.io/instance":"api"');
  });
});

describe('what it refuses', () => {
  it.each<[string, BlackboxExporterProps, string]>([
    ['a port twice', { ports: [443, 443] }, "'ports' must name each port once, got 443"],
    ['no port', { ports: [0] }, "'ports[0]' must be a whole number from 1 to 65535, got 0"],
    ['an image without a tag', { image: 'blackbox' }, "'image' must name a tag"],
  ])('%s', (_, props, message) => {
    expect(messageOf(() => exporter(props))).toContain(message);
  });
});

function exporter(props: BlackboxExporterProps = {}, platform?: PlatformProps): Manifest[] {
  return render((chart) => new BlackboxExporter(chart, 'blackbox-exporter', props), platform);
}

function configOf(manifests: Manifest[]): Manifest {
  return manifests.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'blackbox-exporter')!;
}

function modulesOf(manifests: Manifest[]): Manifest {
  return readYaml(configOf(manifests).data['blackbox.yaml'])[0].modules;
}

function hashOf(manifests: Manifest[]): string {
  return only(manifests, 'Deployment').spec.template.metadata.annotations['preflight/config-hash'];
}

function addModules(chart: Chart, name: string, text: string): void {
  new ApiObject(chart, name, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, labels: { 'preflight/probe-modules': 'true' } },
    data: { [`${name}.blackbox.yaml`]: text },
  });
}
