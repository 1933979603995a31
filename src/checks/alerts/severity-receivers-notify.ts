import { alertRoutingsOf, ROUTING_KINDS } from '../facts/alerts/alert-receivers';
import { endingsBySeverity } from '../facts/alerts/severity-endings';
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
    return failuresOrPass(endingsBySeverity(root).map(({ route, severities, areAll }) => ({
      passed: !silent.includes(route.goesTo),
      path: route.path,
      message: `sends ${areAll ? 'all ' : ''}alerts with the severity ${severities.join(' or ')} to receiver `
        + `${route.goesTo}, which tells nobody${areAll ? '' : ', but for those that other routes take'}`,
      actual: route.goesTo,
    })), 'sends alerts of each severity to receivers that tell somebody');
  }),
};
