import { checkRules, RuleTest, testRules } from './harness/alerts/promtool';
import { alertRulesObject } from '../src/alerts/alert-rules';
import { expiryAlerts } from '../src/namespaces/expiry/expiry-alerts';
import { render } from '../test/support/render';

const HOUR = 60;
/** Minutes after which the namespaces of the cases are over; time begins with each case. */
const END = 3 * HOUR;
const WARNED = END - HOUR;
/** One that said so late is told of first, as long as others; then two runs and an hour. */
const PATIENCE = HOUR + 3 * HOUR;
/** As long as one that is told of by the next run is told of. */
const TOLD = HOUR + HOUR;
const END_OF_LATE = 10 * HOUR;
const NAMESPACES = ['pr-1', 'pr-2'].map((name) => ({ name, expiresAt: END * 60 }));
const RULES = expiryAlerts({
  namespace: 'cleaning',
  cronJob: 'reaper',
  namespaces: NAMESPACES,
  warnSeconds: HOUR * 60,
  rhythmSeconds: 3600,
  runbook: 'https://example.com/namespaces.md',
});
const TEXT = ruleFile();

/** What is seen of the cluster, when, and which alerts fire about what. */
interface Case {
  readonly name: string;
  readonly series: readonly string[];
  readonly minutes: number;
  readonly firing: Readonly<Record<string, readonly object[]>>;
}

const created = (namespace: string, instance = 'a') => (
  `kube_namespace_created{namespace="${namespace}",instance="${instance}"}`
);
const JOB = 'namespace="cleaning",job_name="reaper-1"';
const FAILED = [
  'kube_cronjob_created{namespace="cleaning",cronjob="reaper"}',
  `kube_job_owner{${JOB},owner_kind="CronJob",owner_name="reaper"}`,
  `kube_job_status_start_time{${JOB}}`,
  `kube_job_failed{${JOB},condition="true"}`,
];
const REAPER = { namespace: 'cleaning', cronjob: 'reaper' };

const CASES: readonly Case[] = [
  { name: 'is silent a minute before', series: [created('pr-1')], minutes: WARNED - 1, firing: {} },
  {
    name: 'tells of each that is near, once, whoever says so',
    series: [created('pr-1'), created('pr-1', 'b'), created('pr-2')],
    minutes: WARNED,
    firing: { NamespaceExpiresSoon: [{ namespace: 'pr-1' }, { namespace: 'pr-2' }] },
  },
  {
    name: 'tells of it as long as it may stay after it was told of late',
    series: [created('pr-1')],
    minutes: END + TOLD - 1,
    firing: { NamespaceExpiresSoon: [{ namespace: 'pr-1' }] },
  },
  {
    name: 'tells of one that was over before it was made, and is patient with it',
    series: [`${created('pr-1')} ${END_OF_LATE * 60}`],
    minutes: END_OF_LATE + TOLD - 1,
    firing: { NamespaceExpiresSoon: [{ namespace: 'pr-1' }] },
  },
  {
    name: 'tells of one that was over before it was made, and stays',
    series: [`${created('pr-1')} ${END_OF_LATE * 60}`],
    minutes: END_OF_LATE + PATIENCE + 1,
    firing: { ExpiredNamespaceStays: [{ namespace: 'pr-1' }] },
  },
  { name: 'is silent about what is not there', series: [created('other')], minutes: WARNED, firing: {} },
  { name: 'is patient with the reaper', series: [created('pr-1')], minutes: END + PATIENCE, firing: {} },
  {
    name: 'tells of what stays',
    series: [created('pr-1')],
    minutes: END + PATIENCE + 1,
    firing: { ExpiredNamespaceStays: [{ namespace: 'pr-1' }] },
  },
  { name: 'is silent where what expired is gone', series: [], minutes: END + PATIENCE + 1, firing: {} },
  { name: 'tells of a run that failed', series: FAILED, minutes: 5, firing: { NamespaceReaperFailed: [REAPER] } },
  {
    name: 'is silent about one after which another succeeded',
    series: [...FAILED, 'kube_cronjob_status_last_successful_time{namespace="cleaning",cronjob="reaper"} 9'],
    minutes: 5,
    firing: {},
  },
];

describe('the alerts of a namespace reaper', () => {
  it('are nothing that promtool would complain of', () => {
    expect(checkRules(TEXT)).toBe('');
  });

  it.each(CASES)('$name', (one) => {
    expect(testRules(TEXT, ruleTest(one))).toBe('');
  });

  it('all fire in a case', () => {
    const fired = new Set(CASES.flatMap(({ firing }) => Object.keys(firing)));
    expect([...fired].sort()).toEqual(RULES.map(({ alert }) => alert).sort());
  });

  it('would be missed where they did not fire', () => {
    expect(testRules(TEXT, ruleTest({ ...CASES[0], firing: CASES[1].firing }))).toContain('NamespaceExpiresSoon');
  });
});

function ruleFile(): string {
  const metadata = { name: 'rules', namespace: 'cleaning', labels: {} };
  const groups = () => [{ name: 'expiry', rules: RULES }];
  const [{ data }] = render((chart) => alertRulesObject(chart, 'Rules', { metadata, groups }));
  return data['rules.rules.yaml'];
}

/** Labels alone: the texts are those of any alert. */
function ruleTest({ series, minutes, firing }: Case): RuleTest {
  return {
    interval: '1m',
    alert_rule_test: [],
    input_series: series.map((one) => {
      const [name, value = '1'] = one.split(' ');
      return { series: name, values: `${value}x${minutes}` };
    }),
    promql_expr_test: RULES.map(({ alert, severity }) => ({
      eval_time: `${minutes}m`,
      expr: `ALERTS{alertname="${alert}"}`,
      exp_samples: (firing[alert] ?? []).map((labels) => ({
        labels: `ALERTS${JSON.stringify({ alertname: alert, alertstate: 'firing', severity, ...labels })
          .replace(/"(\w+)":/g, '$1=')}`,
        value: 1,
      })),
    })),
  };
}
