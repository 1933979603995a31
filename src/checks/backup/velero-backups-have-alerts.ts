import { namesValue } from '../facts/alerts/alert-matchers';
import { allAlerts, allRules, Rule } from '../facts/alerts/rule-groups';
import { seriesMatchersIn } from '../facts/alerts/series-matchers';
import { oncePerCluster } from '../facts/once-per-cluster';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

const AGE = 'velero_backup_last_successful_timestamp';
const COUNTERS = /\bvelero_backup_(success|failure|partial_failure|validation_failure)_total\b/;
const MISLEADING = 'velero_backup_last_status';
const EXPECTED = `time() - ${AGE}{schedule="..."} > <the age that is too much>`;

/** Those of Velero's backups, whichever schedules they are about. */
const about = oncePerCluster((cluster) => allAlerts(cluster).filter(({ expr }) => expr.includes('velero_backup_')));
/** What is recorded may be of Velero's metrics, and an alert may go by it. */
const recorded = oncePerCluster((cluster) => allRules(cluster)
  .filter(({ kind, expr }) => kind === 'record' && expr.includes(AGE)));

/** Somebody hears of it where Velero has made no backup for too long. */
export const VELERO_BACKUPS_HAVE_ALERTS: ICheck = {
  id: 'velero-backups-have-alerts',
  title: 'Alerts tell where a backup of Velero stays away',
  box: 'backup-alerts',
  severity: Severity.WARNING,
  why: 'Nobody misses a backup until it is needed. The gauge velero_backup_last_status says 1 again a minute after a '
    + 'failure, so that an alert that waits goes by nothing.',
  remedy: {
    manifest: `Add an alert to a PrometheusRule, or to the rule file in a ConfigMap: expr: '${EXPECTED}'`,
    construct: 'backUp of a VeleroPlan writes its alerts.',
  },
  references: ['https://github.com/vmware-tanzu/velero/issues/9374', 'https://velero.io/docs/v1.18/'],
  appliesTo: ['velero.io/Schedule'],
  evaluate: (manifest, cluster) => {
    if (manifest.spec.paused === true) return [];
    const alerts = about(cluster).filter((rule) => asksFor(rule, manifest.name));
    const good = alerts.find(({ expr }) => expr.includes(AGE)) ?? alerts.find(({ expr }) => COUNTERS.test(expr));
    if (good !== undefined) {
      const { name, owner } = good;
      return [{ passed: true, message: `is watched by the alert ${name} of ${owner.kind} ${owner.name}` }];
    }
    if (recorded(cluster).length > 0) return [];
    const misled = alerts.find(({ expr }) => expr.includes(MISLEADING));
    const message = misled === undefined ? 'is watched by none of the alerts among the manifests'
      : `is watched by the alert ${misled.name}, which goes by ${MISLEADING}`;
    return [{ passed: false, message, expected: EXPECTED }];
  },
};

/** What nobody can tell of a pattern is taken to match. */
function asksFor({ expr }: Rule, schedule: string): boolean {
  const matchers = seriesMatchersIn(expr).filter(({ label }) => label === 'schedule');
  return matchers.length === 0 || matchers.some((matcher) => (
    (namesValue(matcher, schedule) ?? true) !== matcher.operator.startsWith('!')
  ));
}
