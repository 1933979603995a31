import { syntaxErrorAt } from '../facts/alerts/files/expression-syntax';
import { rulesOf } from '../facts/alerts/rule-groups';
import { failuresOrPass } from '../facts/failures-or-pass';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** The expressions of rules are PromQL. */
export const RULE_EXPRESSIONS_PARSE: ICheck = {
  id: 'rule-expressions-parse',
  title: 'Expressions of rules are PromQL',
  box: 'alerts',
  severity: Severity.CRITICAL,
  why: 'Prometheus refuses all rules of a file, or of an object, for one expression that it cannot read.',
  remedy: { manifest: 'Correct the expression; promtool check rules FILE says the same before it is applied.' },
  references: ['https://prometheus.io/docs/prometheus/latest/querying/basics/'],
  appliesTo: [
    'monitoring.coreos.com/PrometheusRule', 'ConfigMap',
    ...['Rules', 'ClusterRules', 'GlobalRules'].map((kind) => `monitoring.googleapis.com/${kind}`),
  ],
  evaluate: (manifest, cluster) => failuresOrPass(
    rulesOf(manifest, cluster).filter(({ expr }) => expr !== '').map((rule) => {
      const place = syntaxErrorAt(rule.expr);
      return {
        passed: place === undefined,
        path: `${rule.path}.expr`,
        message: `has an expression for ${rule.name} that is no PromQL${where(rule.expr, place)}`,
        actual: rule.expr,
      };
    }),
    'has expressions that are PromQL',
  ),
};

/** As an editor counts lines and columns. */
function where(expr: string, place: number | undefined): string {
  if (place === undefined) return '';
  const before = expr.slice(0, place).split('\n');
  if (expr.slice(place).trim() === '') return ' at its end';
  return ` from line ${before.length}, column ${before[before.length - 1].length + 1} on`;
}
