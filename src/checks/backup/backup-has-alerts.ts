import { allAlerts } from '../facts/alerts/rule-groups';
import { alertsAbout } from '../facts/backup/alerts-on-jobs';
import { backupJobOf } from '../facts/backup/backup-jobs';
import { heartbeatServiceOf } from '../facts/backup/heartbeat-services';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

const EXPECTED = 'time() - kube_cronjob_status_last_successful_time{cronjob="..."} > <the age that is too much>';

/** Somebody hears of it where a backup has not succeeded for too long. */
export const BACKUP_HAS_ALERTS: ICheck = {
  id: 'backup-has-alerts',
  title: 'Alerts tell where a backup stays away',
  box: 'backup-alerts',
  severity: Severity.WARNING,
  why: 'Nobody misses a backup until it is needed: it is suspended, never starts, or fails, and all looks well.',
  remedy: {
    manifest: `Add an alert to a PrometheusRule, or to the rule file in a ConfigMap: expr: '${EXPECTED}'`,
    construct: 'EtcdBackup and PostgresBackup write their alerts.',
  },
  references: [
    'https://github.com/kubernetes/kube-state-metrics/blob/main/docs/metrics/workload/cronjob-metrics.md',
    'https://prometheus.io/docs/practices/alerting/#batch-jobs',
  ],
  appliesTo: ['batch/CronJob'],
  evaluate: (manifest, cluster) => {
    const job = backupJobOf(manifest, cluster);
    if (job === undefined) return [];
    const { ofSilence: [silence], ofFailure: [failure] } = alertsAbout(manifest, cluster);
    if (silence !== undefined) {
      const { name, owner } = silence;
      return [{ passed: true, message: `is watched by the alert ${name} of ${owner.kind} ${owner.name}` }];
    }
    const watcher = heartbeatServiceOf(job);
    if (watcher !== undefined) return [{ passed: true, message: `reports each run to ${watcher}, which misses it` }];
    const none = allAlerts(cluster).length === 0 ? 'is watched by no alert: none is among the manifests'
      : 'is watched by none of the alerts among the manifests';
    const message = failure === undefined ? none
      : `is watched by the alert ${failure.name}, which tells that a run failed, and not that there was none`;
    return [{ passed: false, message, expected: EXPECTED }];
  },
};
