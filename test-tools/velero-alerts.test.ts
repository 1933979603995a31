import { checkRules, RuleTest, testRulesInOne } from './harness/alerts/promtool';
import { alertRulesObject } from '../src/alerts/alert-rules';
import { veleroAlerts, veleroBackupAlerts } from '../src/backup/velero/velero-alerts';
import { render } from '../test/support/render';

const HOUR = 60;
const DAY = 24 * HOUR;
const INTERVAL = 6 * HOUR;
const [NAMESPACE, SCHEDULE, RUNBOOK] = ['velero', 'shop', 'https://example.com/velero.md'];
/** One backup every six hours takes an hour at most, so that seven hours may be lost. */
const OBJECTIVE = INTERVAL + HOUR;
const RULES = [
  ...veleroBackupAlerts({
    namespace: NAMESPACE,
    schedule: SCHEDULE,
    intervalSeconds: INTERVAL * 60,
    deadlineSeconds: HOUR * 60,
    objectiveSeconds: OBJECTIVE * 60,
    runbook: RUNBOOK,
  }),
  ...veleroAlerts({ namespace: NAMESPACE, locations: ['default', 'second'], runbook: RUNBOOK }),
];
const ALERTS = RULES.filter((rule) => 'alert' in rule);
const TEXT = ruleFile();

/** Values of series, minute by minute, and which alerts fire about what at the end. */
interface Case {
  readonly name: string;
  readonly series: Readonly<Record<string, string>>;
  readonly minutes: number;
  readonly firing: Readonly<Record<string, readonly object[]>>;
}

const OF_SHOP = { namespace: NAMESPACE, schedule: SCHEDULE };
const of = (metric: string, labels: Record<string, string> = OF_SHOP) => `velero_${metric}${text(labels)}`;
const SUCCESS = of('backup_last_successful_timestamp');
const FAILURES = of('backup_failure_total');
const INVALID = of('backup_validation_failure_total');
const PARTIAL = of('backup_partial_failure_total');
const ALL = of('backup_total', { namespace: NAMESPACE });
const location = (name: string) => of('backup_location_status_gauge', {
  namespace: NAMESPACE, backup_location_name: name,
});
const REPOSITORY = { namespace: NAMESPACE, repository_name: 'shop-default-kopia' };
const MAINTENANCE = of('repo_maintenance_failure_total', REPOSITORY);
/** A Velero that works, and whose last backup of the schedule ended when time began. */
const WELL = {
  [ALL]: '3x6000',
  [SUCCESS]: '0x6000',
  [FAILURES]: '0x6000',
  [INVALID]: '0x6000',
  [PARTIAL]: '0x6000',
  [location('default')]: '1x6000',
  [location('second')]: '1x6000',
};
const FAILED = { VeleroBackupFailed: [OF_SHOP] };
const PARTLY = { VeleroBackupPartiallyFailed: [OF_SHOP] };
/** The counter rises after ten minutes. */
const ROSE = '0x9 1x6000';

const CASES: readonly Case[] = [
  { name: 'are silent where all is well', series: WELL, minutes: INTERVAL, firing: {} },
  { name: 'tell of a backup that failed', series: { ...WELL, [FAILURES]: ROSE }, minutes: 15, firing: FAILED },
  {
    name: 'tell of it until the next one is due',
    series: { ...WELL, [FAILURES]: ROSE },
    minutes: INTERVAL,
    firing: FAILED,
  },
  { name: 'tell of one that Velero refused', series: { ...WELL, [INVALID]: ROSE }, minutes: 15, firing: FAILED },
  {
    name: 'tell of one after Velero started anew',
    series: { ...WELL, [FAILURES]: '7x5 0x5 1x6000' },
    minutes: 15,
    firing: FAILED,
  },
  {
    name: 'are silent where Velero only started anew',
    series: { ...WELL, [FAILURES]: '7x5 0x6000' },
    minutes: 15,
    firing: {},
  },
  {
    name: 'are silent once another succeeded',
    series: { ...WELL, [FAILURES]: ROSE, [SUCCESS]: '0x19 1200x6000' },
    minutes: 21,
    firing: {},
  },
  {
    name: 'tell of the first one that failed',
    series: { ...without(SUCCESS), [FAILURES]: ROSE },
    minutes: 15,
    firing: FAILED,
  },
  { name: 'tell of one that lacks something', series: { ...WELL, [PARTIAL]: ROSE }, minutes: 15, firing: PARTLY },
  { name: 'are patient with the age of a backup', series: WELL, minutes: OBJECTIVE, firing: {} },
  {
    name: 'tell of one that is too old',
    series: WELL,
    minutes: OBJECTIVE + 1,
    firing: { VeleroBackupStale: [OF_SHOP] },
  },
  {
    name: 'are patient with the age of a success that came in time',
    series: { ...WELL, [SUCCESS]: `0x${INTERVAL} ${INTERVAL * 60}x6000` },
    minutes: OBJECTIVE + 1,
    firing: {},
  },
  { name: 'are patient before the first one', series: without(SUCCESS), minutes: OBJECTIVE - 1, firing: {} },
  {
    name: 'tell of what was never backed up',
    series: without(SUCCESS),
    minutes: OBJECTIVE,
    firing: { VeleroBackupMissing: [OF_SHOP] },
  },
  { name: 'are patient with a Velero that starts', series: without(ALL), minutes: 14, firing: {} },
  {
    name: 'tell of a Velero that is not there',
    series: without(ALL),
    minutes: 15,
    firing: { VeleroDown: [{ namespace: NAMESPACE }] },
  },
  {
    name: 'are patient with a location',
    series: { ...WELL, [location('second')]: '0x6000' },
    minutes: 14,
    firing: {},
  },
  {
    name: 'tell of a location that cannot be used',
    series: { ...WELL, [location('second')]: '0x6000' },
    minutes: 15,
    firing: { VeleroBackupLocationUnavailable: [{ namespace: NAMESPACE, backup_location_name: 'second' }] },
  },
  {
    name: 'tell of the first maintenance that failed',
    series: { ...WELL, [MAINTENANCE]: '_x30 1x6000' },
    minutes: 37,
    firing: { VeleroRepositoryMaintenanceFailed: [REPOSITORY] },
  },
  {
    name: 'are silent about one of the day before',
    series: { ...WELL, [MAINTENANCE]: '1x6000', [SUCCESS]: `0x${DAY} ${DAY * 60}x6000` },
    minutes: DAY + 10,
    firing: {},
  },
];

describe('the alerts about Velero', () => {
  it('are nothing that promtool would complain of', () => {
    expect(checkRules(TEXT)).toBe('');
  });

  it('fire when they should, and else they do not', () => {
    expect(testRulesInOne(TEXT, CASES.map(ruleTest))).toBe('');
  });

  it('all fire in a case', () => {
    const fired = new Set(CASES.flatMap(({ firing }) => Object.keys(firing)));
    expect([...fired].sort()).toEqual(ALERTS.map(({ alert }) => alert).sort());
  });

  it('would be missed where they did not fire', () => {
    const wrong = ruleTest({ ...CASES[0], firing: FAILED });
    expect(testRulesInOne(TEXT, [wrong])).toContain('VeleroBackupFailed');
  });
});

function without(series: string): Record<string, string> {
  return Object.fromEntries(Object.entries(WELL).filter(([name]) => name !== series));
}

function text(labels: object): string {
  return JSON.stringify(labels).replace(/"(\w+)":/g, '$1=');
}

function ruleFile(): string {
  const metadata = { name: 'rules', namespace: NAMESPACE, labels: {} };
  const groups = () => [{ name: 'velero', rules: RULES }];
  const [{ data }] = render((chart) => alertRulesObject(chart, 'Rules', { metadata, groups }));
  return data['rules.rules.yaml'];
}

/** Labels alone: the texts are those of any alert. */
function ruleTest({ name, series, minutes, firing }: Case): RuleTest {
  return {
    name,
    interval: '1m',
    alert_rule_test: [],
    input_series: Object.entries(series).map(([one, values]) => ({ series: one, values })),
    promql_expr_test: ALERTS.map(({ alert, severity }) => ({
      eval_time: `${minutes}m`,
      expr: `ALERTS{alertname="${alert}",alertstate="firing"}`,
      exp_samples: (firing[alert] ?? []).map((labels) => ({
        labels: `ALERTS${text({ alertname: alert, alertstate: 'firing', severity, ...labels })}`,
        value: 1,
      })),
    })),
  };
}
