import { drillAlerts, DrillSubject } from '../../../src/backup/drills/drill-alerts';

const DRILL: DrillSubject = {
  namespace: 'shop',
  cronJob: 'orders-drill',
  target: 'orders',
  intervalSeconds: 604_800,
  objectiveSeconds: 1_800,
  deadlineSeconds: 3_600,
  runbook: 'https://example.com/backups.md',
};
const THE_DRILL = 'restore drill {{ $labels.namespace }}/{{ $labels.cronjob }} of orders';
const OWNED = '    and on (namespace, job_name)'
  + ' kube_job_owner{namespace="shop",owner_kind="CronJob",owner_name="orders-drill"}';
const LAST_SUCCESS = [
  'max by (namespace, cronjob) (',
  '  kube_cronjob_status_last_successful_time{namespace="shop",cronjob="orders-drill"}',
  '  or kube_cronjob_created{namespace="shop",cronjob="orders-drill"}',
  ')',
].join('\n');

describe('drillAlerts', () => {
  it('records first how long the last drill took', () => {
    expect(drillAlerts(DRILL)[0]).toEqual({
      record: 'preflight:restore_drill_duration:seconds',
      expr: [
        'max by (namespace, cronjob) (label_replace(',
        '  topk by (namespace) (1,',
        '    kube_job_status_completion_time{namespace="shop"}',
        `  ${OWNED}`,
        '  ) - on (namespace, job_name) max by (namespace, job_name) (kube_job_status_start_time{namespace="shop"}),',
        '  "cronjob", "orders-drill", "", ""',
        '))',
      ].join('\n'),
    });
  });

  it('tells of a drill that failed, until one succeeds', () => {
    expect(alert('RestoreDrillFailed')).toEqual({
      alert: 'RestoreDrillFailed',
      expr: [
        'max by (namespace, cronjob) (label_replace(',
        '  kube_job_status_start_time{namespace="shop"}',
        OWNED,
        '    and on (namespace, job_name) (kube_job_failed{namespace="shop",condition="true"} == 1),',
        '  "cronjob", "orders-drill", "", ""',
        '))',
        `>= ${LAST_SUCCESS}`,
      ].join('\n'),
      severity: 'critical',
      summary: `The ${THE_DRILL} failed.`,
      description: 'The drill that started at {{ $value | humanizeTimestamp }} has failed for good, and none has '
        + 'succeeded since: until one does, assume that the backup cannot be restored. First read the log of its last '
        + 'pod.',
      runbook: 'https://example.com/backups.md#restoredrillfailed',
    });
  });

  it('tells of a drill that has not succeeded within its interval and its deadline', () => {
    expect(alert('RestoreDrillOverdue')).toEqual({
      alert: 'RestoreDrillOverdue',
      expr: `time() - ${LAST_SUCCESS} > 608400`,
      severity: 'critical',
      summary: `No ${THE_DRILL} has succeeded for {{ $value | humanizeDuration }}.`,
      description: 'One is due every {{ humanizeDuration 604800 }}. Nobody knows whether what was backed up since the '
        + 'last one can be restored. First look whether drills start at all, then run one by hand.',
      runbook: 'https://example.com/backups.md#restoredrilloverdue',
    });
  });

  it('tells of a drill that took longer than a restore may take', () => {
    expect(alert('RestoreDrillTooSlow')).toEqual({
      alert: 'RestoreDrillTooSlow',
      expr: 'preflight:restore_drill_duration:seconds{namespace="shop",cronjob="orders-drill"} > 1800',
      severity: 'warning',
      summary: `The last ${THE_DRILL} took {{ $value | humanizeDuration }}.`,
      description: 'The recovery time objective is {{ humanizeDuration 1800 }}: after a loss of data, it would not be '
        + 'kept. First compare with earlier drills, and see which step has become longer.',
      runbook: 'https://example.com/backups.md#restoredrilltooslow',
    });
  });

  it('tells of a drill that is suspended', () => {
    expect(alert('RestoreDrillSuspended')).toEqual({
      alert: 'RestoreDrillSuspended',
      expr: 'max by (namespace, cronjob) (kube_cronjob_spec_suspend{namespace="shop",cronjob="orders-drill"}) == 1',
      for: '15m',
      severity: 'warning',
      summary: `The ${THE_DRILL} is suspended.`,
      description: 'No drill starts while it is. First ask who suspended it and until when, and resume it where '
        + 'nobody knows.',
      runbook: 'https://example.com/backups.md#restoredrillsuspended',
    });
  });

  it('tells of a drill that nobody reports', () => {
    expect(alert('RestoreDrillMissing')).toEqual({
      alert: 'RestoreDrillMissing',
      expr: 'absent(kube_cronjob_info{namespace="shop",cronjob="orders-drill"})',
      for: '15m',
      severity: 'critical',
      summary: `Nothing is known of the ${THE_DRILL}.`,
      description: 'Its CronJob is gone, or its metrics are, and then no other alert would tell that drills have '
        + 'ended. First look whether the CronJob is there; if so, look at kube-state-metrics.',
      runbook: 'https://example.com/backups.md#restoredrillmissing',
    });
  });

  it('tells of nothing else', () => {
    expect(drillAlerts(DRILL)).toHaveLength(6);
  });

  it('writes the name of a target as text, whatever is in it', () => {
    const rules = drillAlerts({ ...DRILL, target: '{{ $value }}' });
    const summaries = rules.flatMap((rule) => 'alert' in rule ? [rule.summary] : []);

    expect(summaries.filter((summary) => !summary.includes(' of {{ "{{" }} $value }}'))).toEqual([]);
  });
});

function alert(name: string) {
  return drillAlerts(DRILL).find((rule) => 'alert' in rule && rule.alert === name);
}
