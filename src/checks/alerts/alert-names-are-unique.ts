import { RULE_CARRIERS } from '../facts/alerts/rule-groups';
import { judgeRuleNames } from '../facts/alerts/rule-name-findings';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** No two groups raise the same alert for different reasons; in one group it is one subject of several conditions. */
export const ALERT_NAMES_ARE_UNIQUE: ICheck = {
  id: 'alert-names-are-unique',
  title: 'Alerts have names of their own',
  box: 'alerts',
  severity: Severity.WARNING,
  why: 'Alertmanager takes alerts of one name and the same labels for one: each rule overwrites what the other says, '
    + 'and ends it. Who is woken up reads the runbook of the name, and cannot tell which of the two it was.',
  remedy: {
    manifest: 'alert: ShopLatencyHigh and alert: PaymentLatencyHigh, or one more label, such as service: shop',
  },
  references: [
    'https://prometheus.io/docs/alerting/latest/alertmanager/#grouping',
    'https://prometheus.io/docs/practices/alerting/',
  ],
  appliesTo: RULE_CARRIERS,
  evaluate: (manifest, cluster) => judgeRuleNames(manifest, cluster, { kind: 'alert', verb: 'raises' }),
};
