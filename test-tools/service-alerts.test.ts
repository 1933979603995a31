import { Size } from 'cdk8s';
import {
  Metrics, MetricsFlavor, PlatformProps, ProductionService, RequestMetrics, ServiceAlerts, ServiceAlertsOptions,
  StatefulService,
} from '../src';
import { availabilitySeries, AvailabilityState } from './harness/alerts/availability';
import { checkRules, InputSeries, testRules } from './harness/alerts/promtool';
import { Counting, COUNTINGS, Requests, requestSeries, undeliveredSeries } from './harness/alerts/requests';
import { containerSeries, scalerSeries } from './harness/alerts/saturation';
import { IMAGE, readYaml, render } from '../test/support/render';

const RUNBOOK = 'https://wiki.example.com/services';
const DASHBOARD = 'https://grafana.example.com/d/api';
const OWNERSHIP = { team: 'shop', owner: 'jane' };
const OPERATOR: PlatformProps = { ownership: OWNERSHIP, metrics: MetricsFlavor.operator() };
const [HTTP] = COUNTINGS;
const WELL: Requests = { minutes: 120, requestsPerMinute: 600, failing: 0, slow: 0 };

/** What an alert says beside its links. */
type Said = readonly [severity: string, summary: string, description: string];

/** When rules are looked at, after what. */
interface Moment {
  readonly rules: string;
  readonly series: readonly InputSeries[];
  readonly minute: number;
}

/** The rule file of a service. */
function rulesOf(metrics: RequestMetrics, options: ServiceAlertsOptions = {}, platform = OPERATOR): string {
  const objects = render((chart) => {
    const requests = Metrics.at({ requests: metrics });
    const api = new ProductionService(chart, 'api', { image: IMAGE, port: 8080, metrics: requests });
    api.alertOn(ServiceAlerts.goldenSignals({ runbook: RUNBOOK, dashboard: DASHBOARD, ...options }));
  }, platform);
  const { data, spec } = objects.find(({ metadata }) => metadata.name === 'api-alerts')!;
  return data?.['api-alerts.rules.yaml'] ?? JSON.stringify(spec);
}

/** The rule file of a service with names and volumes of its own for each pod. */
function rulesOfStore(): string {
  const objects = render((chart) => {
    const store = new StatefulService(chart, 'api', {
      image: IMAGE,
      ports: [{ name: 'http', containerPort: 8080 }],
      claims: [{ mountPath: '/data', size: Size.gibibytes(1) }],
      metrics: Metrics.at({ requests: HTTP.metrics }),
    });
    store.alertOn(ServiceAlerts.goldenSignals({ runbook: RUNBOOK, dashboard: DASHBOARD }));
  }, OPERATOR);
  return JSON.stringify(objects.find(({ metadata }) => metadata.name === 'api-alerts')!.spec);
}

function alertNames(rules: string): string[] {
  return readYaml(rules)[0].groups.flatMap((group: any) => group.rules.map(({ alert }: any) => alert));
}

/** What fires at a minute, with every label and text; all else is silent. */
function expectSaid({ rules, series, minute }: Moment, said: Record<string, Said>): void {
  expect(testRules(rules, {
    interval: '1m',
    input_series: series,
    alert_rule_test: alertNames(rules).map((alertname) => ({
      eval_time: `${minute}m`,
      alertname,
      exp_alerts: alertname in said ? [raised(alertname, said[alertname])] : [],
    })),
  })).toBe('');
}

function raised(alert: string, [severity, summary, description]: Said) {
  return {
    exp_labels: { namespace: 'shop', service: 'api', severity, ...OWNERSHIP },
    exp_annotations: {
      summary, description, runbook_url: `${RUNBOOK}#${alert.toLowerCase()}`, dashboard_url: DASHBOARD, owner: 'jane',
    },
  };
}

const DOWN: Record<string, Said> = {
  ServiceDown: ['critical', 'shop/api has no pod that is available.',
    '3 should be, and for five minutes none has been: nobody is served. First see what changed last, and take it back; '
    + 'then read the events and the logs of its pods.'],
};
const ERRORS = (share: string): Record<string, Said> => ({
  ServiceErrorRateHigh: ['critical', `${share} of the requests to shop/api fail.`,
    'More than 5% have failed for five minutes. First see what changed last, and take it back; then read the logs of '
    + 'what fails.'],
});
const SLOW = (share: string): Record<string, Said> => ({
  ServiceLatencyHigh: ['warning', `${share} of the requests to shop/api are slow.`,
    'They take longer than 1s, and more than 5% have done so for ten minutes. First see whether the service has '
    + 'enough CPU, then which of those that it calls is slow.'],
});
const DROPPED = (perMinute: number): Record<string, Said> => ({
  ServiceTrafficDropped: ['warning', 'Requests to shop/api have stopped, or nearly so.',
    `${perMinute} arrive in a minute now, less than a tenth of those an hour ago. First see whether its pods are `
    + 'ready, then whether something in front of it fails: DNS, certificates, the ingress controller, or those that '
    + 'call it. A load that ends on schedule looks the same.'],
});
const NOT_COUNTED: Record<string, Said> = {
  ServiceNotCounted: ['warning', 'Nothing counts the requests to shop/api, or how long they take.',
    'There are no such series, so that other alerts about its requests cannot fire. First see whether somebody has '
    + 'called it yet, for many series begin with the first request, then whether Prometheus scrapes the pods, and '
    + 'whether the metrics are called as the alerts read them, with a bucket that ends at 1s.'],
};
const MEMORY = (share: string): Record<string, Said> => ({
  ServiceMemoryNearLimit: ['warning', `A container of shop/api uses ${share} of its memory limit.`,
    'It has been above 90% for a quarter of an hour; at the limit it is killed. First see whether its use grows '
    + 'without end, and give it more memory where it does not.'],
});
const THROTTLED = (share: string): Record<string, Said> => ({
  ServiceCpuThrottled: ['warning', `A container of shop/api is throttled in ${share} of all periods.`,
    'It has been more than 25% for a quarter of an hour: requests wait though the node may have CPU to spare. First '
    + 'raise its CPU limit, or leave it out.'],
});
const AT_MAXIMUM: Record<string, Said> = {
  ServiceAtMaximumScale: ['warning', 'shop/api cannot grow beyond its 10 replicas.',
    'Its autoscaler has wanted as many as it may have for a quarter of an hour: more load will slow it down. First see '
    + 'whether the load is meant, then raise the maximum, and the quota of the namespace with it.'],
};

const during = (change: Partial<Requests>): Requests[] => [{ ...WELL, minutes: 40, ...change }];

describe.each(COUNTINGS)('a service that counts its requests as $name', (counting: Counting) => {
  const rules = rulesOf(counting.metrics);
  const expectAfter = (phases: readonly Requests[], minute: number, said: Record<string, Said>) => (
    expectSaid({ rules, series: requestSeries(counting, phases), minute }, said)
  );

  it('has rules that promtool has nothing against, in both forms', () => {
    expect(checkRules(rules)).toBe('');
    expect(checkRules(rulesOf(counting.metrics, {}, { ownership: OWNERSHIP }))).toBe('');
  });

  it('is well', () => {
    expectAfter([WELL], 110, {});
  });

  it('tells of failures, and not of a few', () => {
    expectAfter(during({ failing: 0.051 }), 15, ERRORS('5.1%'));
    expectAfter(during({ failing: 0.049 }), 35, {});
  });

  it('tells of delays, and not of a few', () => {
    expectAfter(during({ slow: 0.051 }), 20, SLOW('5.1%'));
    expectAfter(during({ slow: 0.049 }), 35, {});
  });

  it('tells nothing of requests that nobody counts, but that', () => {
    expectSaid({ rules, series: [], minute: 14 }, {});
    expectSaid({ rules, series: [], minute: 15 }, NOT_COUNTED);
  });

  it.each<[string, (series: string) => boolean]>([
    ['under which name requests are timed', (series) => !series.startsWith(`${counting.histogram}_`)],
    ['which of them took a second at most', (series) => !series.includes(`le="${counting.second}"`)],
  ])('tells where nobody knows %s', (_, isKnown) => {
    const series = requestSeries(counting, during({ slow: 1 })).filter((one) => isKnown(one.series));
    expectSaid({ rules, series, minute: 14 }, {});
    expectSaid({ rules, series, minute: 15 }, NOT_COUNTED);
  });

  it('takes a service that is counted and not called for one that is well', () => {
    expectAfter(during({ requestsPerMinute: 0 }), 35, {});
  });
});

describe('with a floor of traffic', () => {
  const rules = rulesOf(HTTP.metrics);
  const quiet = (requestsPerMinute: number, change: Partial<Requests>) => (
    requestSeries(HTTP, during({ requestsPerMinute, ...change }))
  );

  it('nobody is told below it', () => {
    expectSaid({ rules, series: quiet(29, { failing: 1, slow: 1 }), minute: 35 }, {});
  });

  it('both are told from there on', () => {
    const series = quiet(31, { failing: 1, slow: 1 });
    expectSaid({ rules, series, minute: 35 }, { ...ERRORS('100%'), ...SLOW('100%') });
  });

  it('what hardly anybody called may end', () => {
    const [before, after] = [{ ...WELL, requestsPerMinute: 29 }, { ...WELL, minutes: 30, requestsPerMinute: 0 }];
    expectSaid({ rules, series: requestSeries(HTTP, [before, after]), minute: 136 }, {});
  });
});

describe('traffic that ends', () => {
  const rules = rulesOf(HTTP.metrics);
  const then = (requestsPerMinute: number) => requestSeries(HTTP, [WELL, { ...WELL, minutes: 30, requestsPerMinute }]);

  it('is told when less than a tenth is left, and not before', () => {
    expectSaid({ rules, series: then(59), minute: 136 }, DROPPED(59));
    expectSaid({ rules, series: then(61), minute: 136 }, {});
  });

  it('is told for nothing where a load ends on schedule, so nobody is woken', () => {
    const [idle, load] = [0, 60].map((requestsPerMinute) => ({ ...WELL, minutes: 60, requestsPerMinute }));
    expectSaid({ rules, series: requestSeries(HTTP, [idle, load, idle]), minute: 145 }, DROPPED(0));
  });

  it('is told when the pods are gone with their metrics', () => {
    expectSaid({ rules, series: requestSeries(HTTP, [WELL], 30), minute: 136 }, DROPPED(0));
  });
});

describe.each([
  ['Istio', 'response_code="503"'], ['Istio with gRPC', 'response_code="200",grpc_response_status="14"'],
])('under %s', (name, code) => {
  const counting = COUNTINGS.find((one) => one.name === name)!;
  const rules = rulesOf(counting.metrics);

  it('callers that reach no pod wake somebody', () => {
    const gone = requestSeries(counting, [{ ...WELL, minutes: 30 }], 60);
    const series = [...gone, ...undeliveredSeries(code, { minutes: 30, requestsPerMinute: 600 })];
    expectSaid({ rules, series, minute: 40 }, ERRORS('100%'));
  });

  it('some that reach none are of those that were asked', () => {
    const series = [
      ...requestSeries(counting, [WELL]), ...undeliveredSeries(code, { minutes: 30, requestsPerMinute: 30 }),
    ];
    expectSaid({ rules, series, minute: 80 }, {});
  });

  it('clients that go away tell nothing', () => {
    const left = `istio_requests_total{${counting.labels},response_code="0",response_flags="DC"}`;
    const series = [...requestSeries(counting, [WELL]), { series: left, values: '0+60x120' }];
    expectSaid({ rules, series, minute: 60 }, {});
  });
});

describe('what others do', () => {
  it('is not taken for it', () => {
    const others = COUNTINGS.filter(({ labels }) => labels === HTTP.labels)
      .map((counting) => ({ ...counting, labels: 'namespace="shop",job="api-v2"' }));
    const series = others.flatMap((counting) => requestSeries(counting, during({ failing: 1, slow: 1 })));
    expectSaid({ rules: rulesOf(HTTP.metrics), series, minute: 15 }, NOT_COUNTED);
  });
});

describe.each(['deployment', 'statefulset'] as const)('a %s', (kind) => {
  const rules = kind === 'deployment' ? rulesOf(HTTP.metrics) : rulesOfStore();
  const well = requestSeries(HTTP, [WELL]);
  const expectState = (state: AvailabilityState, minute: number, said: Record<string, Said>) => (
    expectSaid({ rules, series: [...well, ...availabilitySeries(kind, state)], minute }, said)
  );

  it('is down without any pod that is available', () => {
    const crashes = { wanted: '3x120', available: '3x29 0x60' };
    expectState(crashes, 34, {});
    expectState(crashes, 35, DOWN);
    expectState({ wanted: '3x120', available: '1x120' }, 60, {});
  });

  it('is not down where nobody wants it', () => {
    expectState({ wanted: '3x29 0x60', available: '3x29 0x60' }, 60, {});
  });

  it('is not down before its first rollout may end', () => {
    const isNew = { wanted: '3x120', available: '0x120', created: 0 };
    expectState(isNew, 14, {});
    expectState(isNew, 15, DOWN);
  });

  it('is not down where nobody knows', () => {
    expectSaid({ rules, series: well, minute: 60 }, {});
    const stale = { wanted: '3x29 stale', available: '0x29 stale' };
    expectState(stale, 29, DOWN);
    expectState(stale, 60, {});
  });

  it('wakes somebody once where its pods are gone with their metrics', () => {
    const dead = { wanted: '3x240', available: '3x120 0x120' };
    const series = [...requestSeries(HTTP, [WELL], 120), ...availabilitySeries(kind, dead)];
    expectSaid({ rules, series, minute: 180 }, { ...DOWN, ...DROPPED(0), ...NOT_COUNTED });
  });
});

describe('what is about to run out', () => {
  const rules = rulesOf(HTTP.metrics);
  const well = requestSeries(HTTP, during({}));
  const expectUsed = (series: readonly InputSeries[], minute: number, said: Record<string, Said>) => (
    expectSaid({ rules, series: [...well, ...series], minute }, said)
  );

  it('is memory, of one container', () => {
    expectUsed(containerSeries({ memory: 91, limit: 100 }), 15, MEMORY('91%'));
    expectUsed(containerSeries({ memory: 90, limit: 100 }), 35, {});
  });

  it('is no memory where it has no bound', () => {
    expectUsed(containerSeries({ memory: 91, limit: 0 }), 35, {});
  });

  it('is CPU, of one container', () => {
    expectUsed(containerSeries({ throttled: 26 }), 17, THROTTLED('26%'));
    expectUsed(containerSeries({ throttled: 25 }), 35, {});
  });

  it('is the number of replicas, where there may be more', () => {
    expectUsed(scalerSeries({ desired: 10, min: 3, max: 10 }), 15, AT_MAXIMUM);
    expectUsed(scalerSeries({ desired: 9, min: 3, max: 10 }), 35, {});
    expectUsed(scalerSeries({ desired: 10, min: 10, max: 10 }), 35, {});
  });

  it('is nothing of pods with nearly the same name', () => {
    expectUsed(['api-v2-5d4f8c7b9-x2x4z', 'api-0', 'my-api-5d4f8c7b9-x2x4z'].flatMap((pod) => (
      containerSeries({ pod, memory: 100, limit: 100, throttled: 90 })
    )), 35, {});
  });
});

describe('every alert', () => {
  it('fires in a case above', () => {
    const said = [DOWN, ERRORS(''), SLOW(''), DROPPED(0), NOT_COUNTED, MEMORY(''), THROTTLED(''), AT_MAXIMUM];
    expect(alertNames(rulesOf(HTTP.metrics))).toEqual(said.flatMap((one) => Object.keys(one)));
  });
});
