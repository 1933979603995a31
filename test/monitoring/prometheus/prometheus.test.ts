import { Chart, Duration, Size } from 'cdk8s';
import {
  Environment, ForeignService, KubernetesApi, KubeStateMetrics, MetricsFlavor, Platform, PlatformProps,
  ProductionService, Prometheus, PrometheusProps, Resources, StatefulService, TrafficPeer,
} from '../../../src';
import { messageOf } from '../../support/errors';
import { IMAGE, only, readYaml, render } from '../../support/render';
import { Manifest, MINORS, schemaProblems } from '../../support/schemas';

const PLATFORM = {
  kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }),
  metrics: MetricsFlavor.annotations({ namespace: 'shop' }),
};
const STORAGE = Size.gibibytes(50);

describe('Prometheus', () => {
  it('runs twice, each with a volume, and starts both at once', () => {
    const { replicas, podManagementPolicy, template, volumeClaimTemplates } = only(prometheus(), 'StatefulSet').spec;
    expect([replicas, podManagementPolicy]).toEqual([2, 'Parallel']);
    expect(volumeClaimTemplates[0].spec.resources.requests).toEqual({ storage: '50Gi' });
    expect(template.spec.volumes.map(({ name }: Manifest) => name)).toContain('kube-api-access');
    expect(template.spec.terminationGracePeriodSeconds).toBe(315);
    expect(template.spec.containers[0]).toMatchObject({
      args: [
        '--config.file=/etc/prometheus/config/prometheus.yaml',
        '--config.auto-reload',
        '--config.auto-reload-interval=30s',
        '--storage.tsdb.path=/prometheus',
      ],
      env: [{ name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }],
      livenessProbe: { httpGet: { path: '/-/healthy', port: 'web' } },
      readinessProbe: { httpGet: { path: '/-/ready', port: 'web' } },
      resources: { limits: { cpu: '800m', memory: '2688Mi' }, requests: { cpu: '800m', memory: '2688Mi' } },
    });
  });

  it('runs once where the environment keeps so few', () => {
    const manifests = prometheus({}, { environment: Environment.DEVELOPMENT });
    expect(only(manifests, 'StatefulSet').spec.replicas).toBe(1);
    expect(jobNamed(manifests, 'prometheus').static_configs).toHaveLength(1);
  });

  it('may see targets, and read metrics where it is told where they are', () => {
    const watch = ['list', 'watch'];
    expect(only(prometheus({ scrapeApiServers: false }), 'ClusterRole').rules).toEqual([
      { apiGroups: [''], resources: ['pods', 'services'], verbs: watch },
      { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: watch },
    ]);
    expect(only(prometheus({ nodeCidrs: ['10.1.0.0/16'] }), 'ClusterRole').rules.slice(2)).toEqual([
      { apiGroups: [''], resources: ['nodes'], verbs: watch },
      { apiGroups: [''], resources: ['nodes/metrics'], verbs: ['get'] },
      { nonResourceURLs: ['/metrics'], verbs: ['get'] },
    ]);
    expect(only(prometheus(), 'ClusterRoleBinding').subjects).toEqual([
      { kind: 'ServiceAccount', name: 'prometheus', namespace: 'shop' },
    ]);
  });

  it('takes a name, an image, a class, resources and an address', () => {
    const manifests = prometheus({
      name: 'metrics',
      image: IMAGE,
      storageClassName: 'fast',
      resources: Resources.small(),
      externalUrl: 'https://prometheus.example.com/',
    });
    const { metadata, spec } = only(manifests, 'StatefulSet');
    expect(metadata.name).toBe('metrics');
    expect(spec.volumeClaimTemplates[0].spec.storageClassName).toBe('fast');
    expect(spec.template.spec.containers[0]).toMatchObject({ image: IMAGE, resources: { requests: { cpu: '100m' } } });
    expect(spec.template.spec.containers[0].args.slice(-2)).toEqual([
      '--web.external-url=https://prometheus.example.com/', '--web.route-prefix=/',
    ]);
    expect(manifests.filter(({ kind }) => kind === 'ConfigMap').map(({ metadata: { name } }) => name)).toEqual([
      'metrics-config', 'metrics-files-0',
    ]);
  });

  it.each(MINORS)('is valid on %s', (kubernetesVersion) => {
    const manifests = prometheus({ nodeCidrs: ['10.1.0.0/16'] }, { kubernetesVersion });
    expect(manifests.flatMap((manifest) => schemaProblems(kubernetesVersion, manifest))).toEqual([]);
  });
});

describe('the configuration', () => {
  it('keeps and scrapes as the props say, and tells clusters and replicas apart', () => {
    const configuration = configurationOf(prometheus({
      clusterName: 'eu-1', interval: Duration.seconds(5), retention: Duration.days(3),
    }));
    expect(configuration.global).toEqual({
      scrape_interval: '5s',
      scrape_timeout: '5s',
      evaluation_interval: '5s',
      external_labels: { cluster: 'eu-1', prometheus_replica: '${POD_NAME}' },
    });
    expect(configuration.storage.tsdb.retention).toEqual({ time: '72h', size: '40960MB' });
  });

  it('has by default nothing that only some clusters have', () => {
    const { global, scrape_configs: jobs } = configurationOf(prometheus());
    expect(global).toEqual({
      scrape_interval: '15s',
      scrape_timeout: '10s',
      evaluation_interval: '15s',
      external_labels: { prometheus_replica: '${POD_NAME}' },
    });
    expect(jobs.map(({ job_name: name }: Manifest) => name)).toEqual(['prometheus', 'apiserver', 'pods']);
  });

  it('scrapes kubelets and what they measure under one job, as dashboards expect it', () => {
    const manifests = prometheus({ nodeCidrs: ['10.1.0.0/16'] });
    expect(jobNamed(manifests, 'kubelet').relabel_configs[0]).toEqual({
      source_labels: ['__metrics_path__'], target_label: 'metrics_path',
    });
    expect(jobNamed(manifests, 'kubelet-cadvisor').metrics_path).toBe('/metrics/cadvisor');
    expect(jobNamed(manifests, 'kubelet-cadvisor').relabel_configs.at(-1)).toEqual({
      target_label: 'job', replacement: 'kubelet',
    });
  });

  it('tells every pod of Alertmanager, by default of that of its namespace', () => {
    const [discovery] = alertmanagersOf(prometheus());
    expect(discovery).toEqual({
      role: 'endpointslice',
      namespaces: { names: ['shop'] },
      selectors: [{ role: 'endpointslice', label: 'kubernetes.io/service-name=alertmanager' }],
    });
  });

  it('is not what its pods are replaced for', () => {
    const [few, many] = [1, 2].map((fileParts) => (
      only(prometheus({ fileParts }), 'StatefulSet').spec.template.metadata.annotations
    ));
    expect([few, many]).toEqual([undefined, undefined]);
  });
});

describe('its network', () => {
  const TO_API = { to: [{ ipBlock: { cidr: '10.0.0.0/28' } }], ports: [{ port: 6443, protocol: 'TCP' }] };

  it('is open among its replicas, to the API servers and to Alertmanager', () => {
    const own = { podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'prometheus' } } };
    const web = [{ port: 9090, protocol: 'TCP' }];
    const { ingress, egress } = policyOf(prometheus());
    expect(ingress).toEqual([{ from: [own], ports: web }]);
    expect(egress.slice(1)).toEqual([{ to: [own], ports: web }, TO_API, toPods('alertmanager', 9093)]);
  });

  it('is open to nodes where it is told their networks', () => {
    const { egress } = policyOf(prometheus({ nodeCidrs: ['10.1.0.0/16'] }));
    expect(egress).toEqual(expect.arrayContaining([10250, 9100].map((port) => (
      { to: [{ ipBlock: { cidr: '10.1.0.0/16' } }], ports: [{ port, protocol: 'TCP' }] }
    ))));
  });

  it('is open to each port that workloads of the tree open to its namespace, whatever is made first', () => {
    const manifests = render((chart) => {
      new ProductionService(chart, 'before', { image: IMAGE, port: 10000 });
      new Prometheus(chart, 'prometheus', { storage: STORAGE });
      const other = new Chart(chart, 'Other', { namespace: 'other' });
      ['second', 'first'].forEach((id) => new ProductionService(other, id, { image: IMAGE }));
      new KubeStateMetrics(chart, 'kube-state-metrics');
    }, PLATFORM);
    const [ofOther] = toPods('first', 8080, 'other').to;
    const names = { key: 'app.kubernetes.io/instance', operator: 'In', values: ['first', 'second'] };
    expect(policyOf(manifests).egress.slice(4)).toEqual([
      {
        ...toPods('kube-state-metrics', 8080),
        to: [{ ...ofOther, podSelector: { matchExpressions: [names] } }, ...toPods('kube-state-metrics', 8080).to],
      },
      toPods('kube-state-metrics', 8081),
      toPods('before', 10000),
    ]);
  });

  it('is open to no workload that opens its metrics to another namespace', () => {
    const manifests = render((chart) => {
      new Prometheus(chart, 'prometheus', { storage: STORAGE });
      const other = new Chart(chart, 'Other', { namespace: 'other' });
      Platform.configure(other, { metrics: MetricsFlavor.annotations({ namespace: 'elsewhere' }) });
      new ProductionService(other, 'api', { image: IMAGE });
    }, PLATFORM);
    expect(policyOf(manifests).egress).toHaveLength(4);
  });

  it('is open on both sides to the Alertmanager that it is given', () => {
    const manifests = render((chart) => {
      const alertmanager = new StatefulService(chart, 'pager', {
        image: IMAGE, claims: [], ports: [{ name: 'web', containerPort: 9093 }, { name: 'peers', containerPort: 9094 }],
      });
      new Prometheus(chart, 'prometheus', { storage: STORAGE, alertmanager });
    }, PLATFORM);
    expect(alertmanagersOf(manifests)[0].selectors[0].label).toBe('kubernetes.io/service-name=pager');
    expect(policyOf(manifests).egress).toContainEqual(toPods('pager', 9093));
    expect(policyOf(manifests, 'pager').ingress).toContainEqual({
      from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'prometheus' } } }],
      ports: [{ port: 9093, protocol: 'TCP' }],
    });
  });

  it('takes an Alertmanager of another namespace', () => {
    const alertmanager = ForeignService.at({
      name: 'am', namespace: 'alerting', podLabels: { app: 'am' }, containerPort: 9093,
    });
    expect(alertmanagersOf(prometheus({ alertmanager }))[0].namespaces).toEqual({ names: ['alerting'] });
  });

  it('is opened to what other trees write', () => {
    const manifests = render((chart) => {
      new Prometheus(chart, 'prometheus', { storage: STORAGE }).scrape(TrafficPeer.namespace('billing'), 8080);
    }, PLATFORM);
    expect(policyOf(manifests).egress.at(-1)).toEqual({
      to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'billing' } } }],
      ports: [{ port: 8080, protocol: 'TCP' }],
    });
  });
});

describe('what it refuses', () => {
  it.each<[string, Partial<PrometheusProps>, string]>([
    ['too small a volume', { storage: Size.gibibytes(20) }, "'storage' must hold what 200000 series write every "
      + '15 seconds in 15 days, got "20Gi"; give Size.gibibytes(43), or a shorter retention, a longer interval or '
      + 'fewer expectedSeries'],
    ['a volume of no whole MiB', { storage: Size.kibibytes(1) }, "'storage' must be whole MiB, at least one"],
    ['an interval with gaps', { interval: Duration.minutes(3) }, "'interval' must be whole seconds from 5 to 120"],
    ['a retention of an hour', { retention: Duration.hours(1) }, "'retention' must be whole seconds from 21600 to"],
    ['no series', { expectedSeries: 0 }, "'expectedSeries' must be a whole number from 1000 to 20000000, got 0"],
    ['no part', { fileParts: 0 }, "'fileParts' must be a whole number from 1 to 20, got 0"],
    ['a name of a cluster that is none', { clusterName: '${HOME}' }, "'clusterName' must"],
    ['an empty name', { clusterName: '' }, "'clusterName' must be a label value"],
    ['an address that is none', { externalUrl: 'prometheus' }, "'externalUrl' must be an address by http or https"],
    ['a network that is none', { nodeCidrs: ['10.0.0.1'] }, "'nodeCidrs' must hold networks, got \"10.0.0.1\""],
    ['a network twice', { nodeCidrs: ['10.0.0.0/8', '10.0.0.0/8'] }, "'nodeCidrs' must name each network once"],
  ])('%s', (_, props, message) => {
    expect(messageOf(() => prometheus(props))).toContain(`[shop/prometheus] ${message}`);
  });

  it.each<[string, PlatformProps, string]>([
    ['workloads that open their metrics to another namespace', { metrics: MetricsFlavor.annotations() },
      "'metrics.namespace' must name the namespace that it is in, shop, for workloads open their metrics to no other, "
      + 'got "monitoring"; give the platform MetricsFlavor.annotations({ namespace: \'shop\' }), or make it '
      + 'in the other'],
    ['a platform of the operator', { metrics: MetricsFlavor.operator() }, "'metrics' must be found by annotations"],
    ['API servers at addresses that nobody knows', { kubernetesApi: undefined }, "'kubernetesApi' must be known"],
  ])('%s', (_, platform, message) => {
    expect(messageOf(() => prometheus({}, platform))).toContain(message);
  });

  it('a port that is none', () => {
    const scrape = () => render((chart) => {
      new Prometheus(chart, 'prometheus', { storage: STORAGE }).scrape(TrafficPeer.namespace('billing'), 0);
    }, PLATFORM);
    expect(messageOf(scrape)).toContain("[shop/prometheus] 'scrape.port' must be a whole number from 1 to 65535, got");
  });
});

function prometheus(props: Partial<PrometheusProps> = {}, platform: PlatformProps = {}): Manifest[] {
  return render((chart) => new Prometheus(chart, 'prometheus', { storage: STORAGE, ...props }), {
    ...PLATFORM, ...platform,
  });
}

function configurationOf(manifests: Manifest[]): Manifest {
  const { data } = manifests.find(({ kind, metadata }) => kind === 'ConfigMap' && /-config$/.test(metadata.name))!;
  return readYaml(data['prometheus.yaml'])[0];
}

function jobNamed(manifests: Manifest[], name: string): Manifest {
  return configurationOf(manifests).scrape_configs.find(({ job_name: job }: Manifest) => job === name);
}

function alertmanagersOf(manifests: Manifest[]): Manifest[] {
  return configurationOf(manifests).alerting.alertmanagers[0].kubernetes_sd_configs;
}

function policyOf(manifests: Manifest[], name = 'prometheus'): Manifest {
  return manifests.find(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === name)!.spec;
}

function toPods(name: string, port: number, namespace?: string) {
  const podSelector = { matchLabels: { 'app.kubernetes.io/instance': name } };
  const namespaceSelector = { matchLabels: { 'kubernetes.io/metadata.name': namespace } };
  const peer = namespace === undefined ? { podSelector } : { namespaceSelector, podSelector };
  return { to: [peer], ports: [{ port, protocol: 'TCP' }] };
}
