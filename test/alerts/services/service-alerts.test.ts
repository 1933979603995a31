import { Chart, Duration, Size } from 'cdk8s';
import {
  Autoscaling, Metrics, MetricsFlavor, PlatformProps, Probes, ProductionService, RequestMetrics, Rollout, ServiceAlerts,
  ServiceAlertsOptions, ServiceLevelObjective, StatefulService,
} from '../../../src';
import { IMAGE, readYaml, render } from '../../support/render';
import { Manifest, MINORS, schemaProblems } from '../../support/schemas';

const OPERATOR = { metrics: MetricsFlavor.operator({ monitorLabels: { release: 'prom' } }) };
const COUNTED = Metrics.at({ requests: RequestMetrics.httpRequestsTotal() });
const RUNBOOK = 'https://github.com/cdk8s-preflight/cdk8s-preflight/blob/main/docs/runbooks/services.md';
const PODS = 'namespace="shop",pod=~"api-[bcdfghjklmnpqrstvwxz2456789]{1,10}-[bcdfghjklmnpqrstvwxz2456789]{5}"';
const ALERTS = [
  'ServiceDown', 'ServiceErrorRateHigh', 'ServiceLatencyHigh', 'ServiceTrafficDropped', 'ServiceNotCounted',
  'ServiceMemoryNearLimit', 'ServiceCpuThrottled', 'ServiceAtMaximumScale',
];
const REQUESTS = 'namespace="shop",job="api"';

function serviceIn(chart: Chart, metrics?: Metrics): ProductionService {
  return new ProductionService(chart, 'api', { image: IMAGE, port: 8080, metrics });
}

function alertedBy(options: ServiceAlertsOptions = {}, platform: PlatformProps = OPERATOR): Manifest {
  const objects = render((chart) => serviceIn(chart, COUNTED).alertOn(ServiceAlerts.goldenSignals(options)), platform);
  return objects.find(({ metadata }) => metadata.name === 'api-alerts')!;
}

function rulesOf(object: Manifest): Manifest[] {
  return object.spec.groups.flatMap(({ rules }: Manifest) => rules);
}

function ruleOf(object: Manifest, name: string): Manifest {
  return rulesOf(object).find(({ alert }) => alert === name)!;
}

function refusal(options: ServiceAlertsOptions, metrics: Metrics = COUNTED): () => void {
  const alerts = ServiceAlerts.goldenSignals(options);
  return () => void render((chart) => serviceIn(chart, metrics).alertOn(alerts), OPERATOR);
}

describe('the alerts of a service', () => {
  it('are one object, which the Prometheus selects', () => {
    const { kind, metadata: { namespace, labels }, spec: { groups } } = alertedBy();
    expect([kind, namespace, labels.release, groups.length]).toEqual(['PrometheusRule', 'shop', 'prom', 1]);
    expect(groups[0].name).toBe('service-shop-api');
  });

  it('read the requests under the names of its convention', () => {
    expect(Object.fromEntries(rulesOf(alertedBy()).map(({ alert, expr }) => [alert, expr.split('\n')]))).toEqual({
      ServiceDown: [
        'max(kube_deployment_spec_replicas{namespace="shop",deployment="api"}) > 0',
        'and max(kube_deployment_status_replicas_available{namespace="shop",deployment="api"}) == 0',
        'unless time() - max(kube_deployment_created{namespace="shop",deployment="api"}) < 600',
      ],
      ServiceErrorRateHigh: [
        `sum(rate(http_requests_total{${REQUESTS},code=~"5.."}[5m]))`
        + ` / sum(rate(http_requests_total{${REQUESTS}}[5m])) > 0.05`,
        `and sum(rate(http_requests_total{${REQUESTS}}[5m])) * 60 >= 30`,
      ],
      ServiceLatencyHigh: [
        `(sum(rate(http_request_duration_seconds_count{${REQUESTS}}[5m]))`
        + ` - sum(rate(http_request_duration_seconds_bucket{${REQUESTS},le=~"1|1\\\\.0"}[5m])))`
        + ` / sum(rate(http_request_duration_seconds_count{${REQUESTS}}[5m])) > 0.05`,
        `and sum(rate(http_request_duration_seconds_count{${REQUESTS}}[5m])) * 60 >= 30`,
      ],
      ServiceTrafficDropped: [
        `(sum(rate(http_requests_total{${REQUESTS}}[10m])) or vector(0)) * 60`
        + ` < 0.1 * 60 * sum(rate(http_requests_total{${REQUESTS}}[1h] offset 15m))`,
        `and sum(rate(http_requests_total{${REQUESTS}}[1h] offset 15m)) * 60 >= 30`,
      ],
      ServiceNotCounted: [
        `absent(sum(rate(http_requests_total{${REQUESTS}}[5m])))`,
        `or absent(sum(rate(http_request_duration_seconds_count{${REQUESTS}}[5m])))`,
        `or absent(sum(rate(http_request_duration_seconds_bucket{${REQUESTS},le=~"1|1\\\\.0"}[5m])))`,
      ],
      ServiceMemoryNearLimit: [
        `max(max by (pod, container) (container_memory_working_set_bytes{${PODS},container!=""}) / on (pod, container)`
        + ` (max by (pod, container) (kube_pod_container_resource_limits{${PODS},resource="memory"}) > 0))`,
        '> 0.9',
      ],
      ServiceCpuThrottled: [
        `max(sum by (pod, container) (increase(container_cpu_cfs_throttled_periods_total{${PODS},container!=""}[5m]))`
        + ` / sum by (pod, container) (increase(container_cpu_cfs_periods_total{${PODS},container!=""}[5m])))`,
        '> 0.25',
      ],
      ServiceAtMaximumScale: [
        'max(kube_horizontalpodautoscaler_status_desired_replicas{namespace="shop",horizontalpodautoscaler="api"})',
        '>= max(kube_horizontalpodautoscaler_spec_max_replicas{namespace="shop",horizontalpodautoscaler="api"})',
        '> max(kube_horizontalpodautoscaler_spec_min_replicas{namespace="shop",horizontalpodautoscaler="api"})',
      ],
    });
  });

  it('say whom they are about, how bad it is, and what to do', () => {
    expect(ruleOf(alertedBy(), 'ServiceErrorRateHigh')).toMatchObject({
      for: '5m',
      labels: { namespace: 'shop', service: 'api', severity: 'critical' },
      annotations: {
        summary: '{{ $value | humanizePercentage }} of the requests to shop/api fail.',
        description: 'More than 5% have failed for five minutes. First see what changed last, and take it back; then '
          + 'read the logs of what fails.',
        runbook_url: `${RUNBOOK}#serviceerrorratehigh`,
      },
    });
    expect(rulesOf(alertedBy()).filter(({ labels }) => labels.severity === 'critical').map(({ alert }) => alert))
      .toEqual(['ServiceDown', 'ServiceErrorRateHigh']);
  });

  it.each(MINORS)('are what the operator takes, on %s', (minor) => {
    expect(schemaProblems(minor, alertedBy())).toEqual([]);
  });

  it('are the same rules in a file where there is no operator, but for what scraping calls the service', () => {
    const file = alertedBy({}, {}).data['api-alerts.rules.yaml'];
    expect(readYaml(file.replaceAll('app_kubernetes_io_instance', 'job'))[0]).toEqual(alertedBy().spec);
  });
});

describe('an error rate that is high', () => {
  const AVAILABILITY = ServiceLevelObjective.availability(99.9);
  const LATENCY = ServiceLevelObjective.latency(99, Duration.seconds(1));
  const watch = (api: ProductionService) => void api.alertOn(ServiceAlerts.goldenSignals());

  it.each<[string, string, (api: ProductionService) => void]>([
    ['critical', 'nothing is promised', watch],
    ['critical', 'latency alone is promised', (api) => { api.promise(LATENCY); watch(api); }],
    ['warning', 'availability is promised before', (api) => { api.promise(AVAILABILITY); watch(api); }],
    ['warning', 'availability is promised afterwards', (api) => {
      watch(api);
      api.promise(AVAILABILITY);
      api.promise(LATENCY);
    }],
  ])('is %s where %s, in both forms', (severity, _, say) => {
    const [rule, file] = [OPERATOR, {}].map((platform) => (
      render((chart) => say(serviceIn(chart, COUNTED)), platform)
        .find(({ metadata }) => metadata.name === 'api-alerts')!
    ));
    const written = { spec: readYaml(file.data['api-alerts.rules.yaml'])[0] };
    expect([rule, written].map((object) => ruleOf(object, 'ServiceErrorRateHigh').labels.severity))
      .toEqual([severity, severity]);
  });
});

describe('the workload', () => {
  it('has no alert on an autoscaler that it does not have', () => {
    const scaling = Autoscaling.none('the licence is for two', 2);
    const objects = render((chart) => {
      const api = new ProductionService(chart, 'api', { image: IMAGE, port: 8080, metrics: COUNTED, scaling });
      api.alertOn(ServiceAlerts.goldenSignals());
    }, OPERATOR);
    const names = rulesOf(objects.find(({ kind }) => kind === 'PrometheusRule')!).map(({ alert }) => alert);
    expect(names).toHaveLength(7);
    expect(names).not.toContain('ServiceAtMaximumScale');
  });

  it('has as much time to start as its first rollout', () => {
    const expressions = [
      { rollout: Rollout.of({ progressDeadline: Duration.minutes(30) }) },
      { probes: Probes.http({ slowStart: Duration.minutes(20) }) },
    ].map((parts) => {
      const objects = render((chart) => {
        const api = new ProductionService(chart, 'api', { image: IMAGE, port: 8080, metrics: COUNTED, ...parts });
        api.alertOn(ServiceAlerts.goldenSignals());
      }, OPERATOR);
      return ruleOf(objects.find(({ kind }) => kind === 'PrometheusRule')!, 'ServiceDown').expr;
    });
    expect(expressions).toEqual([expect.stringMatching(/< 1800$/), expect.stringMatching(/< 1500$/)]);
  });

  it('may be stateful, with other names for its pods', () => {
    const objects = render((chart) => {
      const ports = [{ name: 'http', containerPort: 8080 }];
      const claims = [{ mountPath: '/data', size: Size.gibibytes(1) }];
      const metrics = Metrics.at({ requests: RequestMetrics.linkerd() });
      const store = new StatefulService(chart, 'store', { image: IMAGE, ports, claims, metrics });
      store.alertOn(ServiceAlerts.goldenSignals());
    }, OPERATOR);
    const rules = objects.find(({ kind }) => kind === 'PrometheusRule')!;
    expect(ruleOf(rules, 'ServiceDown').expr)
      .toContain('kube_statefulset_replicas{namespace="shop",statefulset="store"}');
    expect(ruleOf(rules, 'ServiceMemoryNearLimit').expr).toContain('pod=~"store-[0-9]+"');
    expect(ruleOf(rules, 'ServiceNotCounted').expr)
      .toContain('{direction="inbound",namespace="shop",statefulset="store"}');
  });
});

describe('the props', () => {
  it.each<[ServiceAlertsOptions, string, string]>([
    [{ errorPercent: 0.5 }, 'ServiceErrorRateHigh', '> 0.005\n'],
    [{ latency: Duration.millis(250) }, 'ServiceLatencyHigh', 'le="0.25"'],
    [{ minimumRequestsPerMinute: 7 }, 'ServiceErrorRateHigh', '* 60 >= 7'],
    [{ memoryPercent: 80 }, 'ServiceMemoryNearLimit', '> 0.8'],
    [{ throttledPercent: 12.5 }, 'ServiceCpuThrottled', '> 0.125'],
    [{ metrics: RequestMetrics.istio() }, 'ServiceNotCounted', 'istio_requests_total'],
  ])('%j changes what an alert reads', (options, alert, expected) => {
    expect(ruleOf(alertedBy(options), alert).expr).toContain(expected);
  });

  it('leave out alerts, and say why', () => {
    const omit = { ServiceTrafficDropped: 'its callers run at night', ServiceAtMaximumScale: 'the licence is for two' };
    const object = alertedBy({ omit });
    expect(object.metadata.annotations).toEqual({
      'preflight/omitted.ServiceTrafficDropped': 'its callers run at night',
      'preflight/omitted.ServiceAtMaximumScale': 'the licence is for two',
    });
    expect(rulesOf(object).map(({ alert }) => alert)).toEqual(ALERTS.filter((alert) => !(alert in omit)));
  });

  it('asks for no histogram where nobody is told of latency', () => {
    const rule = ruleOf(alertedBy({ omit: { ServiceLatencyHigh: 'it has no histogram' } }), 'ServiceNotCounted');
    expect(rule.expr).toBe(`absent(sum(rate(http_requests_total{${REQUESTS}}[5m])))`);
    expect(rule.annotations.summary).toBe('Nothing counts the requests to shop/api.');
  });

  it('may leave out an alert that the service does not have', () => {
    const scaling = Autoscaling.none('the licence is for two', 2);
    const omit = { ServiceAtMaximumScale: 'seen elsewhere' };
    expect(() => render((chart) => {
      const api = new ProductionService(chart, 'api', { image: IMAGE, port: 8080, metrics: COUNTED, scaling });
      api.alertOn(ServiceAlerts.goldenSignals({ omit }));
    }, OPERATOR)).not.toThrow();
  });

  it('ask nobody how requests are counted where none of them reads any', () => {
    const ofRequests = rulesOf(alertedBy()).filter(({ expr }) => expr.includes('http_requests_total')
      || expr.includes('http_request_duration'));
    const omit = Object.fromEntries(ofRequests.map(({ alert }) => [alert, 'it has no requests']));
    expect(Object.keys(omit)).toHaveLength(4);
    const objects = render((chart) => (
      serviceIn(chart, Metrics.at({})).alertOn(ServiceAlerts.goldenSignals({ omit }))
    ), OPERATOR);
    const written = rulesOf(objects.find(({ metadata }) => metadata.name === 'api-alerts')!).map(({ alert }) => alert);
    expect(written).toEqual(ALERTS.filter((alert) => !(alert in omit)));
  });

  it('link to other pages', () => {
    const object = alertedBy({ runbook: 'https://wiki/api', dashboard: 'https://g/d/1' });
    expect(ruleOf(object, 'ServiceCpuThrottled').annotations)
      .toMatchObject({ runbook_url: 'https://wiki/api#servicecputhrottled', dashboard_url: 'https://g/d/1' });
  });

  it('link to a dashboard with the names of the service', () => {
    const object = alertedBy({ dashboard: 'https://g/{namespace}?var-service={service}' });
    expect(ruleOf(object, 'ServiceCpuThrottled').annotations.dashboard_url).toBe('https://g/shop?var-service=api');
  });

  it('link to the dashboard that the platform has', () => {
    const object = alertedBy({}, { ...OPERATOR, dashboards: 'https://g/{namespace}/{service}' });
    expect(rulesOf(object).map(({ annotations }) => annotations.dashboard_url)).toEqual(Array(8).fill('https://g/shop/api'));
  });

  it.each([
    ['the first boundary from a second on', [2.5, 0.5, 1.5], 1.5],
    ['the last boundary where all are shorter', [0.1, 0.5], 0.5],
  ])('take as slow what is beyond %s', (_, seconds, expected) => {
    const metrics = RequestMetrics.httpRequestsTotal({ boundaries: seconds.map((one) => Duration.millis(one * 1000)) });
    expect(ruleOf(alertedBy({ metrics }), 'ServiceLatencyHigh').expr).toContain(`le="${expected}"`);
  });
});

describe('what is refused', () => {
  it.each<[string, ServiceAlertsOptions, RegExp]>([
    ['no failure', { errorPercent: 0 }, /'alerts.errorPercent' must be a number from 0.1 to 99, got 0; give a number/],
    ['a share for a percentage', { errorPercent: 0.02 }, /'alerts.errorPercent' .*, got 0.02; write it in percent: 2$/],
    ['a share of memory', { memoryPercent: 0.57 }, /'alerts.memoryPercent' .*, got 0.57; write it in percent: 57$/],
    ['all failures', { errorPercent: 100 }, /'alerts.errorPercent' must be/],
    ['all memory that there is', { memoryPercent: 100 }, /'alerts.memoryPercent' must be a number from 1 to 99/],
    ['every period', { throttledPercent: 100 }, /'alerts.throttledPercent' must be a number from 1 to 99/],
    ['no period', { throttledPercent: 0 }, /'alerts.throttledPercent' must be/],
    ['no traffic', { minimumRequestsPerMinute: 0 }, /'alerts.minimumRequestsPerMinute' must be a whole number/],
    ['a boundary that is none', { latency: Duration.millis(300) }, /'alerts.latency' must be one of the boundaries/],
    ['a page that is none', { runbook: '\ud800' }, /'alerts.runbook' must/],
    ['a dashboard of something else', { dashboard: 'https://g/{servcie}' },
      /'alerts.dashboard' must have nothing in braces but {service} and {namespace}, got "https:\/\/g\/{servcie}"; write/],
    ['an alert that there is not', { omit: { ServiceTrafficDrop: 'quiet' } },
      /'alerts.omit' must name alerts that there are, got "ServiceTrafficDrop"; did you mean ServiceTrafficDropped\?/],
    ['an alert like no other', { omit: { traffic: 'quiet' } }, /'alerts.omit' must .*; docs\/alerts.md lists them/],
    ['no reason', { omit: { ServiceNotCounted: ' ' } }, /'alerts.omit.ServiceNotCounted' must say why, got " "/],
    ['every alert', { omit: Object.fromEntries(ALERTS.map((alert) => [alert, 'quiet'])) },
      /'alerts.omit' must leave an alert, got .*; take one out of it, or do not call alertOn/],
    ['a dashboard that is none', { dashboard: '\ud800' }, /'alerts.dashboard' must/],
  ])('is %s', (_, options, message) => {
    expect(refusal(options)).toThrow(message);
  });

  it('is what nobody counts', () => {
    expect(refusal({}, Metrics.at())).toThrow(/\[shop\/api\] 'alerts.metrics' must say under which names/);
  });

  it('is what is scraped too seldom for a rate, but for what a mesh counts', () => {
    const interval = Duration.minutes(3);
    const of = (requests: RequestMetrics) => refusal({}, Metrics.at({ requests, interval }));
    expect(of(RequestMetrics.openTelemetryHttp())).toThrow(
      /'metrics.interval' must be at most 120 seconds where alerts go by the metrics, .*, got "180 seconds"; leave it out/,
    );
    expect(of(RequestMetrics.istio())).not.toThrow();
  });

  it('is to be told twice', () => {
    expect(() => render((chart) => {
      const api = serviceIn(chart, COUNTED);
      api.alertOn(ServiceAlerts.goldenSignals());
      api.alertOn(ServiceAlerts.goldenSignals());
    })).toThrow(/\[shop\/api\] 'alerts' must be given once, got .*; leave out one of the two calls/);
  });
});
