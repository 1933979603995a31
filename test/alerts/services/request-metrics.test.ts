import { Duration } from 'cdk8s';
import { Metrics, MetricsFlavor, ProductionService, RequestMetrics, ServiceLevelObjective } from '../../../src';
import { IMAGE, render } from '../../support/render';

/** The requests that fail in a second, as they are recorded of a service. */
function failuresUnder(requests: RequestMetrics, metrics = MetricsFlavor.operator()): string {
  const objects = render((chart) => {
    const api = new ProductionService(chart, 'api', { image: IMAGE, port: 8080, metrics: Metrics.at({ requests }) });
    api.promise(ServiceLevelObjective.availability(99.9));
  }, { metrics });
  const { data, spec } = objects.find(({ metadata }) => metadata.name === 'api-slo-availability')!;
  return spec === undefined ? data['api-slo-availability.rules.yaml'] : spec.groups[0].rules[0].expr;
}

describe('a convention', () => {
  it.each([
    ['OpenTelemetry HTTP', RequestMetrics.openTelemetryHttp(),
      'http_server_request_duration_seconds_count{namespace="shop",job="api",http_response_status_code=~"5.."}'],
    ['OpenTelemetry gRPC', RequestMetrics.openTelemetryGrpc(),
      'rpc_server_call_duration_seconds_count{namespace="shop",job="api",rpc_response_status_code='
      + '~"UNKNOWN|DEADLINE_EXCEEDED|UNIMPLEMENTED|INTERNAL|UNAVAILABLE|DATA_LOSS"}'],
    ['OpenTelemetry gRPC, older', RequestMetrics.openTelemetryGrpc({ legacy: true }),
      'rpc_server_duration_milliseconds_count{namespace="shop",job="api",rpc_grpc_status_code=~"2|4|12|13|14|15"}'],
    ['http_requests_total', RequestMetrics.httpRequestsTotal(),
      'http_requests_total{namespace="shop",job="api",code=~"5.."}'],
    ['Istio', RequestMetrics.istio(),
      'istio_requests_total{reporter="destination",destination_workload_namespace="shop",destination_workload="api",'
      + 'response_code=~"5.."}[5m]) or rate('
      + 'istio_requests_total{reporter="source",destination_service_namespace="shop",'
      + 'destination_service_name="api",response_flags=~"(.*,)?(UH|UF|UO)(,.*)?"}[5m]))'],
    ['Istio with gRPC', RequestMetrics.istio({ grpc: true }),
      'istio_requests_total{reporter="destination",destination_workload_namespace="shop",destination_workload="api",'
      + 'grpc_response_status=~"2|4|12|13|14|15"}'],
    ['Linkerd', RequestMetrics.linkerd(),
      'response_total{direction="inbound",namespace="shop",deployment="api",classification=~"failure"}'],
  ])('tells failures: %s', (_, metrics, expected) => {
    expect(failuresUnder(metrics)).toContain(expected);
  });

  it('finds what annotations have scraped by a label of the pods', () => {
    expect(failuresUnder(RequestMetrics.httpRequestsTotal(), MetricsFlavor.annotations()))
      .toContain('{namespace="shop",app_kubernetes_io_instance="api",code=~"5.."}');
  });

  it('does not know what a mesh did not deliver where the labels are given', () => {
    expect(failuresUnder(RequestMetrics.istio({ labels: { app: 'api' } }))).not.toContain('source');
  });

  it('may have other labels and names', () => {
    const names = { counter: 'hits', statusLabel: 'status', labels: { app: 'a"b' } };
    expect(failuresUnder(RequestMetrics.httpRequestsTotal(names))).toContain('hits{app="a\\"b",status=~"5.."}');
  });
});

describe('what Prometheus would not take', () => {
  it.each([
    ['a metric', { counter: 'hits per second' }, /'objective.metrics' must call a metric .*, got "hits per/],
    ['a histogram', { histogram: 'a{}' }, /'objective.metrics' must call a metric as Prometheus does, got "a{}_bucket"/],
    ['the series of a histogram', { histogram: 'http_seconds_bucket' },
      /'objective.metrics.histogram' must be named without _bucket, .*, got "http_seconds_bucket"; write http_seconds$/],
    ['the count of a histogram', { histogram: 'http_seconds_count' }, /must be named without _count, .*; write http_sec/],
    ['a label with the status', { statusLabel: 'a-b' }, /'objective.metrics' must call a label .*, got "a-b"/],
    ['a label', { labels: { 'a.b': 'c' } }, /'objective.metrics' must call a label .*, got "a.b"/],
    ['the name of a metric for the status', { statusLabel: '__name__' },
      /'objective.metrics.statusLabel' must be the label with the status code, .*, got "__name__"; write it as the service/],
    ['the end of a bucket for the status', { statusLabel: 'le' }, /'objective.metrics.statusLabel' must be .*, got "le"/],
    ['the name of the metric', { labels: { __name__: 'x' } },
      /'objective.metrics.labels.__name__' must not be given, got "x"; leave it out: the rules ask for it themselves$/],
    ['the end of a bucket', { labels: { job: 'a', le: '1' } }, /'objective.metrics.labels.le' must not be given, got "1"/],
    ['the status', { labels: { job: 'a', code: '200' } }, /'objective.metrics.labels.code' must not be given, got "200"/],
    ['no label at all', { labels: {} }, /'objective.metrics.labels' must tell the series of the service from those of others/],
    ['a label without a value', { labels: { job: '' } }, /'objective.metrics.labels' must tell .*, got .*job.*; write them/],
    ['half a character', { labels: { job: '\ud800' } }, /'objective.metrics.labels.job' must be valid Unicode text/],
    ['no boundary', { boundaries: [] }, /'objective.metrics.boundaries' must be durations from a tenth of a millisecond/],
    ['a boundary of nothing', { boundaries: [Duration.millis(0)] }, /'objective.metrics.boundaries' must be durations/],
    ['a boundary of days', { boundaries: [Duration.days(2)] }, /'objective.metrics.boundaries' must be durations/],
  ])('is %s', (_, options, message) => {
    expect(() => failuresUnder(RequestMetrics.httpRequestsTotal(options))).toThrow(message);
  });
});
