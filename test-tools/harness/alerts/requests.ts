import { InputSeries } from './promtool';
import { counter, Phase } from './traffic';
import { RequestMetrics } from '../../../src';

/** Some minutes in which a service is asked the same number of times, fails the same share, and is as slow. */
export interface Requests extends Phase {
  /** The share of requests that take longer than a second. */
  readonly slow: number;
}

/** How requests are counted under one convention. */
export interface Counting {
  readonly name: string;
  readonly metrics: RequestMetrics;
  /** What Prometheus or the mesh adds for the service. */
  readonly labels: string;
  readonly count: string;
  readonly histogram: string;
  readonly succeeded: string;
  readonly failed: string;
  /** A second, as a boundary of the histogram. */
  readonly second: string;
}

const SCRAPED = 'namespace="shop",job="api"';
const HTTP = 'http_server_request_duration_seconds';
const GRPC = 'rpc_server_call_duration_seconds';
const OLDER_GRPC = 'rpc_server_duration_milliseconds';
const CLASSIC = {
  labels: SCRAPED, count: 'http_requests_total', histogram: 'http_request_duration_seconds', second: '1.0',
};
const ISTIO = {
  labels: 'reporter="destination",destination_workload_namespace="shop",destination_workload="api"',
  count: 'istio_requests_total',
  histogram: 'istio_request_duration_milliseconds',
  second: '1000.0',
};

/** Each convention that a service may declare, under the operator. */
export const COUNTINGS: readonly Counting[] = [
  {
    name: 'OpenTelemetry HTTP',
    metrics: RequestMetrics.openTelemetryHttp(),
    ...{ labels: SCRAPED, count: `${HTTP}_count`, histogram: HTTP, second: '1.0' },
    ...{ succeeded: 'http_response_status_code="404"', failed: 'http_response_status_code="500"' },
  },
  {
    name: 'OpenTelemetry gRPC',
    metrics: RequestMetrics.openTelemetryGrpc(),
    ...{ labels: SCRAPED, count: `${GRPC}_count`, histogram: GRPC, second: '1' },
    ...{ succeeded: 'rpc_response_status_code="NOT_FOUND"', failed: 'rpc_response_status_code="UNAVAILABLE"' },
  },
  {
    name: 'OpenTelemetry gRPC, older',
    metrics: RequestMetrics.openTelemetryGrpc({ legacy: true }),
    ...{ labels: SCRAPED, count: `${OLDER_GRPC}_count`, histogram: OLDER_GRPC, second: '1000.0' },
    ...{ succeeded: 'rpc_grpc_status_code="5"', failed: 'rpc_grpc_status_code="14"' },
  },
  {
    name: 'http_requests_total',
    metrics: RequestMetrics.httpRequestsTotal(),
    ...CLASSIC,
    ...{ succeeded: 'code="200"', failed: 'code="503"' },
  },
  {
    name: 'http_requests_total with other names',
    metrics: RequestMetrics.httpRequestsTotal({ counter: 'hits', histogram: 'took', statusLabel: 'status' }),
    ...{ ...CLASSIC, count: 'hits', histogram: 'took' },
    ...{ succeeded: 'status="200"', failed: 'status="503"' },
  },
  {
    name: 'Istio',
    metrics: RequestMetrics.istio(),
    ...ISTIO,
    ...{ succeeded: 'response_code="200"', failed: 'response_code="503",response_flags="UF"' },
  },
  {
    name: 'Istio with gRPC',
    metrics: RequestMetrics.istio({ grpc: true }),
    ...ISTIO,
    ...{
      succeeded: 'response_code="200",grpc_response_status="0"',
      failed: 'response_code="200",grpc_response_status="14"',
    },
  },
  {
    name: 'Linkerd',
    metrics: RequestMetrics.linkerd(),
    labels: 'direction="inbound",namespace="shop",deployment="api"',
    ...{ count: 'response_total', histogram: 'response_latency_ms', second: '1000' },
    ...{ succeeded: 'classification="success"', failed: 'classification="failure"' },
  },
];

const PODS = ['api-1', 'api-2'];

/** What two pods count, and what they count no longer once they are gone. */
export function requestSeries(counting: Counting, phases: readonly Requests[], goneMinutes = 0): InputSeries[] {
  const { labels, count, histogram, second } = counting;
  const isFast = ({ slow }: Requests) => 1 - slow;
  const everyOne = () => 1;
  const kinds = new Map<string, (one: Requests) => number>([
    [`${count}{`, everyOne],
    [`${histogram}_count{`, everyOne],
    [`${histogram}_bucket{le="${second}",`, isFast],
    [`${histogram}_bucket{le="+Inf",`, everyOne],
  ]);
  return PODS.flatMap((pod) => outcomes(counting).flatMap(({ status, share }) => (
    [...kinds].map(([metric, part]) => ({
      series: `${metric}${labels},pod="${pod}",${status}}`,
      values: [
        counter(phases, (phase) => (phase.requestsPerMinute * share(phase) * part(phase)) / PODS.length),
        ...(goneMinutes === 0 ? [] : [`_x${goneMinutes}`]),
      ].join(' '),
    }))
  )));
}

function outcomes({ succeeded, failed }: Counting) {
  return [
    { status: succeeded, share: ({ failing }: Phase) => 1 - failing },
    { status: failed, share: ({ failing }: Phase) => failing },
  ];
}

/** What callers in an Istio mesh could not deliver, so many a minute after some that were well. */
export function undeliveredSeries(code: string, { minutes, requestsPerMinute }: Omit<Phase, 'failing'>): InputSeries[] {
  const labels = [
    'reporter="source",destination_workload_namespace="unknown",destination_workload="unknown"',
    'destination_service_namespace="shop",destination_service_name="api"',
  ].join();
  return ['UH', 'UF,URX'].map((flags) => ({
    series: `istio_requests_total{${labels},response_flags="${flags}",${code}}`,
    values: `_x${minutes} 0+${requestsPerMinute / 2}x60`,
  }));
}
