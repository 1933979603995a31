import { AlertCase, MINUTE } from './alert-case';
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

/** The text of an annotation as Prometheus expands it. */
function expanded(text: string, labels: Record<string, string>, value: number): string {
  return text
    .replace(/\{\{ \$labels\.(\w+) \}\}/g, (_action, label: string) => labels[label])
    .replaceAll('{{ $value | humanizeDuration }}', humanizedDuration(value))
    .replaceAll('{{ $value | humanizeTimestamp }}', humanizedTimestamp(value))
    .replace(/\{\{ humanizeDuration (\d+) \}\}/g, (_action, seconds: string) => humanizedDuration(Number(seconds)))
    .replace(/\{\{ "(\{+)" \}\}/g, '$1');
}

function humanizedDuration(duration: number): string {
  const parts = [['d', 24 * 60 * MINUTE], ['h', 60 * MINUTE], ['m', MINUTE], ['s', 1]] as const;
  let rest = duration;
  const amounts = parts.map(([unit, seconds]) => {
    const amount = Math.floor(rest / seconds);
    rest -= amount * seconds;
    return { amount, text: `${amount}${unit}` };
  });
  return amounts.slice(amounts.findIndex(({ amount }) => amount > 0)).map(({ text }) => text).join(' ');
}

function humanizedTimestamp(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('T', ' ').replace('.000Z', ' +0000 UTC');
}
