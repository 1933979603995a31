import { ANALYSIS_TEMPLATES, AnalysisMetric, metricsOf } from '../facts/delivery/analysis-templates';
import { failuresOrPass } from '../facts/failures-or-pass';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { textOf } from '../model/values/text-of';

const CONDITIONS = ['successCondition', 'failureCondition'];
const FIRST_OF_RESULT = /\bresult\s*\[/;
/** What asks first whether there is a result, or says what stands for none. */
const GUARDED = /\blen\s*\(\s*result\s*\)|\bisNil\s*\(|\bdefault\s*\(|\b(?:all|any|none|count|filter)\s*\(\s*result\b/;
/** What makes a series of its own where there is none. */
const FILLED = /\bor\s+(?:on\s*\([^)]*\)\s*)?(?:\w+\s*\*\s*)?(?:vector|absent|label_replace)\s*\(|^\s*(?:vector|absent)\s*\(/;

/** Without traffic nothing is known of a version, which is no error of it. */
export const ANALYSIS_SURVIVES_SILENCE: ICheck = {
  id: 'analysis-survives-silence',
  title: 'An analysis says what follows when there is no data',
  box: 'gradual-delivery',
  severity: Severity.ADVICE,
  why: 'Without traffic Prometheus answers with no series at all. result[0] is then an error, and after five of them '
    + 'the new version is taken back: at night, in a quiet environment, or before the first request came.',
  remedy: {
    manifest: 'successCondition: "len(result) > 0 && result[0] >= 0.99" with failureCondition: "len(result) > 0 && '
      + 'result[0] < 0.99", so that silence is inconclusive; or "or on() vector(1)" at the end of the query, where '
      + 'silence is good',
    construct: 'analysis of a RolloutService judges nothing where there is no traffic',
  },
  references: [
    'https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#handling-metric-results',
    'https://argo-rollouts.readthedocs.io/en/stable/analysis/prometheus/',
  ],
  appliesTo: ANALYSIS_TEMPLATES,
  evaluate: (template) => failuresOrPass(metricsOf(template).flatMap(judge), 'says what follows when there is no data'),
};

function judge({ item, path, query }: AnalysisMetric) {
  if (query === undefined) return [];
  return CONDITIONS.filter((field) => FIRST_OF_RESULT.test(textOf(item[field]))).map((field) => {
    const actual = textOf(item[field]);
    return {
      passed: GUARDED.test(actual) || FILLED.test(query),
      path: `${path}.${field}`,
      message: 'takes the first result without asking whether there is one',
      actual,
      expected: `len(result) > 0 && ${actual}`,
    };
  });
}
