import { Chart, Duration, Size } from 'cdk8s';
import {
  KubernetesApi, MetricsFlavor, MonitoringStack, MonitoringStackProps, Platform, PlatformProps, ProductionApp,
  ProductionNamespace, ProductionService, Provider, RequestMetrics, SecretKey,
} from '../../../src';
import { messageOf } from '../../support/errors';
import { ExtraPeer } from '../../support/network/endpoints';
import { allowedFlows } from '../../support/network/network';
import { IMAGE, readYaml } from '../../support/render';
import { Manifest, MINORS, schemaProblems } from '../../support/schemas';
import { ALERT_RECEIVERS } from '../../support/smallest-calls';

const THANOS = { objectStore: SecretKey.of('thanos-object-store', 'store.yaml') };
const NODE = '10.1.0.7';
const OTHERS: ExtraPeer[] = [
  { name: 'stranger', namespace: 'default', labels: { app: 'prometheus' }, ports: [{ port: 80 }, { port: 443 }] },
  { address: NODE, ports: [{ port: 22 }, { port: 443 }, { port: 9100 }, { port: 10250 }] },
  { address: '10.0.0.5', ports: [{ port: 443 }, { port: 6443 }] },
];

/** Who calls whom, DNS left out; the address of a node stands for any at port 443. */
const FLOWS = [
  'alertmanager -> 10.0.0.5:443', `alertmanager -> ${NODE}:443`, 'alertmanager -> alertmanager:9094',
  'alertmanager -> alertmanager:9094/UDP',
  'blackbox-exporter -> 10.0.0.5:443', `blackbox-exporter -> ${NODE}:443`,
  'grafana -> alertmanager:9093', 'grafana -> prometheus:9090', 'grafana -> thanos-query:10902',
  'kube-state-metrics -> 10.0.0.5:6443',
  'prometheus -> 10.0.0.5:443', 'prometheus -> 10.0.0.5:6443', `prometheus -> ${NODE}:10250`,
  `prometheus -> ${NODE}:443`, `prometheus -> ${NODE}:9100`,
  'prometheus -> alertmanager:9093', 'prometheus -> blackbox-exporter:9115', 'prometheus -> grafana:3000',
  'prometheus -> kube-state-metrics:8080', 'prometheus -> kube-state-metrics:8081',
  'prometheus -> prometheus:10902', 'prometheus -> prometheus:9090',
  'prometheus -> thanos-compact:10902', 'prometheus -> thanos-query:10902', 'prometheus -> thanos-store:10902',
  'prometheus -> shop/api:8080',
  'thanos-compact -> 10.0.0.5:443', `thanos-compact -> ${NODE}:443`,
  'thanos-query -> prometheus:10901', 'thanos-query -> thanos-store:10901',
  'thanos-store -> 10.0.0.5:443', `thanos-store -> ${NODE}:443`,
].map((flow) => {
  const [from, to] = flow.split(' -> ');
  const target = /^[\d.]+:|\//.test(to.replace('/UDP', '')) ? to : `monitoring/${to}`;
  return `monitoring/${from} -> ${target}${to.endsWith('/UDP') ? '' : '/TCP'}`;
});

/** A port, with its protocol where that is not TCP. */
type Listening = [number, string?];

/** What the operator makes of its objects, as policies see it. */
const PODS_OF_OPERATOR: Readonly<Record<string, (object: Manifest) => Manifest>> = {
  Alertmanager: (object) => operated(object, [[9093], [9094], [9094, 'UDP'], [8080]]),
  Prometheus: (object) => operated(object, [[9090], [10901], [10902], [8080]]),
};

function operated({ metadata: { name, namespace }, spec: { replicas } }: Manifest, ports: Listening[]): Manifest {
  const labels = { 'app.kubernetes.io/instance': name };
  const declared = ports.map(([containerPort, protocol = 'TCP']) => ({ containerPort, protocol }));
  const containers = [{ name, ports: declared }];
  const template = { metadata: { labels }, spec: { containers } };
  const spec = { replicas, selector: { matchLabels: labels }, template };
  return { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name, namespace }, spec };
}

describe('MonitoringStack', () => {
  it('runs each part under its usual name', () => {
    const manifests = stack({ thanos: THANOS });
    const workloads = manifests.filter(({ kind }) => ['DaemonSet', 'Deployment', 'StatefulSet'].includes(kind))
      .map(({ metadata, spec }) => `${metadata.namespace}/${metadata.name} ${spec.replicas ?? 'on nodes'}`);
    expect(workloads.sort()).toEqual([
      'monitoring/alertmanager 3', 'monitoring/blackbox-exporter 3', 'monitoring/grafana 1',
      'monitoring/kube-state-metrics 1', 'monitoring/prometheus 2', 'monitoring/thanos-compact 1',
      'monitoring/thanos-query 2', 'monitoring/thanos-store 2', 'node-exporter/node-exporter on nodes',
    ]);
  });

  it('opens what each part has to reach, and nothing else', () => {
    // Policies do not see what is on the network of its node.
    const manifests = stack({ thanos: THANOS, nodeCidrs: ['10.1.0.0/16'] }, ofShop)
      .filter(({ kind }) => kind !== 'DaemonSet');
    const flows = allowedFlows(manifests, OTHERS);
    expect(flows.filter((flow) => !/:53\/\w+$/.test(flow))).toEqual([...FLOWS].sort());
  });

  it('loads what the tree has, in whatever namespace', () => {
    const manifests = stack({}, ofShop);
    const [files] = named(manifests, 'prometheus-files-0');
    expect(Object.keys(files.data)).toEqual(expect.arrayContaining([
      expect.stringContaining('essential-alerts'), expect.stringContaining('kube-state-metrics'),
      expect.stringContaining('alertmanager'), expect.stringContaining('node-exporter'),
    ]));
    const [dashboards] = named(manifests, 'grafana-dashboards-1');
    expect(Object.keys(dashboards.data)).toHaveLength(4);
  });

  it('has the operator run Prometheus and Alertmanager where the platform says so', () => {
    const manifests = stack({ thanos: THANOS }, ofShop, { metrics: MetricsFlavor.operator() });
    const kindsOf = (name: string) => manifests.filter(({ kind, metadata }) => (
      metadata.name === name && ['Alertmanager', 'Prometheus', 'StatefulSet', 'Deployment'].includes(kind)
    )).map(({ kind }) => kind);
    expect(['prometheus', 'alertmanager', 'grafana'].map(kindsOf)).toEqual([
      ['Prometheus'], ['Alertmanager'], ['Deployment'],
    ]);
  });

  it('opens the same flows under the operator', () => {
    const props = { thanos: THANOS, nodeCidrs: ['10.1.0.0/16'] };
    const manifests = stack(props, ofShop, { metrics: MetricsFlavor.operator() })
      .filter(({ kind }) => kind !== 'DaemonSet')
      .map((manifest) => PODS_OF_OPERATOR[manifest.kind]?.(manifest) ?? manifest);
    const flows = allowedFlows(manifests, OTHERS);
    expect(flows.filter((flow) => !/:53\/\w+$/.test(flow))).toEqual([...FLOWS].sort());
  });

  it('draws services where it is said how their requests are counted', () => {
    const [dashboards] = named(stack({ services: RequestMetrics.openTelemetryHttp() }), 'grafana-dashboards-1');
    expect(Object.keys(dashboards.data)).toHaveLength(5);
  });

  it('leaves the nodes of OpenShift to it', () => {
    const manifests = stack({}, undefined, { provider: Provider.OPENSHIFT });
    expect(manifests.filter(({ kind }) => kind === 'DaemonSet')).toEqual([]);
  });

  it.each([MINORS[0], MINORS[MINORS.length - 1]])('is valid on %s', (kubernetesVersion) => {
    const manifests = stack({ thanos: THANOS }, undefined, { kubernetesVersion });
    expect(manifests.flatMap((manifest) => schemaProblems(kubernetesVersion, manifest))).toEqual([]);
  });
});

describe('what it refuses', () => {
  it.each<[string, Partial<MonitoringStackProps>, PlatformProps, string]>([
    [
      'a volume that does not hold what is kept', { storage: Size.gibibytes(5) }, {},
      "[monitoring/stack/prometheus] 'storage' must hold what 200000 series write every 15 seconds in 15 days",
    ],
    ['no network of nodes', { nodeCidrs: [] }, {}, "[monitoring/stack] 'nodeCidrs' must name a network"],
    [
      'no day that an object store may be away', { thanos: THANOS, retention: Duration.hours(6) }, {},
      "[monitoring/stack/prometheus] 'retention' must be a day or more with thanos",
    ],
    [
      'another namespace than that of the platform', {}, { metrics: MetricsFlavor.annotations({ namespace: 'watch' }) },
      "[monitoring/stack/prometheus] 'metrics.namespace' must name the namespace that it is in, monitoring",
    ],
    [
      'no addresses of the API servers', {}, { kubernetesApi: undefined },
      "'kubernetesApi' must be known",
    ],
  ])('%s', (...[, props, platform, message]) => {
    expect(messageOf(() => stack(props, undefined, platform))).toContain(message);
  });
});

function stack(
  props: Partial<MonitoringStackProps> = {}, beside?: (app: ProductionApp) => void, platform: PlatformProps = {},
): Manifest[] {
  const app = new ProductionApp();
  Platform.configure(app, {
    kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }), metrics: MetricsFlavor.annotations(), ...platform,
  });
  const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
  new ProductionNamespace(chart, 'monitoring');
  new MonitoringStack(chart, 'stack', { alerts: ALERT_RECEIVERS, storage: Size.gibibytes(50), ...props });
  beside?.(app);
  return readYaml(app.synthYaml());
}

function ofShop(app: ProductionApp): void {
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  new ProductionNamespace(chart, 'shop');
  new ProductionService(chart, 'api', { image: IMAGE });
}

function named(manifests: Manifest[], name: string): Manifest[] {
  return manifests.filter(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === name);
}

