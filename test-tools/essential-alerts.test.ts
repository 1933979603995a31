import { EssentialAlerts, PlatformProps } from '../src';
import { checkRules, RuleTest, testRulesInOne } from './harness/alerts/promtool';
import { ESSENTIAL_CASES } from './harness/essential/essential-cases';
import { WORKLOADS_OF_PODS } from './harness/essential/pod-cases';
import { testOfNothing, testsOf, WrittenAlert } from './harness/essential/series-case';
import { readYaml, render } from '../test/support/render';

const PLATFORM: PlatformProps = { ownership: { team: 'platform', owner: 'jane' } };
const DASHBOARDS = Object.fromEntries(Object.keys(ESSENTIAL_CASES).map((group) => {
  const name = group.replace('essential-', '');
  return [name, `https://grafana.example.com/d/${name}`];
}));
const TEXT = rulesText();
const GROUPS: readonly { name: string; rules: readonly WrittenAlert[] }[] = readYaml(TEXT)[0].groups;

/** The rule file of a cluster whose control plane is its own. */
function rulesText(): string {
  const [{ data }] = render((chart) => new EssentialAlerts(chart, 'alerts', { dashboards: DASHBOARDS }), PLATFORM);
  return data['alerts.rules.yaml'];
}

function alertsOf(group: { readonly rules: readonly WrittenAlert[] }): WrittenAlert[] {
  return group.rules.filter(({ alert }) => alert !== undefined);
}

describe('the essential alerts', () => {
  it('have nothing that promtool would complain of', () => {
    expect(checkRules(TEXT)).toBe('');
  });

  it.each(GROUPS)('of $name fire in a case each, and in no other', (group) => {
    expect([...new Set(ESSENTIAL_CASES[group.name].map(({ alert }) => alert))].sort())
      .toEqual(alertsOf(group).map(({ alert }) => alert).sort());
  });

  it.each(GROUPS)('of $name fire with labels and texts, not before, not just below, not of nothing', (group) => {
    const alerts = alertsOf(group);
    const cases = ESSENTIAL_CASES[group.name];
    const tests = alerts.flatMap((rule) => cases.filter(({ alert }) => alert === rule.alert)
      .flatMap((one) => testsOf(rule, one)));
    expect(testRulesInOne(JSON.stringify({ groups: [group] }), [...tests, testOfNothing(alerts, cases)])).toBe('');
  });

  it('know what made a pod', () => {
    const series = WORKLOADS_OF_PODS.map(({ owner }) => ({
      series: `kube_pod_owner{namespace="shop",${owner}}`, values: '1x5',
    }));
    const samples = WORKLOADS_OF_PODS.map(({ owner, workload }) => ({
      labels: `preflight:pod_workload:info{namespace="shop",${owner.split(',')[0]},workload="${workload}"}`, value: 1,
    }));
    expect(testRulesInOne(TEXT, [{
      interval: '1m',
      input_series: series,
      alert_rule_test: [],
      promql_expr_test: [{ eval_time: '2m', expr: 'preflight:pod_workload:info', exp_samples: samples }],
    }])).toBe('');
  });
});

describe('the essential alerts of a cluster whose jobs are called otherwise', () => {
  const called = { 'apiserver': 'apis', 'etcd': 'kube-etcd', 'kubelet': 'a"}\\nor\nb', 'node-exporter': "{{ . }} 'ä€" };
  const cadvisor = 'kubernetes-nodes-cadvisor';
  const [{ data }] = render((chart) => new EssentialAlerts(chart, 'alerts', {
    jobNames: {
      apiServer: called.apiserver,
      etcd: called.etcd,
      kubelet: called.kubelet,
      nodeExporter: called['node-exporter'],
      cadvisor,
    },
  }));
  const text: string = data['alerts.rules.yaml'];
  /** The same series and alerts under those names. */
  const renamed = (tests: readonly RuleTest[]): RuleTest[] => {
    const series = (name: string) => name
      .replace(/job="kubelet",metrics_path="\/metrics\/cadvisor"/, () => `job="${cadvisor}"`)
      .replace(/job="([^"]+)"/, (whole, job: keyof typeof called) => (
        called[job] === undefined ? whole : `job=${JSON.stringify(called[job])}`
      ));
    return tests.map((test) => ({
      ...test, input_series: test.input_series.map((one) => ({ ...one, series: series(one.series) })),
    }));
  };
  const groups: typeof GROUPS = readYaml(text)[0].groups
    .filter(({ name }: typeof GROUPS[number]) => /etcd|filesystems|pods/.test(name));

  it('have nothing that promtool would complain of', () => {
    expect(checkRules(text)).toBe('');
  });

  it.each(groups)('of $name fire, and are silent of nothing', (group) => {
    const alerts = alertsOf(group);
    const cases = ESSENTIAL_CASES[group.name]
      .map((one) => ({ ...one, labels: labels(one.labels), missing: one.missing && labels(one.missing) }));
    const tests = alerts.flatMap((rule) => cases.filter(({ alert }) => alert === rule.alert)
      .flatMap((one) => testsOf(rule, one)));
    expect(testRulesInOne(JSON.stringify({ groups: [group] }), [...renamed(tests), testOfNothing(alerts, cases)]))
      .toBe('');
  });

  function labels({ job, ...others }: Readonly<Record<string, string>>): Record<string, string> {
    return job === undefined ? others : { ...others, job: called[job as keyof typeof called] };
  }
});

describe('these tests', () => {
  const [jobs] = GROUPS.filter(({ name }) => name === 'essential-jobs');
  const [rule] = alertsOf(jobs);
  const tests = testsOf(rule, ESSENTIAL_CASES[jobs.name][0]);
  const complaint = (change: (text: string) => string) => (
    testRulesInOne(change(JSON.stringify({ groups: [jobs] })), tests)
  );

  it.each<[string, (text: string) => string]>([
    ['that never fires', (text) => text.replace('== 1', '== 2')],
    ['that fires just below', (text) => text.replace('== 1', '>= 0')],
    ['of another severity', (text) => text.replace('"severity":"warning"', '"severity":"info"')],
    ['with another text', (text) => text.replace('First read', 'First see')],
  ])('see an alert %s', (_, change) => {
    expect(complaint(change)).toContain('JobFailed');
  });
});
