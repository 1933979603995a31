import { judgeSelection } from '../facts/monitoring/selection-findings';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** An Alertmanager reads the configuration. */
export const ALERTMANAGER_CONFIG_IS_SELECTED: ICheck = {
  id: 'alertmanager-config-is-selected',
  title: 'An Alertmanager selects the AlertmanagerConfig',
  box: 'alerts',
  severity: Severity.WARNING,
  why: 'An AlertmanagerConfig without the labels that an Alertmanager looks for, or in another namespace, tells nobody '
    + 'of any alert.',
  remedy: {
    manifest: 'metadata: {labels: {<what alertmanagerConfigSelector of the Alertmanager says>}}, or spec: '
      + '{alertmanagerConfiguration: {name: ...}} of the Alertmanager',
    construct: "metrics: MetricsFlavor.operator({ monitorLabels: { release: 'monitoring' } }), at the Platform",
  },
  references: ['https://prometheus-operator.dev/docs/developer/alerting/#using-alertmanagerconfig-resources'],
  appliesTo: ['monitoring.coreos.com/AlertmanagerConfig'],
  evaluate: judgeSelection,
};
