import { backupAlerts, BackupSubject } from '../../src/backup/backup-alerts';

const ETCD: BackupSubject = {
  alertPrefix: 'EtcdBackup',
  noun: 'etcd backup',
  namespace: 'kube-system',
  cronJob: 'etcd',
  objectiveSeconds: 25_200,
  deadlineSeconds: 3_600,
  runbook: 'https://example.com/backups.md',
};
const CRON_JOB = '{{ $labels.namespace }}/{{ $labels.cronjob }}';

describe('backupAlerts', () => {
  it('tells of a run that failed, until one succeeds', () => {
    expect(alert('EtcdBackupFailed')).toEqual({
      alert: 'EtcdBackupFailed',
      expr: [
        'max by (namespace, cronjob) (label_replace(',
        '  kube_job_status_start_time{namespace="kube-system"}',
        '    and on (namespace, job_name)'
          + ' kube_job_owner{namespace="kube-system",owner_kind="CronJob",owner_name="etcd"}',
        '    and on (namespace, job_name) (kube_job_failed{namespace="kube-system",condition="true"} == 1),',
        '  "cronjob", "etcd", "", ""',
        '))',
        '>= max by (namespace, cronjob) (',
        '  kube_cronjob_status_last_successful_time{namespace="kube-system",cronjob="etcd"}',
        '  or kube_cronjob_created{namespace="kube-system",cronjob="etcd"}',
        ')',
      ].join('\n'),
      severity: 'critical',
      summary: `The etcd backup ${CRON_JOB} failed.`,
      description: 'The run that started at {{ $value | humanizeTimestamp }} has failed for good, and none has '
        + 'succeeded since. First read the log of its last pod, and run the backup again by hand once the cause is '
        + 'gone.',
      runbook: 'https://example.com/backups.md#etcdbackupfailed',
    });
  });

  it('tells of a last success that is older than the objective', () => {
    expect(alert('EtcdBackupStale')).toEqual({
      alert: 'EtcdBackupStale',
      expr: 'time() - max by (namespace, cronjob)'
        + ' (kube_cronjob_status_last_successful_time{namespace="kube-system",cronjob="etcd"}) > 25200',
      severity: 'critical',
      summary: `The last etcd backup of ${CRON_JOB} is {{ $value | humanizeDuration }} old.`,
      description: 'The recovery point objective is {{ humanizeDuration 25200 }}: if the data were lost now, more '
        + 'would be missing than was agreed. First run the backup by hand, then find out why the runs of the schedule '
        + 'did not succeed.',
      runbook: 'https://example.com/backups.md#etcdbackupstale',
    });
  });

  it('tells of a backup that has never succeeded', () => {
    expect(alert('EtcdBackupNeverSucceeded')).toEqual({
      alert: 'EtcdBackupNeverSucceeded',
      expr: [
        'time() - max by (namespace, cronjob) (kube_cronjob_created{namespace="kube-system",cronjob="etcd"}) > 25200',
        'unless max by (namespace, cronjob)'
          + ' (kube_cronjob_status_last_successful_time{namespace="kube-system",cronjob="etcd"})',
      ].join('\n'),
      severity: 'critical',
      summary: `The etcd backup ${CRON_JOB} has never succeeded.`,
      description: 'It was created {{ $value | humanizeDuration }} ago, the recovery point objective is {{ '
        + 'humanizeDuration 25200 }}, and it has made no backup yet. First look whether there has been a run at all, '
        + 'then read the log of the last one.',
      runbook: 'https://example.com/backups.md#etcdbackupneversucceeded',
    });
  });

  it('tells of a backup that is suspended', () => {
    expect(alert('EtcdBackupSuspended')).toEqual({
      alert: 'EtcdBackupSuspended',
      expr: 'max by (namespace, cronjob) (kube_cronjob_spec_suspend{namespace="kube-system",cronjob="etcd"}) == 1',
      for: '15m',
      severity: 'warning',
      summary: `The etcd backup ${CRON_JOB} is suspended.`,
      description: 'No run starts while it is. First ask who suspended it and until when, and resume it where nobody '
        + 'knows.',
      runbook: 'https://example.com/backups.md#etcdbackupsuspended',
    });
  });

  it('tells of a backup that nobody reports', () => {
    expect(alert('EtcdBackupMissing')).toEqual({
      alert: 'EtcdBackupMissing',
      expr: 'absent(kube_cronjob_info{namespace="kube-system",cronjob="etcd"})',
      for: '15m',
      severity: 'critical',
      summary: `Nothing is known of the etcd backup ${CRON_JOB}.`,
      description: 'Its CronJob is gone, or its metrics are, and then no other alert would tell that backups have '
        + 'ended. First look whether the CronJob is there; if so, look at kube-state-metrics.',
      runbook: 'https://example.com/backups.md#etcdbackupmissing',
    });
  });

  it('tells of a run that takes more than half of its deadline', () => {
    expect(alert('EtcdBackupSlow')).toEqual({
      alert: 'EtcdBackupSlow',
      expr: [
        'time() - min by (namespace, cronjob) (label_replace(',
        '  kube_job_status_start_time{namespace="kube-system"}',
        '    and on (namespace, job_name)'
          + ' kube_job_owner{namespace="kube-system",owner_kind="CronJob",owner_name="etcd"}',
        '    unless on (namespace, job_name) kube_job_status_completion_time{namespace="kube-system"}',
        '    unless on (namespace, job_name) (kube_job_failed{namespace="kube-system",condition="true"} == 1),',
        '  "cronjob", "etcd", "", ""',
        ')) > 1800',
      ].join('\n'),
      severity: 'warning',
      summary: `The etcd backup ${CRON_JOB} has been running for {{ $value | humanizeDuration }}.`,
      description: 'That is more than half of the {{ humanizeDuration 3600 }} after which it is ended and counts as '
        + 'failed. First look at what its pod waits for; where there simply is more data now, allow the runs more '
        + 'time.',
      runbook: 'https://example.com/backups.md#etcdbackupslow',
    });
  });

  it('tells of nothing else', () => {
    expect(backupAlerts(ETCD)).toHaveLength(6);
  });

  it('names the alerts of another kind by that, and says the same of them', () => {
    const alerts = backupAlerts({ ...ETCD, alertPrefix: 'PostgresBackup', noun: 'PostgreSQL backup' });

    const named = JSON.parse(JSON.stringify(backupAlerts(ETCD))
      .replaceAll('EtcdBackup', 'PostgresBackup')
      .replaceAll('#etcdbackup', '#postgresbackup')
      .replaceAll('etcd backup', 'PostgreSQL backup'));
    expect(alerts).toEqual(named);
  });
});

function alert(name: string) {
  return backupAlerts(ETCD).find((rule) => rule.alert === name);
}
