import { ApiObject, Chart, Size } from 'cdk8s';
import {
  KubernetesApi, KubeStateMetrics, MetricsFlavor, ProductionService, Prometheus, PrometheusProps,
} from '../../../src';
import { messageOf } from '../../support/errors';
import { IMAGE, render } from '../../support/render';
import { Manifest } from '../../support/schemas';

const PLATFORM = {
  kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }),
  metrics: MetricsFlavor.annotations({ namespace: 'shop' }),
};
const RULES_LABEL = 'preflight/alert-rules';
const SCRAPES_LABEL = 'preflight/scrape-configs';
const RULES = 'groups: [{name: a, rules: [{alert: A, expr: up == 0}]}]\n';
const KIBIBYTE = 1024;

describe('the files of the tree', () => {
  it('are copied under names that say where they are from, of every namespace', () => {
    const manifests = tree((chart) => {
      const other = new Chart(chart, 'Other', { namespace: 'other' });
      labeledRules(chart, 'rules', { 'b.rules.yaml': RULES, 'a.rules.yaml': RULES });
      labeledRules(other, 'rules', { 'a.rules.yaml': RULES });
      new KubeStateMetrics(chart, 'kube-state-metrics');
    });
    expect(Object.keys(partOf(manifests, 0)).sort()).toEqual([
      'other_rules_a.rules.yaml',
      'shop_kube-state-metrics-scrape_kube-state-metrics.scrape.yaml',
      'shop_rules_a.rules.yaml',
      'shop_rules_b.rules.yaml',
    ]);
    expect(partOf(manifests, 0)['other_rules_a.rules.yaml']).toBe(RULES);
  });

  it('have names of their own where keys end otherwise, or are too long', () => {
    const long = `${'n'.repeat(240)}.rules.yaml`;
    const manifests = tree((chart) => {
      labeledRules(chart, 'r', { 'a': RULES, 'a.rules.yaml': RULES, 'a.yml': RULES, [long]: RULES });
    });
    const names = Object.keys(partOf(manifests, 0));
    expect(names).toHaveLength(4);
    names.forEach((name) => expect(name).toMatch(/^(?=.{1,253}$)shop_r_[-.\w]+\.rules\.yaml$/));
  });

  it('are divided in their order, so that no part has more than a ConfigMap may', () => {
    const sizes = [600, 300, 200, 1000];
    const manifests = tree((chart) => sizes.forEach((kibibytes, index) => {
      labeledRules(chart, `r${index}`, { 'r.rules.yaml': rulesOf(kibibytes) });
    }), { fileParts: 4 });
    expect([0, 1, 2, 3].map((part) => Object.keys(partOf(manifests, part)))).toEqual([
      ['shop_r0_r.rules.yaml', 'shop_r1_r.rules.yaml'], ['shop_r2_r.rules.yaml'], ['shop_r3_r.rules.yaml'], [],
    ]);
  });

  it('leave the pods as they are when one changes', () => {
    const [before, after] = [RULES, RULES.replace('up == 0', 'up == 1')].map((text) => tree((chart) => {
      labeledRules(chart, 'rules', { 'a.rules.yaml': text });
    }));
    const podsOf = (manifests: Manifest[]) => manifests.find(({ kind }) => kind === 'StatefulSet')!.spec.template;
    expect(podsOf(after)).toEqual(podsOf(before));
    expect(partOf(after, 0)).not.toEqual(partOf(before, 0));
  });
});

describe('what it refuses', () => {
  it('more than fits', () => {
    const build = () => tree((chart) => [0, 1].forEach((index) => {
      labeledRules(chart, `r${index}`, { 'r.rules.yaml': rulesOf(600) });
    }));
    expect(messageOf(build)).toContain("[shop/prometheus] 'fileParts' must be 2 at least, for the rules and scrape "
      + 'configurations of the tree fill that many ConfigMaps, got 1; raise it');
  });

  it.each([
    ['rules that are none', { label: RULES_LABEL, text: 'rules: []' }, 'must be YAML with a list of groups'],
    ['scrapes that are none', { label: SCRAPES_LABEL, text: '- job_name: a' }, 'with a list of scrape_configs'],
    ['a job of its own', { label: SCRAPES_LABEL, text: 'scrape_configs: [{job_name: pods}]' },
      "'data[f.yaml].job_name' must be the name of one job alone, and [shop/prometheus] has it too, got \"pods\""],
  ])('%s', (_, { label, text }, message) => {
    const build = () => tree((chart) => labeled(chart, { id: 'files', label }, { 'f.yaml': text }));
    expect(messageOf(build)).toContain(message);
  });

  it('a job of two files', () => {
    const build = () => tree((chart) => ['one', 'two'].forEach((id) => {
      labeled(chart, { id, label: SCRAPES_LABEL }, { 'f.yaml': 'scrape_configs: [{job_name: web}]' });
    }));
    expect(messageOf(build)).toContain('[shop/two] \'data[f.yaml].job_name\' must be the name of one job alone, and '
      + '[shop/one] has it too, got "web"; rename one of the two');
  });

  it('what only the operator reads, in one message', () => {
    const build = (others: string[] = []) => () => tree((chart) => {
      for (const kind of ['ServiceMonitor', 'PrometheusRule', ...others]) {
        new ApiObject(chart, kind, { apiVersion: 'monitoring.coreos.com/v1', kind, spec: { selector: {} } });
      }
    });
    expect(messageOf(build())).toContain("[shop/prometheus] 'metrics' must find all that is to be scraped and "
      + 'evaluated, and it reads no object of the Prometheus operator, got ["ServiceMonitor [shop/ServiceMonitor]",'
      + '"PrometheusRule [shop/PrometheusRule]"]; give the platforms above them MetricsFlavor.annotations()');
    expect(messageOf(build(['Prometheus']))).not.toContain('[shop/prometheus] \'metrics\' must find');
  });
});

function tree(build: (chart: Chart) => void, props: Partial<PrometheusProps> = {}): Manifest[] {
  return render((chart) => {
    new Prometheus(chart, 'prometheus', { storage: Size.gibibytes(50), ...props });
    new ProductionService(chart, 'api', { image: IMAGE });
    build(chart);
  }, PLATFORM);
}

function labeledRules(chart: Chart, id: string, data: Record<string, string>): void {
  labeled(chart, { id, label: RULES_LABEL }, data);
}

function labeled(chart: Chart, { id, label }: { id: string; label: string }, data: Record<string, string>): void {
  const metadata = { name: id, labels: { [label]: 'true' } };
  new ApiObject(chart, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata, data });
}

function partOf(manifests: Manifest[], part: number): Record<string, string> {
  return manifests.find(({ metadata }) => metadata.name === `prometheus-files-${part}`)!.data ?? {};
}

function rulesOf(kibibytes: number): string {
  return RULES + `#${'x'.repeat(kibibytes * KIBIBYTE - RULES.length - 2)}\n`;
}
