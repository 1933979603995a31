import { AlertCase } from './alert-case';
import { expanded } from './alert-text';
import { scraped } from './kube-state';
import { RuleTest } from './promtool';

/** A rule as it is read back from a rule file. */
export interface WrittenRule {
  readonly alert?: string;
  readonly record?: string;
  readonly labels?: Record<string, string>;
  readonly annotations: Record<string, string>;
}

/** The alerts of a rule file, with what begins their names and the labels of the object that they are about. */
export interface RulesUnderTest {
  readonly rules: readonly WrittenRule[];
  readonly prefix: string;
  readonly labels: Record<string, string>;
}

/** What promtool is asked about a case: each alert fires once with its value, or not at all. */
export function ruleTestOf(under: RulesUnderTest, { seen, minutes, firing, recorded }: AlertCase): RuleTest {
  const eval_time = `${minutes}m`;
  const alerts = under.rules.flatMap((rule) => rule.alert === undefined ? [] : [{ ...rule, alert: rule.alert }]);
  return {
    interval: '1m',
    input_series: scraped(seen),
    alert_rule_test: alerts.map((rule) => {
      const value = firing[rule.alert.slice(under.prefix.length)];
      return { eval_time, alertname: rule.alert, exp_alerts: value === undefined ? [] : [raised(under, rule, value)] };
    }),
    promql_expr_test: under.rules.flatMap(({ record }) => record === undefined ? [] : [{
      eval_time,
      expr: record,
      exp_samples: recorded === undefined ? [] : [{ labels: sample(record, under.labels), value: recorded }],
    }]),
  };
}

function raised({ labels }: RulesUnderTest, rule: WrittenRule, value: number) {
  const annotations = Object.entries(rule.annotations).map(([key, text]) => [key, expanded(text, labels, value)]);
  return { exp_labels: { ...rule.labels, ...labels }, exp_annotations: Object.fromEntries(annotations) };
}

function sample(metric: string, labels: Record<string, string>): string {
  return `${metric}{${Object.entries(labels).map(([label, value]) => `${label}="${value}"`).join(',')}}`;
}
