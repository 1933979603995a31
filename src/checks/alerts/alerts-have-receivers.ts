import { alertsOf, RULE_CARRIERS } from '../facts/alerts/rule-groups';
import { isRoutingKnown, someReceiversNotify, unheardAlertsOf } from '../facts/alerts/unheard-alerts';
import { someNames } from '../facts/pods/selected-owners';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** Somebody hears of each alert. */
export const ALERTS_HAVE_RECEIVERS: ICheck = {
  id: 'alerts-have-receivers',
  title: 'Somebody hears of each alert',
  box: 'alerts',
  severity: Severity.WARNING,
  why: 'An alert that ends at a receiver without integrations fires, and nobody hears of it.',
  remedy: {
    manifest: 'routes: [{matchers: [severity="warning"], receiver: chat}], with '
      + 'receivers: [{name: chat, slack_configs: [...]}]',
  },
  references: [
    'https://prometheus.io/docs/alerting/latest/configuration/#route',
    'https://prometheus.io/docs/alerting/latest/configuration/#receiver',
  ],
  appliesTo: RULE_CARRIERS,
  evaluate: (manifest, cluster) => {
    const alerts = alertsOf(manifest, cluster);
    // Where nobody hears of anything, default-receiver-notifies says so once.
    if (alerts.length === 0 || !isRoutingKnown(cluster) || !someReceiversNotify(cluster)) return [];
    const unheard = unheardAlertsOf(manifest, cluster);
    if (unheard.length === 0) return [{ passed: true, message: 'raises alerts that somebody hears of' }];
    return unheard.map(({ rules, receiver, routing }) => ({
      passed: false,
      path: `${rules[0].path}.labels`,
      message: `raises ${someNames(rules)}, which ${routing.kind} ${routing.name} sends to receiver ${receiver}, that `
        + 'tells nobody',
      actual: rules[0].labels,
    }));
  },
};
