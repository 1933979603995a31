import { load } from 'js-yaml';
import { configurationsOfOperator, OperatorConfiguration } from './harness/alerts/operator';
import { checkConfig } from './harness/alerts/promtool';
import { ruleFilesOf } from './harness/alerts/written-alerting';
import { readersSelecting } from '../src/checks/facts/monitoring/prometheus-selection';
import { Cluster } from '../src/checks/model/cluster';
import { Manifest } from '../src/checks/model/manifest';
import { DEFAULT_MINOR } from '../src/internal/kubernetes-version';
import { synthesizeExample } from '../test/support/examples';
import { Random } from '../test/support/random';
import { readYaml } from '../test/support/render';
import { Manifest as Written } from '../test/support/schemas';

const MINOR = 34;
const CLUSTERS = 60;
const READ = ['ServiceMonitor', 'PodMonitor', 'Probe', 'ScrapeConfig', 'PrometheusRule'];
const [OBJECTS, NATIVE] = ['monitoring-operator', 'monitoring-stack'].map((name) => (
  Object.values(synthesizeExample(name, DEFAULT_MINOR)).flatMap(readYaml)
));
const CLUSTER_AUTHORITY = '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt';

/** What stands in a rule whatever finds it. */
interface Rule {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
}

function only(kind: string): Written {
  return OBJECTS.find((object) => object.kind === kind)!;
}

function namesOf(objects: readonly Written[]): string[] {
  return objects.filter(({ kind }) => READ.includes(kind))
    .map(({ kind, metadata: { namespace, name } }) => `${kind} ${namespace}/${name}`).sort();
}

function rulesIn(files: Readonly<Record<string, string>>): string[] {
  return Object.values(files).flatMap((text) => (load(text) as { groups: { rules: Rule[] }[] }).groups)
    .flatMap(({ rules }) => rules).map(({ alert, record, expr }) => `${alert ?? record}: ${expr}`).sort();
}

describe('what the Prometheus operator makes of the example', () => {
  let made: OperatorConfiguration;
  let jobs: Record<string, Written>;

  beforeAll(() => {
    [made] = configurationsOfOperator([{ prometheus: only('Prometheus'), objects: OBJECTS }]);
    const { scrape_configs: configs } = load(made.configuration) as Written;
    jobs = Object.fromEntries(configs.map((config: Written) => [config.job_name, config]));
  });

  it('has everything that is to be scraped and evaluated', () => {
    expect(made.rejected).toEqual([]);
    expect(made.selected).toEqual(namesOf(OBJECTS));
  });

  it('is a configuration and rule files that Prometheus takes', () => {
    const configuration = made.configuration
      .replace('/etc/prometheus/rules/rules/*.yaml', './*-.yaml')
      .replaceAll(/\/(?:var\/run\/secrets|etc\/prometheus\/certs)\/[^\s"]*/g, 'file');
    expect(checkConfig({ ...made.rules, 'prometheus.yaml': configuration, 'file': '' }, 'prometheus.yaml')).toBe('');
  });

  it('asks API servers and kubelets with its token, and trusts the API servers by the authority of the cluster', () => {
    const [api, kubelet, cadvisor] = ['apiserver', 'kubelet', 'kubelet-cadvisor']
      .map((job) => jobs[job]);
    expect(api.tls_config).toEqual({ ca_file: CLUSTER_AUTHORITY, server_name: 'kubernetes.default.svc' });
    expect(api.kubernetes_sd_configs[0].role).toBe('endpointslice');
    for (const job of [api, kubelet, cadvisor]) {
      expect(job.scheme).toBe('https');
      expect(job.authorization.credentials_file).toBe('/var/run/secrets/kubernetes.io/serviceaccount/token');
    }
    expect([kubelet, cadvisor].map(({ tls_config: tls }) => tls)).toEqual([
      { insecure_skip_verify: true }, { insecure_skip_verify: true },
    ]);
    expect(cadvisor.metrics_path).toBe('/metrics/cadvisor');
    expect(cadvisor.relabel_configs.at(-1)).toMatchObject({ target_label: 'job', replacement: 'kubelet' });
  });

  it('gives its token to no monitor of anybody else', () => {
    const stranger = {
      apiVersion: 'monitoring.coreos.com/v1alpha1',
      kind: 'ScrapeConfig',
      metadata: { name: 'stranger', namespace: 'shop', labels: { prometheus: 'main' } },
      spec: { scrapeClass: 'cluster', staticConfigs: [{ targets: ['example.com:443'] }] },
    };
    const { staticConfigs } = stranger.spec;
    const plain = { ...stranger, metadata: { ...stranger.metadata, name: 'plain' }, spec: { staticConfigs } };
    const objects = [...OBJECTS, stranger, plain];
    const [answer] = configurationsOfOperator([{ prometheus: only('Prometheus'), objects }]);
    expect(answer.rejected).toEqual(['ScrapeConfig shop/stranger']);
    const { scrape_configs: configs } = load(answer.configuration) as Written;
    const withToken = configs.filter(({ authorization }: Written) => authorization !== undefined);
    expect(withToken.map(({ job_name: job }: Written) => job)).toEqual(['apiserver', 'kubelet', 'kubelet-cadvisor']);
  });

  it('tells the pods of Alertmanager of alerts, with the same labels from both replicas', () => {
    const { alerting, global } = load(made.configuration) as Written;
    expect(alerting.alert_relabel_configs).toEqual([{ action: 'labeldrop', regex: 'prometheus_replica' }]);
    expect(global.external_labels).toEqual({ cluster: 'eu-1', prometheus_replica: '$(POD_NAME)' });
    const [{ kubernetes_sd_configs: [discovery], relabel_configs: relabelings }] = alerting.alertmanagers;
    expect(discovery).toMatchObject({ role: 'endpointslice', namespaces: { names: ['monitoring'] } });
    expect(relabelings.map(({ regex }: Written) => regex)).toEqual(expect.arrayContaining(['alertmanager', '9093']));
  });

  it('evaluates the rules that are evaluated without the operator', () => {
    // What a workload counts is known by the label that its pods are found with.
    const ours = rulesIn(made.rules).map((rule) => rule.replaceAll('job="api"', 'app_kubernetes_io_instance="api"'));
    expect(ours.length).toBeGreaterThan(100);
    expect(ours.sort()).toEqual(rulesIn(ruleFilesOf(NATIVE)));
  });
});

/** Objects of two namespaces with labels of few values, and a Prometheus that selects by them in some way. */
describe('what our checks say is selected', () => {
  const random = Random.of('selection');
  const value = () => random.pick(['a', 'b']);
  const labels = () => Object.fromEntries(['x', 'y'].filter(() => !random.oneIn(3)).map((key) => [key, value()]));
  const expression = () => {
    const operator = random.pick(['In', 'NotIn', 'Exists', 'DoesNotExist']);
    return { key: random.pick(['x', 'y']), operator, ...(/In$/.test(operator) ? { values: [value()] } : {}) };
  };
  const selector = () => random.pick([
    undefined, {}, { matchLabels: { x: value() } }, { matchLabels: { x: value(), y: value() } },
    { matchExpressions: [expression()] }, { matchLabels: { y: value() }, matchExpressions: [expression()] },
  ]);

  it('the operator selects', () => {
    const clusters = random.times(CLUSTERS, () => ({ prometheus: readerOf(selector), objects: objectsOf(labels) }));
    const answers = configurationsOfOperator(clusters);
    const wrong = clusters.filter(({ prometheus, objects }, index) => {
      const { selected, rejected } = answers[index];
      const said = namesOf(selectedByUs(prometheus, objects));
      return rejected.length > 0 || JSON.stringify(selected) !== JSON.stringify(said);
    });
    expect(wrong).toEqual([]);
    const counts = answers.map(({ selected }) => selected.length);
    expect(Math.min(...counts)).toBe(0);
    expect(counts.filter((count) => count > 0).length).toBeGreaterThan(CLUSTERS / 2);
  });
});

function readerOf(selector: () => object | undefined): Written {
  const fields = ['serviceMonitor', 'podMonitor', 'probe', 'scrapeConfig', 'rule'].flatMap((kind) => [
    [`${kind}Selector`, selector()], [`${kind}NamespaceSelector`, selector()],
  ]);
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'Prometheus',
    metadata: { name: 'main', namespace: 'one' },
    spec: { scrapeInterval: '30s', evaluationInterval: '30s', version: '3.13.2', ...Object.fromEntries(fields) },
  };
}

function objectsOf(labels: () => Record<string, string>): Written[] {
  const places = ['one', 'two'];
  const namespaces = places.map((name) => (
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: labels() } }
  ));
  const specs: Record<string, object> = {
    ServiceMonitor: { selector: {}, endpoints: [{ port: 'web' }] },
    PodMonitor: { selector: {}, podMetricsEndpoints: [{ port: 'web' }] },
    Probe: { prober: { url: 'probes:9115' }, targets: { staticConfig: { static: ['https://example.com'] } } },
    ScrapeConfig: { staticConfigs: [{ targets: ['example.com:80'] }] },
    PrometheusRule: { groups: [{ name: 'a', rules: [{ alert: 'A', expr: 'up == 0' }] }] },
  };
  return [...namespaces, ...places.flatMap((namespace) => READ.map((kind) => ({
    apiVersion: `monitoring.coreos.com/${kind === 'ScrapeConfig' ? 'v1alpha1' : 'v1'}`,
    kind,
    metadata: { name: 'it', namespace, labels: labels() },
    spec: specs[kind],
  })))];
}

function selectedByUs(prometheus: Written, objects: readonly Written[]): Written[] {
  const manifests = [prometheus, ...objects].map((object) => new Manifest(object));
  const cluster = new Cluster(manifests, MINOR);
  return objects.filter((_, index) => (
    READ.includes(objects[index].kind) && readersSelecting(manifests[index + 1], cluster).length > 0
  ));
}
