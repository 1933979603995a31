import { Chart } from 'cdk8s';
import { MetricsFlavor, PlatformProps } from '../src';
import { BACKUP_PROMISES, backupCases } from './harness/alerts/backup-cases';
import { DRILL_PROMISES, drillCases } from './harness/alerts/drill-cases';
import { checkRules, testRules } from './harness/alerts/promtool';
import { RulesUnderTest, ruleTestOf } from './harness/alerts/rule-test';
import { AlertRule, alertRulesObject, RuleGroup, templateText } from '../src/alerts/alert-rules';
import { promqlString } from '../src/alerts/promql';
import { backupAlerts, BackupSubject } from '../src/backup/backup-alerts';
import { drillAlerts, DrillSubject } from '../src/backup/drills/drill-alerts';
import { readYaml, render } from '../test/support/render';

/** Text that would end a string, an action of a template, or a document, were it not escaped. */
const HOSTILE = [
  'a"b', '\\', 'a\\"b', 'line\nbreak', '{{', '{{ $value }}', '{{- end -}}', '{{{', '{', '}} {{', '"}} {{"', '`{{`',
  '$1', '%s', '# no comment', "it's", ': - ', 'ä€😀',
];

const OWNERSHIP = { team: 'payments', owner: 'jane' };
const FORMS: readonly { form: string; platform: PlatformProps }[] = [
  { form: 'the ConfigMap', platform: { ownership: OWNERSHIP } },
  { form: 'the PrometheusRule', platform: { ownership: OWNERSHIP, metrics: MetricsFlavor.operator() } },
];

const RUNBOOK = 'https://example.com/backups.md';
const ETCD: BackupSubject = {
  alertPrefix: 'EtcdBackup',
  noun: 'etcd backup',
  namespace: 'kube-system',
  cronJob: 'etcd',
  runbook: RUNBOOK,
  ...BACKUP_PROMISES,
};
const POSTGRES: BackupSubject = {
  ...ETCD, alertPrefix: 'PostgresBackup', noun: 'PostgreSQL backup', namespace: 'shop', cronJob: 'pg.main',
};
const SNAPSHOTS: BackupSubject = {
  ...ETCD, alertPrefix: 'VolumeSnapshots', noun: 'volume snapshot', namespace: 'shop', cronJob: 'store-snapshots',
};
const DRILL: DrillSubject = {
  namespace: 'shop', cronJob: 'pg.drill', target: '{{ main }}{', runbook: RUNBOOK, ...DRILL_PROMISES,
};

/** The rule file that an object carries, as text. */
function ruleFile(rules: RuleGroup['rules'], platform: PlatformProps): string {
  const metadata = { name: 'rules', namespace: 'shop', labels: {} };
  const write = (chart: Chart) => alertRulesObject(chart, 'Rules', {
    metadata, groups: () => [{ name: 'backups', rules }],
  });
  const [{ data, spec }] = render(write, platform);
  return data?.['rules.rules.yaml'] ?? JSON.stringify(spec);
}

function underTest(text: string, prefix: string, { namespace, cronJob }: BackupSubject | DrillSubject): RulesUnderTest {
  const [{ groups }] = readYaml(text);
  return { rules: groups[0].rules, prefix, labels: { namespace, cronjob: cronJob } };
}

describe.each(FORMS)('$form', ({ platform }) => {
  describe.each([ETCD, POSTGRES, SNAPSHOTS])('with the alerts of $alertPrefix', (subject) => {
    const text = ruleFile(backupAlerts(subject), platform);

    it('has nothing that promtool would complain of', () => {
      expect(checkRules(text)).toBe('');
    });

    it.each(backupCases(subject))('is right about a backup that $name', (one) => {
      expect(testRules(text, ruleTestOf(underTest(text, subject.alertPrefix, subject), one))).toBe('');
    });
  });

  describe('with the alerts of a restore drill', () => {
    const text = ruleFile(drillAlerts(DRILL), platform);

    it('has nothing that promtool would complain of', () => {
      expect(checkRules(text)).toBe('');
    });

    it.each(drillCases(DRILL))('is right about a drill that $name', (one) => {
      expect(testRules(text, ruleTestOf(underTest(text, 'RestoreDrill', DRILL), one))).toBe('');
    });
  });

  it.each(HOSTILE)('hands on the text %j', (hostile) => {
    const summary = `${templateText(hostile)}{{ $value }}`;
    const rule: AlertRule = {
      alert: 'Hostile',
      expr: `label_replace(vector(1), "text", ${promqlString(hostile.replaceAll('$', '$$$$'))}, "", "")`,
      severity: 'warning',
      summary,
      description: '{{ $labels.text }}',
      runbook: hostile,
    };
    const text = ruleFile([rule], platform);

    expect(checkRules(text)).toBe('');
    expect(testRules(text, {
      interval: '1m',
      input_series: [],
      alert_rule_test: [{
        eval_time: '1m',
        alertname: 'Hostile',
        exp_alerts: [{
          exp_labels: { severity: 'warning', ...OWNERSHIP, text: hostile },
          exp_annotations: {
            summary: `${hostile}1`, description: hostile, runbook_url: hostile, owner: OWNERSHIP.owner,
          },
        }],
      }],
    })).toBe('');
  });
});

describe('every alert', () => {
  it.each([
    { alerts: backupAlerts(ETCD), prefix: ETCD.alertPrefix, cases: backupCases(ETCD) },
    { alerts: drillAlerts(DRILL), prefix: 'RestoreDrill', cases: drillCases(DRILL) },
  ])('of $prefix fires in a case', ({ alerts, prefix, cases }) => {
    const names = alerts.flatMap((rule) => 'alert' in rule ? [rule.alert] : []);
    const fired = new Set(cases.flatMap(({ firing }) => Object.keys(firing).map((name) => prefix + name)));
    expect([...fired].sort()).toEqual(names.sort());
  });
});

describe('promtool', () => {
  const text = ruleFile(backupAlerts(ETCD), {});
  const [well] = backupCases(ETCD);

  it('refuses what is no PromQL', () => {
    expect(checkRules(text.replace('absent(', 'absent((('))).toMatch(/exit code [13]/);
  });

  it('refuses what is no template', () => {
    expect(checkRules(text.replace('{{ $labels.namespace', '{{ $labels.namespace {{'))).toMatch(/exit code [13]/);
  });

  it('sees an alert that fires and should not', () => {
    const late = text.replaceAll(`> ${ETCD.objectiveSeconds}`, '> 0');
    expect(testRules(late, ruleTestOf(underTest(text, ETCD.alertPrefix, ETCD), well))).toMatch(/EtcdBackupStale/);
  });

  it('sees an alert that does not fire and should', () => {
    const expected = { ...well, firing: { Stale: 1 } };
    expect(testRules(text, ruleTestOf(underTest(text, ETCD.alertPrefix, ETCD), expected))).toMatch(/EtcdBackupStale/);
  });
});
