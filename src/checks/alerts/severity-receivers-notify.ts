import { AlertRoute, alertRoutingsOf, ROUTING_KINDS, withRoutesBelow } from '../facts/alerts/alert-receivers';
import { valuesOfPattern } from '../facts/alerts/label-patterns';
import { QUIET_SEVERITIES } from '../facts/alerts/unheard-alerts';
import { failuresOrPass } from '../facts/failures-or-pass';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

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
  evaluate: (manifest, cluster) => alertRoutingsOf(manifest, cluster).flatMap(({ root, receivers }) => {
    const silent = receivers.filter(({ notifies }) => !notifies).map(({ name }) => name);
    const judged = root.routes.flatMap(withRoutesBelow).filter((route) => takenSeverities(route).some(isLoud));
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
function takenSeverities({ matchers: [matcher, ...others] = [], goesOn }: AlertRoute): readonly string[] {
  if (matcher?.label !== 'severity' || others.length > 0 || goesOn) return [];
  if (matcher.operator === '=') return [matcher.value];
  return matcher.operator === '=~' ? valuesOfPattern(matcher.value) ?? [] : [];
}

function isLoud(severity: string): boolean {
  return !QUIET_SEVERITIES.includes(severity);
}
