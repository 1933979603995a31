import {
  KubernetesApi, KubeStateMetrics, KubeStateMetricsProps, Metrics, MetricsFlavor, PlatformProps, ProductionService,
  Resources,
} from '../../../src';
import { messageOf } from '../../support/errors';
import { IMAGE, only, readYaml, render } from '../../support/render';
import { Manifest, MINORS, schemaProblems } from '../../support/schemas';

const KUBERNETES_API = KubernetesApi.at({ cidrs: ['10.0.0.0/28'] });
const OPERATOR = { metrics: MetricsFlavor.operator({ monitorLabels: { release: 'main' } }) };

describe('KubeStateMetrics', () => {
  it('runs once, with the arguments and ports of the program', () => {
    const { replicas, template } = only(exporter(), 'Deployment').spec;
    expect(replicas).toBe(1);
    expect(template.spec.volumes.map(({ name }: Manifest) => name)).toContain('kube-api-access');
    expect(template.spec.containers[0]).toMatchObject({
      args: [
        '--port=8080', '--telemetry-port=8081', expect.stringMatching(/^--resources=certificatesigningrequests,clusterrolebindings,/),
      ],
      livenessProbe: { httpGet: { path: '/livez', port: 'metrics' } },
      readinessProbe: { httpGet: { path: '/readyz', port: 'telemetry' } },
    });
  });

  it('may list and watch what it speaks of, and nothing that holds values', () => {
    const { rules } = only(exporter(), 'ClusterRole');
    const resources = rules.flatMap((rule: Manifest) => rule.resources);
    expect(resources).toEqual(expect.arrayContaining(['pods', 'nodes', 'deployments', 'poddisruptionbudgets']));
    expect(resources.filter((one: string) => /secrets|configmaps|serviceaccounts|leases/.test(one))).toEqual([]);
    expect(rules.map(({ verbs }: Manifest) => verbs)).toEqual(rules.map(() => ['list', 'watch']));
    expect(resourcesIn(exporter()).sort()).toEqual(resources.sort());
  });

  it('is who may', () => {
    expect(only(exporter(), 'ClusterRoleBinding')).toMatchObject({
      metadata: { name: 'kube-state-metrics' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'kube-state-metrics' },
      subjects: [{ kind: 'ServiceAccount', name: 'kube-state-metrics', namespace: 'shop' }],
    });
  });

  it('is scraped by a job that keeps the labels of its metrics', () => {
    const { data } = only(exporter(), 'ConfigMap');
    expect(readYaml(data['kube-state-metrics.scrape.yaml'])).toEqual([{
      scrape_configs: [{
        job_name: 'kube-state-metrics',
        honor_labels: true,
        static_configs: [{ targets: ['kube-state-metrics.shop.svc:8080', 'kube-state-metrics.shop.svc:8081'] }],
      }],
    }]);
    const { annotations = {} } = only(exporter(), 'Deployment').spec.template.metadata;
    expect(annotations).not.toHaveProperty(['prometheus.io/scrape']);
  });

  it('is scraped for what it says of itself, too, whose labels are its own', () => {
    const { metadata, spec } = only(exporter({}, OPERATOR), 'ServiceMonitor', 'kube-state-metrics-telemetry');
    expect(metadata.labels.release).toBe('main');
    expect(spec.endpoints).toEqual([{ port: 'telemetry', path: '/metrics', interval: '30s' }]);
  });

  it('is scraped so by a ServiceMonitor under the operator, whose labels it has', () => {
    const { metadata, spec } = only(exporter({}, OPERATOR), 'ServiceMonitor', 'kube-state-metrics');
    expect(metadata.labels.release).toBe('main');
    expect(spec.endpoints).toEqual([{ port: 'metrics', path: '/metrics', interval: '30s', honorLabels: true }]);
    expect(exporter({}, OPERATOR).filter(({ kind }) => kind === 'ConfigMap')).toEqual([]);
  });

  it('lets Prometheus in, and reaches the API servers', () => {
    const { ingress, egress } = only(exporter(), 'NetworkPolicy').spec;
    const from = [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }];
    expect(ingress).toEqual([8080, 8081].map((port) => ({ from, ports: [{ port, protocol: 'TCP' }] })));
    expect(egress).toContainEqual({
      to: [{ ipBlock: { cidr: '10.0.0.0/28' } }], ports: [{ port: 6443, protocol: 'TCP' }],
    });
  });

  it('takes what it speaks of, labels, a name, an image and resources', () => {
    const manifests = exporter({
      name: 'ksm',
      image: IMAGE,
      resources: Resources.small(),
      watched: ['pods', 'jobs'],
      labels: { pods: ['app.kubernetes.io/name', 'team'], jobs: ['*'] },
    });
    const { metadata, spec } = only(manifests, 'Deployment');
    expect(metadata.name).toBe('ksm');
    expect(spec.template.spec.containers[0]).toMatchObject({ image: IMAGE, resources: { requests: { cpu: '100m' } } });
    expect(spec.template.spec.containers[0].args.slice(2)).toEqual([
      '--resources=jobs,pods', '--metric-labels-allowlist=pods=[app.kubernetes.io/name,team],jobs=[*]',
    ]);
    expect(only(manifests, 'ClusterRole').rules).toEqual([
      { apiGroups: [''], resources: ['pods'], verbs: ['list', 'watch'] },
      { apiGroups: ['batch'], resources: ['jobs'], verbs: ['list', 'watch'] },
    ]);
  });

  it.each(MINORS)('is valid on %s', (kubernetesVersion) => {
    const manifests = [{}, OPERATOR].flatMap((platform) => exporter({}, { ...platform, kubernetesVersion }));
    expect(manifests.flatMap((manifest) => schemaProblems(kubernetesVersion, manifest))).toEqual([]);
  });
});

describe('what it refuses', () => {
  it.each<[string, KubeStateMetricsProps, string]>([
    ['secrets', { watched: ['pods', 'secrets'] }, "'watched[1]' must leave out secrets, whose values it could read"],
    ['a misspelt one', { watched: ['pod'] }, '\'watched[0]\' must be what it can watch, got "pod"; write pods'],
    ['nothing', { watched: [] }, "'watched' must name something, got []; leave it out, or remove the construct"],
    ['one twice', { watched: ['pods', 'pods'] }, '\'watched\' must name each once, got "pods"'],
    ['labels of others', { watched: ['pods'], labels: { nodes: ['*'] } }, "'labels' must be of what is watched, got"],
    ['a list as a label', { labels: { pods: ['a],nodes=[*'] } }, "'labels.pods[0]' must be the key of a label, or '*'"],
  ])('%s', (_, props, message) => {
    expect(messageOf(() => exporter(props))).toContain(`[shop/kube-state-metrics] ${message}`);
  });

  it('that nobody knows where the API servers are', () => {
    expect(messageOf(() => render((chart) => new KubeStateMetrics(chart, 'kube-state-metrics'))))
      .toContain("'kubernetesApi' must be known");
  });

  it('labels that are honored where annotations say what is scraped', () => {
    const service = () => render((chart) => new ProductionService(chart, 'api', {
      image: IMAGE, metrics: Metrics.at({ honorLabels: true }),
    }));
    expect(messageOf(service)).toBe("[shop/api] 'metrics.honorLabels' must be left out where annotations say what is "
      + 'scraped, for none says this, got true; have it scraped by a job of your own with honor_labels: true, or use '
      + 'MetricsFlavor.operator()');
  });
});

function exporter(props: KubeStateMetricsProps = {}, platform: PlatformProps = {}): Manifest[] {
  return render((chart) => new KubeStateMetrics(chart, 'kube-state-metrics', props), {
    kubernetesApi: KUBERNETES_API, ...platform,
  });
}

/** What the program is told to watch. */
function resourcesIn(manifests: Manifest[]): string[] {
  const { args } = only(manifests, 'Deployment').spec.template.spec.containers[0];
  return args[2].replace('--resources=', '').split(',');
}
