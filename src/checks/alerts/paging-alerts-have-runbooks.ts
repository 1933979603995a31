import { isPaging, severityOf } from '../facts/alerts/paging-severities';
import { alertsOf, RULE_CARRIERS } from '../facts/alerts/rule-groups';
import { failuresOrPass } from '../facts/failures-or-pass';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** `runbook_url`, `runbook`, `runbookURL`, `playbook_url`. */
const RUNBOOK = /^(?:run_?book|play_?book)/i;

/** Whoever is woken finds a page that says what to do. */
export const PAGING_ALERTS_HAVE_RUNBOOKS: ICheck = {
  id: 'paging-alerts-have-runbooks',
  title: 'Alerts that page name their runbook',
  box: 'runbooks',
  severity: Severity.ADVICE,
  why: 'Whoever is woken at three in the morning has not written the rule: without a page that says what it means, '
    + 'what to look at and what to do, the first half hour goes into finding that out. Asked of alerts that are '
    + 'critical, page, emergency, fatal, disaster, P0, P1, sev0 or sev1.',
  remedy: {
    manifest: 'annotations: {runbook_url: https://runbooks.example.com/CheckoutDown}',
    construct: 'runbook of the alert, or the prop of the same name of what brings its own alerts',
  },
  references: [
    'https://sre.google/sre-book/being-on-call/',
    'https://monitoring.mixins.dev/#guidelines-for-alert-names-labels-and-annotations',
  ],
  appliesTo: RULE_CARRIERS,
  evaluate: (manifest, cluster) => failuresOrPass(
    alertsOf(manifest, cluster).filter(({ labels }) => isPaging(severityOf(labels) ?? ''))
      .map(({ name, path, annotations, labels }) => ({
        passed: Object.entries(annotations).some(([key, value]) => RUNBOOK.test(key) && value.trim() !== ''),
        path: `${path}.annotations`,
        message: `alert ${name} has the severity ${severityOf(labels)}, and names no runbook`,
        expected: 'runbook_url',
      })),
    'names a runbook for each alert that pages',
  ),
};
