import { expanded } from '../alerts/alert-text';
import { RuleTest } from '../alerts/promtool';
import { WrittenRule } from '../alerts/rule-test';

/** Series by their names, with their values at each minute as promtool writes them. */
export type Series = Readonly<Record<string, string>>;

/** Series that are looked at in a minute of their own. */
export interface LaterSeries {
  readonly minute: number;
  readonly series: Series;
}

/** What makes one alert fire, and what nearly does. */
export interface SeriesCase {
  readonly alert: string;
  /** The first minute that it fires at. */
  readonly minute: number;
  /** How often the rules are evaluated, where every minute would take long. */
  readonly evaluation?: string;
  readonly fires: Series;
  /** Each just below, or with the one thing that it must not be; at the same minute where it names none. */
  readonly silent: readonly (Series | LaterSeries)[];
  /** Of the alert, beside those of the rule. */
  readonly labels: Readonly<Record<string, string>>;
  /** What its texts say of it. */
  readonly value: number;
  /** Its labels where no series is known; otherwise it is silent then. */
  readonly missing?: Readonly<Record<string, string>>;
}

/** An alert as it is read back. */
export interface WrittenAlert extends WrittenRule {
  readonly alert: string;
  readonly for?: string;
}

const MINUTE_OF_NOTHING = 300;

/** What promtool is asked about a case. */
export function testsOf(rule: WrittenAlert, one: SeriesCase): RuleTest[] {
  return [
    {
      ...test(`${one.alert} fires`, one.fires),
      evaluation: one.evaluation,
      alert_rule_test: [
        at(one.minute, rule, [raised(rule, one.labels, one.value)]),
        // An alert that waits has waited just long enough.
        ...(rule.for === undefined ? [] : [at(one.minute - 1, rule, [])]),
      ],
    },
    ...one.silent.map((silent) => isLater(silent) ? silent : { minute: one.minute, series: silent })
      .map(({ minute, series }, index) => ({
        ...test(`${one.alert} is silent, case ${index}`, series),
        evaluation: one.evaluation,
        alert_rule_test: [at(minute, rule, [])],
      })),
  ];
}

/** What promtool is asked about a cluster of which nothing is known. */
export function testOfNothing(rules: readonly WrittenAlert[], cases: readonly SeriesCase[]): RuleTest {
  return {
    ...test('nothing is known', { unrelated: '0x10' }),
    alert_rule_test: rules.map((rule) => {
      const labels = cases.find(({ alert }) => alert === rule.alert)?.missing;
      return at(MINUTE_OF_NOTHING, rule, labels === undefined ? [] : [raised(rule, labels, 1)]);
    }),
  };
}

function isLater(silent: Series | LaterSeries): silent is LaterSeries {
  return typeof silent.series === 'object';
}

function test(name: string, series: Series) {
  const input_series = Object.entries(series).map(([key, values]) => ({ series: key, values }));
  return { name, interval: '1m', input_series };
}

function at(minute: number, { alert }: WrittenAlert, exp_alerts: RuleTest['alert_rule_test'][number]['exp_alerts']) {
  return { eval_time: `${minute}m`, alertname: alert, exp_alerts };
}

function raised(rule: WrittenAlert, labels: Readonly<Record<string, string>>, value: number) {
  const annotations = Object.entries(rule.annotations).map(([key, text]) => [key, expanded(text, labels, value)]);
  return { exp_labels: { ...labels, ...rule.labels }, exp_annotations: Object.fromEntries(annotations) };
}
