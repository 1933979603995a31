import { failuresOrPass } from '../facts/failures-or-pass';
import { RULE_KINDS } from '../facts/monitoring/alert-expressions';
import { seriesOverWindows } from '../facts/monitoring/recorded-series';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** What rules read of other rules is recorded, over each window that they ask for. */
export const RECORDED_SERIES_EXIST: ICheck = {
  id: 'recorded-series-exist',
  title: 'Rules record each window that alerts read',
  box: 'alerts',
  severity: Severity.WARNING,
  why: 'An alert on how fast an error budget is spent reads what other rules record over several windows. Where one of '
    + 'these is missing, the condition holds for nothing, and nobody is ever told.',
  remedy: {
    manifest: 'rules: [{record: "slo:sli_error:ratio_rate6h", expr: <as over the other windows>}]',
    construct: 'api.promise(ServiceLevelObjective.availability(99.9)) writes all of them',
  },
  references: [
    'https://prometheus.io/docs/practices/rules/#naming',
    'https://sre.google/workbook/alerting-on-slos/',
  ],
  appliesTo: [...RULE_KINDS, 'ConfigMap'],
  evaluate: (manifest, cluster) => {
    // Of what nothing is recorded here, the rules may be elsewhere.
    const judged = seriesOverWindows(manifest, cluster).filter(({ sibling }) => sibling !== undefined);
    return failuresOrPass(judged.map(({ name, rule, sibling, isRecorded }) => ({
      passed: isRecorded,
      message: `reads ${name} for ${rule.alert || rule.record}, which nothing records, though ${sibling} is recorded`,
      path: rule.path,
      actual: name,
    })), 'reads what is recorded');
  },
};
