import { RULE_EXPRESSIONS_PARSE } from '../../../src/checks/alerts/rule-expressions-parse';
import { INVALID_EXPRESSIONS, VALID_EXPRESSIONS } from '../../support/expressions';
import { resultsOf } from '../support/cases';

function judged(expr: string) {
  const spec = { groups: [{ name: 'a', rules: [{ record: 'a:b', expr }] }] };
  const [apiVersion, kind] = ['monitoring.coreos.com/v1', 'PrometheusRule'];
  return resultsOf(RULE_EXPRESSIONS_PARSE, JSON.stringify({ apiVersion, kind, metadata: { name: 'a' }, spec }))[0];
}

describe('rule-expressions-parse', () => {
  it.each(VALID_EXPRESSIONS)('takes %s', (expr) => {
    expect(judged(expr).status).toBe('passed');
  });

  it.each(INVALID_EXPRESSIONS)('refuses %s', (expr, place) => {
    expect(judged(expr)).toMatchObject({
      status: 'failed',
      message: `has an expression for a:b that is no PromQL ${place}`,
      path: 'spec.groups[0].rules[0].expr',
    });
  });

  it.each<[string, string]>([
    ['a type that does not fit', 'rate(up)'],
    ['a function of others', 'rollup_rate(up[5m])'],
    ['LogQL', 'sum(rate({app="a"} |= "error" [5m]))'],
    ['MetricsQL', 'up default 0'],
    ['MetricsQL with alternatives', 'sum(up{a="b" or c="d"})'],
    ['a template', 'up{job="{{ job }}"} > {{ .Values.limit }}'],
    ['a variable', 'rate(up[$__interval])'],
    ['a metric called like a word', 'offset'],
    ['a number that ends with its point', 'up > 3.'],
    ['more than anybody writes', `${'('.repeat(20_001)}`],
  ])('says nothing of %s', (_, expr) => {
    expect(judged(expr).status).toBe('passed');
  });
});
