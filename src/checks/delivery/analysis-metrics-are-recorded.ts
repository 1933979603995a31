import { recordedSeriesIn } from '../facts/alerts/recorded-series';
import { ANALYSIS_TEMPLATES, metricsOf } from '../facts/delivery/analysis-templates';
import { canaryMetricsOf, FLAGGER_CANARY } from '../facts/delivery/flagger-canaries';
import { failuresOrPass } from '../facts/failures-or-pass';
import { Finding, ICheck } from '../model/check';
import type { Cluster } from '../model/cluster';
import type { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { mapOf } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

const METRIC_TEMPLATE = 'flagger.app/MetricTemplate';
/** What is filled in later, with what it is a part of. */
const FILLED_IN_LATER = /[\w:]{0,99}\{\{[^{}]{0,99}\}\}[\w:]{0,99}/g;

/** What a new version is judged by is measured. */
export const ANALYSIS_METRICS_ARE_RECORDED: ICheck = {
  id: 'analysis-metrics-are-recorded',
  title: 'Rules record what new versions are judged by',
  box: 'gradual-delivery',
  severity: Severity.WARNING,
  why: 'An analysis that reads a series which no rule records sees nothing, whatever the new version does: it is '
    + 'taken back though it is good, or let through though it is bad.',
  remedy: {
    manifest: 'Read a series by the name under which a rule records it, or record it: {record: '
      + '"slo:sli_error:ratio_rate5m", expr: <the share of requests that failed>}',
    construct: 'analysis of a RolloutService reads what the alerts of its objective read',
  },
  references: [
    'https://prometheus.io/docs/practices/rules/#naming',
    'https://argo-rollouts.readthedocs.io/en/stable/analysis/prometheus/',
    'https://docs.flagger.app/usage/metrics#prometheus',
  ],
  appliesTo: [...ANALYSIS_TEMPLATES, METRIC_TEMPLATE, FLAGGER_CANARY],
  evaluate: (manifest, cluster) => failuresOrPass(queriesOf(manifest).flatMap(({ query, path }) => (
    judge(query.replace(FILLED_IN_LATER, ' '), path, cluster)
  )), 'reads what is recorded'),
};

function queriesOf(manifest: Manifest): { query: string; path: string }[] {
  switch (manifest.groupKind) {
    case METRIC_TEMPLATE: {
      const { provider, query } = manifest.spec;
      return mapOf(provider).type === 'prometheus' ? [{ query: textOf(query), path: 'spec.query' }] : [];
    }
    case FLAGGER_CANARY: return canaryMetricsOf(manifest).map(({ item, path }) => (
      { query: textOf(item.query), path: `${path}.query` }
    ));
    default: return metricsOf(manifest).map(({ query = '', path }) => (
      { query, path: `${path}.provider.prometheus.query` }
    ));
  }
}

/** Of what nothing is recorded here, the rules may be elsewhere. */
function judge(query: string, path: string, cluster: Cluster): Finding[] {
  const { recorded, missing } = recordedSeriesIn(query, cluster);
  return [
    ...recorded.map((name) => ({ passed: true, path, message: `reads ${name}` })),
    ...missing.map(({ name, sibling }) => ({
      passed: false, path, message: `reads ${name}, which nothing records, though ${sibling} is recorded`, actual: name,
    })),
  ];
}
