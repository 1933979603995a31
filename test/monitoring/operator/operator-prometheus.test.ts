import { Chart, Duration, JsonPatch, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import {
  Alertmanager, AlertRouting, Environment, KubernetesApi, MetricsFlavor, OperatorAlertmanager, OperatorPrometheus,
  OperatorPrometheusProps, Platform, PlatformProps, ProductionNamespace, ProductionService, Provider, Resources,
  SecretKey, Thanos, TrafficPeer, WorkloadIdentity,
} from '../../../src';
import { messageOf } from '../../support/errors';
import { IMAGE, only, readYaml, render } from '../../support/render';
import { Manifest, MINORS, schemaProblems } from '../../support/schemas';
import { ALERT_RECEIVERS } from '../../support/smallest-calls';

const PLATFORM = {
  kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }),
  metrics: MetricsFlavor.operator({ namespace: 'shop' }),
};
const STORAGE = Size.gibibytes(50);

describe('OperatorPrometheus', () => {
  it('runs twice, each with a volume, and keeps what fits on it', () => {
    const { spec } = only(prometheus(), 'Prometheus');
    expect(spec).toMatchObject({
      replicas: 2,
      version: '3.13.2',
      retention: '360h',
      retentionSize: '40960MB',
      scrapeInterval: '15s',
      scrapeTimeout: '10s',
      evaluationInterval: '15s',
      replicaExternalLabelName: 'prometheus_replica',
      prometheusExternalLabelName: '',
      serviceDiscoveryRole: 'EndpointSlice',
      arbitraryFSAccessThroughSMs: { deny: true },
      serviceAccountName: 'prometheus',
      serviceName: 'prometheus',
      resources: { limits: { cpu: '800m', memory: '2688Mi' }, requests: { cpu: '800m', memory: '2688Mi' } },
      storage: { volumeClaimTemplate: { spec: { resources: { requests: { storage: '50Gi' } } } } },
    });
  });

  it('runs once where the environment keeps so few', () => {
    expect(only(prometheus({}, { environment: Environment.DEVELOPMENT }), 'Prometheus').spec.replicas).toBe(1);
  });

  it('is hardened as every workload is, but for the user on OpenShift', () => {
    const { securityContext, enableServiceLinks } = only(prometheus(), 'Prometheus').spec;
    expect(enableServiceLinks).toBe(false);
    expect(securityContext).toEqual({
      runAsNonRoot: true,
      runAsUser: 10001,
      runAsGroup: 10001,
      fsGroup: 10001,
      fsGroupChangePolicy: 'OnRootMismatch',
      seccompProfile: { type: 'RuntimeDefault' },
    });
    const openShift = only(prometheus({}, { provider: Provider.OPENSHIFT }), 'Prometheus').spec.securityContext;
    expect(openShift).toEqual({
      runAsNonRoot: true, fsGroupChangePolicy: 'OnRootMismatch', seccompProfile: { type: 'RuntimeDefault' },
    });
  });

  it('selects all there is, or what has the labels of the platform', () => {
    const metrics = MetricsFlavor.operator({ namespace: 'shop', monitorLabels: { release: 'main' } });
    const kinds = ['serviceMonitor', 'podMonitor', 'probe', 'scrapeConfig', 'rule'];
    const selection = (platform: PlatformProps) => {
      const { spec } = only(prometheus({}, platform), 'Prometheus');
      return kinds.map((kind) => [spec[`${kind}Selector`], spec[`${kind}NamespaceSelector`]]);
    };
    expect(selection({})).toEqual(kinds.map(() => [{}, {}]));
    expect(selection({ metrics })).toEqual(kinds.map(() => [{ matchLabels: { release: 'main' } }, {}]));
  });

  it('has API servers scraped, and kubelets where nodes are known, by jobs that nobody else can name', () => {
    const jobs = (props: Partial<OperatorPrometheusProps>) => {
      const manifests = prometheus(props);
      const { additionalScrapeConfigs: { name, key }, scrapeClasses } = only(manifests, 'Prometheus').spec;
      expect(scrapeClasses).toBeUndefined();
      return readYaml(only(manifests, 'Secret', name).stringData[key])[0].map(({ job_name: job }: Manifest) => job);
    };
    expect(jobs({})).toEqual(['apiserver']);
    expect(jobs({ scrapeApiServers: false })).toEqual([]);
    expect(jobs({ nodeCidrs: ['10.1.0.0/16'] })).toEqual(['apiserver', 'kubelet', 'kubelet-cadvisor']);
  });

  it('takes a name, an image with its version, a class, resources, an address, times and a cluster', () => {
    const { metadata, spec } = only(prometheus({
      name: 'metrics',
      image: IMAGE,
      version: '3.14.0',
      storageClassName: 'fast',
      resources: Resources.guaranteed(Cpu.units(2), Size.gibibytes(8)),
      externalUrl: 'https://metrics.example.com/prometheus/',
      interval: Duration.seconds(30),
      retention: Duration.days(2),
      clusterName: 'eu-1',
    }), 'Prometheus');
    expect(metadata.name).toBe('metrics');
    expect(spec).toMatchObject({
      image: IMAGE,
      version: '3.14.0',
      externalUrl: 'https://metrics.example.com/prometheus/',
      routePrefix: '/',
      scrapeInterval: '30s',
      retention: '48h',
      externalLabels: { cluster: 'eu-1' },
      serviceName: 'metrics',
      resources: { requests: { cpu: '2', memory: '8Gi' } },
      storage: { volumeClaimTemplate: { spec: { storageClassName: 'fast' } } },
    });
  });

  it('reaches API servers, Alertmanager, its peers, nodes and what opens itself to it, and nothing else', () => {
    const { egress, ingress } = only(prometheus({ nodeCidrs: ['10.1.0.0/16'] }, {}, (chart) => {
      new ProductionService(chart, 'api', { image: IMAGE, port: 8080 });
    }), 'NetworkPolicy', 'prometheus').spec;
    expect(egress.slice(1).map(({ ports }: Manifest) => ports.map(({ port }: Manifest) => port))).toEqual([
      [9090], [6443], [10250], [9100], [9093], [8080],
    ]);
    expect(ingress.flatMap(({ ports }: Manifest) => ports.map(({ port }: Manifest) => port))).toEqual([9090]);
  });

  it('reaches what it is let scrape', () => {
    const { egress } = only(prometheus({}, {}, (_, made) => {
      made.scrape(TrafficPeer.namespace('billing'), 8081);
    }), 'NetworkPolicy', 'prometheus').spec;
    expect(egress.at(-1).ports).toEqual([{ port: 8081, protocol: 'TCP' }]);
  });

  it('has what it measured kept for years', () => {
    const account = 'thanos@acme.iam.gserviceaccount.com';
    const manifests = render((chart) => {
      const identity = WorkloadIdentity.gke(account);
      const thanos = new Thanos(chart, 'thanos', { objectStore: SecretKey.of('store', 'store.yaml'), identity });
      new OperatorPrometheus(chart, 'prometheus', { storage: STORAGE, thanos });
    }, { ...PLATFORM, provider: Provider.GKE });
    expect(only(manifests, 'Prometheus').spec.thanos).toMatchObject({
      version: '0.42.4', objectStorageConfigFile: '/etc/thanos/object-store/store.yaml',
    });
    expect(only(manifests, 'ServiceAccount', 'prometheus').metadata.annotations)
      .toEqual({ 'iam.gke.io/gcp-service-account': account });
    const endpoints = only(manifests, 'ConfigMap', 'thanos-query').data['endpoints.yaml'];
    expect(endpoints).toContain('dns+prometheus.shop.svc:10901');
    const [jobs] = readYaml(only(manifests, 'Secret').stringData['jobs.yaml']);
    const sidecar = jobs.find(({ job_name: job }: Manifest) => job === 'thanos-sidecar');
    expect(sidecar.static_configs.map(({ targets }: Manifest) => targets)).toEqual([
      ['prometheus-prometheus-0.prometheus.shop.svc:10902'], ['prometheus-prometheus-1.prometheus.shop.svc:10902'],
    ]);
  });

  it.each<[string, (chart: Chart) => Thanos | undefined, object]>([
    ['what the operator adds to each pod', () => undefined, {
      'pods': '2', 'limits.cpu': '1620m', 'requests.cpu': '1620m', 'requests.memory': '5476Mi',
    }],
    ['a sidecar', addThanos, { 'requests.cpu': '1820m', 'requests.memory': '5988Mi' }],
  ])('is counted by the quota of its namespace, with %s', (_, addBeside, expected) => {
    const { hard } = only(render((chart) => addWatched(chart, addBeside)), 'ResourceQuota', 'watched').spec;
    expect(hard).toMatchObject(expected);
  });

  it('is counted as it is patched', () => {
    const memory = { memory: '4Gi' };
    const manifests = render((chart) => {
      const made = addWatched(chart);
      made.mergePatch(made.resource, { spec: { resources: { requests: memory, limits: memory } } });
    });
    expect(only(manifests, 'ResourceQuota').spec.hard).toMatchObject({ 'requests.memory': '8292Mi' });
  });

  it.each(MINORS)('is valid on %s', (kubernetesVersion) => {
    const manifests = prometheus({ nodeCidrs: ['10.1.0.0/16'] }, { kubernetesVersion });
    expect(manifests.flatMap((manifest) => schemaProblems(kubernetesVersion, manifest))).toEqual([]);
  });

  it.each<[string, Partial<OperatorPrometheusProps>, PlatformProps, string]>([
    ['metrics of another flavour', {}, { metrics: MetricsFlavor.annotations({ namespace: 'shop' }) },
      "'metrics' must be those of the operator"],
    ['another namespace', {}, { metrics: MetricsFlavor.operator() },
      "'metrics.namespace' must name the namespace that it is in, shop"],
    ['an unknown place of the API servers', {}, { kubernetesApi: undefined }, "'kubernetesApi' must be known"],
    ['a volume that is too small', { storage: Size.gibibytes(5) }, {}, "'storage' must hold"],
    ['an image without a version', { image: 'quay.io/prometheus/prometheus:main' }, {},
      "'version' must be that of the program in the image"],
    ['a version that cannot do what is written', { version: '2.55.0' }, {}, "'version' must be 3.13.0 or later"],
    ['a name that is too long', { name: 'a'.repeat(42) }, {}, "'name' must have at most 41 characters"],
    ['a class that is none', { storageClassName: 'a b' }, {}, "'storageClassName' must be"],
    ['a volume that is none', { storage: Size.tebibytes(1e9) }, {}, "'storage' must be whole MiB"],
    ['a volume too small for what monitors of 30 seconds bring',
      { interval: Duration.seconds(120), storage: Size.gibibytes(6) }, {}, "'storage' must hold"],
    ['a version that is none', { version: 'latest' }, {}, "'version' must be that of the program in the image"],
  ])('refuses %s', (...[, props, platform, message]) => {
    expect(messageOf(() => prometheus(props, platform))).toContain(message);
  });

  it.each<[string, (made: OperatorPrometheus) => void]>([
    ['spec.serviceName', (made) => made.mergePatch(made.resource, { spec: { serviceName: 'other' } })],
    ['spec.replicas', (made) => made.mergePatch(made.resource, { spec: { replicas: 5 } })],
    ['spec.listenLocal', (made) => made.mergePatch(made.resource, { spec: { listenLocal: true } })],
    ['metadata.name', (made) => made.mergePatch(made.service, { metadata: { name: 'other' } })],
    ['spec.selector', (made) => made.mergePatch(made.service, { spec: { selector: { a: 'b' } } })],
    ['metadata.name', (made) => made.mergePatch(made.serviceAccount, { metadata: { name: 'other' } })],
    ['spec.podSelector', (made) => made.patch(made.networkPolicy, JsonPatch.replace('/spec/podSelector', {}))],
    ['spec.selector', (made) => made.patch(made.disruptionBudget, JsonPatch.replace('/spec/selector', {}))],
  ])('refuses patches of %s, by which its pods are found', (field, change) => {
    expect(messageOf(() => prometheus({}, {}, (_, made) => change(made)))).toContain(`must let '${field}' `);
  });

  it('tells the Alertmanager of the tree, or is told which', () => {
    const other = (chart: Chart) => {
      new AlertRouting(chart, 'alerts', ALERT_RECEIVERS);
      return new OperatorAlertmanager(chart, 'pager');
    };
    expect(messageOf(() => prometheus({}, {}, other))).toContain("'alertmanager' must be said");
    expect(only(render((chart) => {
      new OperatorPrometheus(chart, 'prometheus', { storage: STORAGE, alertmanager: other(chart) });
    }, PLATFORM), 'Prometheus').spec.alerting.alertmanagers).toEqual([
      { name: 'pager', namespace: 'shop', port: 9093, apiVersion: 'V2' },
    ]);
  });

  it('is not what an Alertmanager of Kubernetes alone needs', () => {
    expect(messageOf(() => prometheus({}, {}, (chart) => new Alertmanager(chart, 'alertmanager'))))
      .toContain('under MetricsFlavor.operator() it writes none');
  });
});

function prometheus(
  props: Partial<OperatorPrometheusProps> = {},
  platform: PlatformProps = {},
  more: (chart: Chart, made: OperatorPrometheus) => unknown = () => undefined,
): Manifest[] {
  return render((chart) => {
    more(chart, new OperatorPrometheus(chart, 'prometheus', { storage: STORAGE, ...props }));
  }, { ...PLATFORM, ...platform });
}

/** In a namespace of ours, which counts it. */
function addWatched(chart: Chart, keeper: (chart: Chart) => Thanos | undefined = () => undefined): OperatorPrometheus {
  const watched = new Chart(chart, 'Watched', { namespace: 'watched' });
  Platform.configure(watched, { ...PLATFORM, metrics: MetricsFlavor.operator({ namespace: 'watched' }) });
  new ProductionNamespace(watched, 'watched');
  return new OperatorPrometheus(watched, 'prometheus', { storage: STORAGE, thanos: keeper(chart) });
}

/** In another namespace. */
function addThanos(chart: Chart): Thanos {
  const kept = new Chart(chart, 'Kept', { namespace: 'kept' });
  return new Thanos(kept, 'thanos', { objectStore: SecretKey.of('store', 'store.yaml') });
}
