import { RULE_CARRIERS } from '../facts/alerts/rule-groups';
import { judgeRuleNames } from '../facts/alerts/rule-name-findings';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** No two rules record different things under the same name. */
export const RECORDED_NAMES_ARE_UNIQUE: ICheck = {
  id: 'recorded-names-are-unique',
  title: 'Recorded metrics have names of their own',
  box: 'alerts',
  severity: Severity.WARNING,
  why: 'Of two samples of one series at one time Prometheus keeps one and drops the other: which of the two results '
    + 'the metric has changes with what is evaluated first.',
  remedy: {
    manifest: 'record: job:requests:rate5m and record: instance:requests:rate5m, or labels by which they differ',
  },
  references: [
    'https://prometheus.io/docs/practices/rules/#naming',
    'https://cloudflare.github.io/pint/checks/rule/duplicate.html',
  ],
  appliesTo: RULE_CARRIERS,
  evaluate: (manifest, cluster) => judgeRuleNames(manifest, cluster, { kind: 'record', verb: 'records' }),
};
