import { alertsOf, RULE_CARRIERS } from '../facts/alerts/rule-groups';
import { failuresOrPass } from '../facts/failures-or-pass';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** Annotations that say something for people, as rules of many projects have them. */
const TEXT = /^(?:summary|description|message|title|text|info|details?|identifier)$/i;

/** Each alert brings a sentence for whoever reads it. */
export const ALERTS_SAY_WHAT_HAPPENED: ICheck = {
  id: 'alerts-say-what-happened',
  title: 'Alerts say what happened',
  box: 'alerts',
  severity: Severity.ADVICE,
  why: 'A message that holds a name and labels alone has to be looked up in the rules, by whoever knows where those '
    + 'are, before anybody can tell whether it matters.',
  remedy: {
    manifest: "annotations: {summary: 'Checkout fails for {{ $value | humanizePercentage }} of its callers'}",
    construct: 'summary and description of the alert',
  },
  references: [
    'https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/',
    'https://monitoring.mixins.dev/#guidelines-for-alert-names-labels-and-annotations',
  ],
  appliesTo: RULE_CARRIERS,
  evaluate: (manifest, cluster) => failuresOrPass(
    alertsOf(manifest, cluster).map(({ name, path, annotations }) => ({
      passed: Object.entries(annotations).some(([key, value]) => TEXT.test(key) && value.trim() !== ''),
      path: `${path}.annotations`,
      message: `alert ${name} says in no annotation what happened`,
      expected: 'summary',
    })),
    'says of each alert what happened',
  ),
};
