import { judgeSelection } from '../facts/monitoring/selection-findings';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** A Prometheus evaluates the rules. */
export const RULE_IS_SELECTED: ICheck = {
  id: 'rule-is-selected',
  title: 'A Prometheus selects the rules',
  box: 'alerts',
  severity: Severity.WARNING,
  why: 'Rules without the labels that Prometheus looks for, or in another namespace, never raise an alert.',
  remedy: { manifest: 'metadata: {labels: {release: <what ruleSelector of the Prometheus says>}}' },
  references: ['https://prometheus-operator.dev/docs/developer/alerting/#deploying-prometheus-rules'],
  appliesTo: ['monitoring.coreos.com/PrometheusRule'],
  evaluate: judgeSelection,
};
