import { AlertRule } from '../../alerts/alert-rules';
import { withRunbook } from '../../alerts/alert-texts';
import { seriesOf } from '../../alerts/promql';

const FAILING_SHARE = 0.05;
const OF_POD = 'by (namespace, pod)';
const POD = '{{ $labels.namespace }}/{{ $labels.pod }}';

/** Which Thanos is watched, and where its page is. */
export interface WatchedThanos {
  readonly namespace: string;
  readonly runbook: string;
}

type Alert = Omit<AlertRule, 'runbook'>;

/** A metric of the namespace, and what else its labels must be. */
type SeriesOf = (metric: string, labels?: Record<string, string>) => string;

/** The alerts that tell of a long-term store that loses metrics or does not show them. */
export function thanosAlerts({ namespace, runbook }: WatchedThanos): AlertRule[] {
  const series: SeriesOf = (metric, labels = {}) => seriesOf(metric, { namespace, ...labels });
  return withRunbook(
    [uploadsFailing, compactorHalted, objectStoreFailing, queriesFailing].map((alert) => alert(series)), runbook,
  );
}

function uploadsFailing(series: SeriesOf): Alert {
  return {
    alert: 'ThanosUploadsFailing',
    expr: `sum ${OF_POD} (increase(${series('thanos_shipper_upload_failures_total')}[30m])) > 0`,
    for: '2h',
    severity: 'critical',
    summary: `${POD} does not bring its metrics to the object store.`,
    description: 'Uploads have failed for two hours. What is not there when Prometheus deletes its own copy is lost. '
      + 'First read the log of the sidecar: mostly the credentials or the way to the object store are gone.',
  };
}

function compactorHalted(series: SeriesOf): Alert {
  return {
    alert: 'ThanosCompactorHalted',
    expr: `max ${OF_POD} (${series('thanos_compact_halted')}) == 1`,
    for: '5m',
    severity: 'warning',
    summary: `The compactor ${POD} has stopped.`,
    description: 'Nothing is joined, averaged or deleted any more: queries get slower and the object store grows. It '
      + 'does not go on by itself. First read its log for the block that it names.',
  };
}

function objectStoreFailing(series: SeriesOf): Alert {
  const rate = (metric: string) => `sum ${OF_POD} (rate(${series(`thanos_objstore_bucket_${metric}`)}[15m]))`;
  return {
    alert: 'ThanosObjectStoreFailing',
    expr: `${rate('operation_failures_total')}\n/ ${rate('operations_total')} > ${FAILING_SHARE}`,
    for: '15m',
    severity: 'warning',
    summary: `The object store refuses {{ $value | humanizePercentage }} of what ${POD} asks.`,
    description: 'Queries over times that Prometheus itself no longer has may be incomplete. First read the log of '
      + 'the pod, then see whether the object store is well and its credentials still hold.',
  };
}

function queriesFailing(series: SeriesOf): Alert {
  const rate = (labels: Record<string, string>) => (
    `sum by (namespace) (rate(${series('http_requests_total', { handler: 'query_range', ...labels })}[5m]))`
  );
  return {
    alert: 'ThanosQueriesFailing',
    expr: `${rate({ code: '500' })}\n/ ${rate({})} > ${FAILING_SHARE}`,
    for: '10m',
    severity: 'warning',
    summary: '{{ $value | humanizePercentage }} of the queries to Thanos in {{ $labels.namespace }} fail.',
    description: 'Dashboards show holes or nothing. First see on its page of stores which of them it cannot reach, '
      + 'then whether the store gateways have enough memory.',
  };
}
