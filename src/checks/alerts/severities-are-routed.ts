import { matchersHold } from '../facts/alerts/alert-matchers';
import { AlertRouting, alertRoutingsOf, ROUTING_KINDS, withRoutesBelow } from '../facts/alerts/alert-receivers';
import { valuesOfPattern } from '../facts/alerts/label-patterns';
import { allAlerts } from '../facts/alerts/rule-groups';
import { failuresOrPass } from '../facts/failures-or-pass';
import { oncePerCluster } from '../facts/once-per-cluster';
import { ICheck } from '../model/check';
import type { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { groupBy } from '../model/values/group-by';

/** What may go where all goes that no route knows. */
const USUAL = ['warning', 'warn', 'info', 'none', 'notice', 'debug', 'low', 'ticket'];
const ANYWHERE = '';

/** The severities of alerts, by the namespace of their rules. */
const severitiesIn = oncePerCluster((cluster) => groupBy(
  allAlerts(cluster).filter(({ labels: { severity = '' } }) => isGrave(severity)),
  ({ owner }) => [ANYWHERE, cluster.effectiveNamespace(owner.namespace)],
));

/** Where alerts are routed by severity, the severities that alerts have are those that routes know. */
export const SEVERITIES_ARE_ROUTED: ICheck = {
  id: 'severities-are-routed',
  title: 'Grave alerts are not routed like all others',
  box: 'alerts',
  severity: Severity.WARNING,
  why: 'An alert whose severity no route knows goes where everything goes, and wakes nobody up.',
  remedy: {
    manifest: 'routes: [{matchers: [severity="critical"], receiver: pager}], in the words that the rules have',
    construct: "new AlertRouting(chart, 'alerts', { critical: AlertReceiver.pagerDuty(...), ... })",
  },
  references: ['https://prometheus.io/docs/alerting/latest/configuration/#route'],
  appliesTo: ROUTING_KINDS,
  evaluate: (manifest, cluster) => alertRoutingsOf(manifest, cluster).filter(isBySeverity).flatMap(({ root }) => {
    const routes = root.routes.flatMap(withRoutesBelow);
    const alerts = severitiesIn(cluster).get(reachOf(manifest, cluster.effectiveNamespace(manifest.namespace))) ?? [];
    const bySeverity = [...new Map(alerts.map((alert) => [alert.labels.severity, alert])).values()];
    return failuresOrPass(bySeverity.map(({ name, labels: { severity } }) => ({
      passed: routes.some(({ matchers }) => matchersHold(matchers, new Map([['severity', severity]])) !== false),
      path: root.path,
      message: `has no route for the severity ${severity}, which alert ${name} has`,
      actual: severity,
    })), 'has a route for each grave severity that alerts have');
  }),
};

/** By default the operator lets an AlertmanagerConfig route the alerts of its own namespace. */
function reachOf({ kind }: Manifest, namespace: string): string {
  return kind === 'AlertmanagerConfig' ? namespace : ANYWHERE;
}

/** Whether some grave alerts are told from others: where only warnings are, all else may be meant for the default. */
function isBySeverity({ root }: AlertRouting): boolean {
  return withRoutesBelow(root).some(({ matchers = [] }) => matchers.some(({ label, value }) => (
    label === 'severity' && (valuesOfPattern(value) ?? [value]).some(isGrave)
  )));
}

/** What a template makes of a series may be any word. */
function isGrave(severity: string): boolean {
  return severity !== '' && !USUAL.includes(severity) && !severity.includes('{{');
}
