import { failuresOrPass } from '../facts/failures-or-pass';
import { AlertRoute, alertRoutingsOf, ROUTING_KINDS } from '../facts/monitoring/alert-receivers';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** What is read beside other alerts, or by a dead man's switch, may be left there. */
const QUIET = ['info', 'none'];

/** Alerts that a route takes for their severity reach somebody. */
export const SEVERITY_RECEIVERS_NOTIFY: ICheck = {
  id: 'severity-receivers-notify',
  title: 'Alerts of each severity reach somebody',
  box: 'alerts',
  severity: Severity.CRITICAL,
  why: 'A route by severity that ends at a receiver without integrations keeps all such alerts from people.',
  remedy: {
    manifest: 'receivers: [{name: pager, pagerduty_configs: [...]}] for the route with matchers: [severity="critical"]',
    construct: "new AlertRouting(chart, 'alerts', { critical: AlertReceiver.pagerDuty(...), ... })",
  },
  references: ['https://prometheus.io/docs/alerting/latest/configuration/#receiver'],
  appliesTo: ROUTING_KINDS,
  evaluate: (manifest) => alertRoutingsOf(manifest).flatMap(({ routes: [, ...routes], receivers }) => {
    const silent = receivers.filter(({ notifies }) => !notifies).map(({ name }) => name);
    const judged = routes.flatMap((route) => (takenSeverities(route).some(isLoud) ? [route] : []));
    return failuresOrPass(judged.map((route) => ({
      passed: !silent.includes(route.goesTo),
      path: route.path,
      message: `sends all alerts with the severity ${takenSeverities(route).join(' or ')} to receiver ${route.goesTo}, `
        + 'which tells nobody',
      actual: route.goesTo,
    })), 'sends alerts of each severity to receivers that tell somebody');
  }),
};

/** The severities that a route takes for nothing else; those after it are not asked. */
function takenSeverities({ conditions: [condition, ...others], goesOn }: AlertRoute): readonly string[] {
  if (condition === undefined || others.length > 0 || goesOn) return [];
  return condition.label === 'severity' && !condition.isNegative ? condition.values : [];
}

function isLoud(severity: string): boolean {
  return !QUIET.includes(severity);
}
