import { recordedSeriesOf } from '../facts/alerts/recorded-series';
import { RULE_CARRIERS } from '../facts/alerts/rule-groups';
import { failuresOrPass } from '../facts/failures-or-pass';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** What rules read of other rules is recorded. */
export const RECORDED_SERIES_EXIST: ICheck = {
  id: 'recorded-series-exist',
  title: 'Rules record what alerts read of them',
  box: 'alerts',
  severity: Severity.WARNING,
  why: 'Alerts read what other rules record: on how fast an error budget is spent, over several windows. Where that is '
    + 'missing, or called otherwise, the condition holds for nothing, and nobody is ever told.',
  remedy: {
    manifest: 'rules: [{record: "slo:sli_error:ratio_rate6h", expr: <as over the other windows>}]',
    construct: 'api.promise(ServiceLevelObjective.availability(99.9)) writes all of them',
  },
  references: [
    'https://prometheus.io/docs/practices/rules/#naming',
    'https://sre.google/workbook/alerting-on-slos/',
  ],
  appliesTo: RULE_CARRIERS,
  evaluate: (manifest, cluster) => {
    // Of what nothing is recorded here, the rules may be elsewhere.
    const judged = recordedSeriesOf(manifest, cluster).filter(({ sibling }) => sibling !== undefined);
    return failuresOrPass(judged.map(({ name, rule, sibling, isRecorded }) => ({
      passed: isRecorded,
      message: `reads ${name} for ${rule.name}, which nothing records, though ${sibling} is recorded`,
      path: rule.path,
      actual: name,
    })), 'reads what is recorded');
  },
};
