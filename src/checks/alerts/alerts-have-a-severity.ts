import { severityOf } from '../facts/alerts/paging-severities';
import { alertsOf, RULE_CARRIERS } from '../facts/alerts/rule-groups';
import { failuresOrPass } from '../facts/failures-or-pass';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** Each alert says how grave it is. */
export const ALERTS_HAVE_A_SEVERITY: ICheck = {
  id: 'alerts-have-a-severity',
  title: 'Alerts say how grave they are',
  box: 'alerts',
  severity: Severity.ADVICE,
  why: 'Routes and inhibitions go by the severity: an alert without one goes where everything goes that nobody thought '
    + 'of, and keeps no lesser alert back.',
  remedy: {
    manifest: 'labels: {severity: critical}; priority, level, criticality and urgency are taken for the same',
    construct: 'severity of the alert',
  },
  references: ['https://monitoring.mixins.dev/#guidelines-for-alert-names-labels-and-annotations'],
  appliesTo: RULE_CARRIERS,
  evaluate: (manifest, cluster) => failuresOrPass(
    alertsOf(manifest, cluster).map(({ name, path, labels }) => ({
      passed: severityOf(labels) !== undefined,
      path: `${path}.labels`,
      message: `alert ${name} has no severity`,
      expected: 'severity',
    })),
    'gives each alert a severity',
  ),
};
