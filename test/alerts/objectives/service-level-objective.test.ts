import { Chart, Duration } from 'cdk8s';
import * as fc from 'fast-check';
import {
  Metrics, MetricsFlavor, ProductionService, RequestMetrics, ServiceLevelObjective, ServiceLevelObjectiveOptions,
} from '../../../src';
import { ErrorBudget, PAGES, TICKETS } from '../../../src/alerts/objectives/burn-rates';
import { parseQuantity } from '../../../src/internal/values/quantity';
import { IMAGE, readYaml, render } from '../../support/render';
import { Manifest, MINORS, schemaProblems } from '../../support/schemas';

const OPERATOR = { metrics: MetricsFlavor.operator({ monitorLabels: { release: 'prom' } }) };
const COUNTED = Metrics.at({ requests: RequestMetrics.httpRequestsTotal() });

/**
 * What Sloth multiplies the error budget by, for each window of the alerts that it generates over thirty days.
 *
 * @see https://github.com/slok/sloth/blob/main/examples/_gen/getting-started.yml
 */
const SLOTH: readonly (readonly [window: string, factor: number])[] = [
  ['1h', 14.4], ['5m', 14.4], ['6h', 6], ['30m', 6], ['1d', 3], ['2h', 3], ['3d', 1], ['6h', 1],
];

/** The objects with rules of a service that makes promises. */
function promised(objectives: readonly ServiceLevelObjective[], metrics = COUNTED): Manifest[] {
  return render((chart) => {
    const api = serviceIn(chart, metrics);
    objectives.forEach((objective) => api.promise(objective));
  }, OPERATOR).filter(({ kind }) => kind === 'PrometheusRule');
}

function serviceIn(chart: Chart, metrics?: Metrics): ProductionService {
  return new ProductionService(chart, 'api', { image: IMAGE, port: 8080, metrics });
}

function availability(options: ServiceLevelObjectiveOptions = {}): Manifest {
  return promised([ServiceLevelObjective.availability(99.9, options)])[0];
}

function rule(object: Manifest, name: string): Manifest {
  return object.spec.groups.flatMap(({ rules }: Manifest) => rules)
    .find(({ alert, record }: Manifest) => [alert, record].includes(name));
}

function refusal(objective: ServiceLevelObjective, metrics?: Metrics): () => void {
  return () => void render((chart) => void serviceIn(chart, metrics).promise(objective));
}

describe('what is promised', () => {
  it('is one object for each objective, which the Prometheus selects', () => {
    const objects = promised([
      ServiceLevelObjective.availability(99.9), ServiceLevelObjective.latency(99, Duration.millis(500)),
    ]);
    expect(objects.map(({ metadata: { name, namespace, labels } }) => [name, namespace, labels.release])).toEqual([
      ['api-slo-availability', 'shop', 'prom'], ['api-slo-latency', 'shop', 'prom'],
    ]);
  });

  it('is recorded as the share of failures and of requests, and over each window of an alert', () => {
    const { spec: { groups: [{ name, interval, rules }] } } = availability();
    expect([name, interval]).toEqual(['slo-shop-api-availability', '1m']);
    expect(rules.flatMap(({ record = [] }: Manifest) => record)).toEqual([
      'slo:errors:rate5m', 'slo:requests:rate5m',
      ...['5m', '30m', '1h', '2h', '6h', '1d', '3d', '30d'].map((window) => `slo:sli_error:ratio_rate${window}`),
      'slo:objective:ratio', 'slo:error_budget:ratio', 'slo:time_period:days', 'slo:current_burn_rate:ratio',
      'slo:period_burn_rate:ratio', 'slo:period_error_budget_remaining:ratio',
    ]);
    expect(rules[1]).toEqual({
      record: 'slo:requests:rate5m',
      expr: 'sum(rate(http_requests_total{namespace="shop",job="api"}[5m]))',
      labels: { namespace: 'shop', service: 'api', slo: 'availability' },
    });
  });

  it('alerts as the workbook says', () => {
    expect(rule(availability(), 'ErrorBudgetBurnsFast')).toEqual({
      alert: 'ErrorBudgetBurnsFast',
      expr: [
        '(',
        '  slo:sli_error:ratio_rate1h{namespace="shop",service="api",slo="availability"} > 0.0144',
        '  and slo:sli_error:ratio_rate5m{namespace="shop",service="api",slo="availability"} > 0.0144',
        '  and sum_over_time(slo:errors:rate5m{namespace="shop",service="api",slo="availability"}[1h]) * 60 >= 10',
        ') or (',
        '  slo:sli_error:ratio_rate6h{namespace="shop",service="api",slo="availability"} > 0.006',
        '  and slo:sli_error:ratio_rate30m{namespace="shop",service="api",slo="availability"} > 0.006',
        '  and sum_over_time(slo:errors:rate5m{namespace="shop",service="api",slo="availability"}[6h]) * 60 >= 10',
        ')',
      ].join('\n'),
      labels: { namespace: 'shop', service: 'api', slo: 'availability', severity: 'critical' },
      annotations: {
        summary: 'shop/api fails so often that its error budget is soon spent.',
        description: '{{ $value | humanizePercentage }} of its requests miss the objective. Promised is that 99.9% of '
          + 'requests succeed, over 30 days. First see what changed last, and take it back.',
        runbook_url: 'https://github.com/cdk8s-preflight/cdk8s-preflight/blob/main/docs/runbooks/objectives.md'
          + '#errorbudgetburnsfast',
      },
    });
  });

  it.each(MINORS)('is what the operator takes, on %s', (minor) => {
    expect(schemaProblems(minor, availability())).toEqual([]);
  });

  it('is a rule file where there is no operator', () => {
    const objects = render((chart) => void serviceIn(chart, COUNTED).promise(ServiceLevelObjective.availability(99)));
    const file = objects.find(({ metadata }) => metadata.name === 'api-slo-availability')!.data;
    expect(readYaml(file['api-slo-availability.rules.yaml'])[0].groups).toHaveLength(1);
  });
});

describe('a latency objective', () => {
  it('counts what is above the boundary, in the unit of the histogram', () => {
    const written = (requests: RequestMetrics) => rule(
      promised([ServiceLevelObjective.latency(99, Duration.millis(250), { metrics: requests })])[0],
      'slo:errors:rate5m',
    ).expr;
    expect(written(RequestMetrics.openTelemetryHttp())).toBe(
      'sum(rate(http_server_request_duration_seconds_count{namespace="shop",job="api"}[5m]))'
      + ' - sum(rate(http_server_request_duration_seconds_bucket{namespace="shop",job="api",le="0.25"}[5m]))',
    );
  });

  it.each([
    [0.25, 'le=~"250|250\\\\.0"'],
    [0.0005, 'le="0.5"'],
    [999.999, 'le=~"999999|999999\\\\.0"'],
    [1000, 'le=~"1000000|1000000\\\\.0|1e\\\\+06"'],
    [1800, 'le=~"1800000|1800000\\\\.0|1\\\\.8e\\\\+06"'],
    [1234.5675, 'le=~"1234567\\\\.5|1\\\\.2345675e\\\\+06"'],
    [86_400, 'le=~"86400000|86400000\\\\.0|8\\\\.64e\\\\+07"'],
  ])('finds the boundary however Prometheus spells it: %d seconds in milliseconds', (seconds, expected) => {
    const below = Duration.millis(seconds * 1000);
    const boundaries = [below];
    const conventions = [
      RequestMetrics.istio({ boundaries }), RequestMetrics.openTelemetryGrpc({ legacy: true, boundaries }),
    ];
    for (const metrics of conventions) {
      const [object] = promised([ServiceLevelObjective.latency(99, below, { metrics })]);
      expect(rule(object, 'slo:errors:rate5m').expr).toContain(expected);
    }
  });

  it('says the time in its texts', () => {
    const [object] = promised([ServiceLevelObjective.latency(99, Duration.millis(250))]);
    expect(rule(object, 'ErrorBudgetLow').annotations.description)
      .toContain('99% of requests are answered within {{ humanizeDuration 0.25 }}');
  });
});

describe('the props', () => {
  it('name it', () => {
    expect(availability({ name: 'checkout' }).metadata.name).toBe('api-slo-checkout');
  });

  it('give it another period', () => {
    const object = availability({ days: 28 });
    expect(rule(object, 'slo:time_period:days').expr).toBe('vector(28)');
    expect(rule(object, 'ErrorBudgetBurnsFast').expr).toContain('> 0.01344');
  });

  it('let fewer failures alert', () => {
    expect(rule(availability({ minimumFailures: 3 }), 'ErrorBudgetBurnsFast').expr).toContain('* 60 >= 3\n');
  });

  it('link to other pages', () => {
    const object = availability({ runbook: 'https://wiki/slo', dashboard: 'https://g/d/1' });
    expect(rule(object, 'ErrorBudgetLow').annotations)
      .toMatchObject({ runbook_url: 'https://wiki/slo#errorbudgetlow', dashboard_url: 'https://g/d/1' });
  });

  it('link to the dashboard that the platform has', () => {
    const objects = render((chart) => void serviceIn(chart, COUNTED).promise(ServiceLevelObjective.availability(99)), {
      ...OPERATOR, dashboards: 'https://g/{namespace}/{service}',
    });
    const rules = objects.find(({ kind }) => kind === 'PrometheusRule')!;
    expect(rule(rules, 'ErrorBudgetLow').annotations.dashboard_url).toBe('https://g/shop/api');
  });

  it('are left out where that is said, with the reason', () => {
    const object = availability({ omit: { ObjectiveHasNoData: 'nobody calls it at night' } });
    const names = (one: Manifest) => one.spec.groups[0].rules.flatMap(({ alert = [] }: Manifest) => alert);
    expect(names(object)).toEqual(names(availability()).filter((name: string) => name !== 'ObjectiveHasNoData'));
    expect(object.metadata.annotations).toEqual({ 'preflight/omitted.ObjectiveHasNoData': 'nobody calls it at night' });
  });

  it('say how requests are counted where the workload does not', () => {
    const metrics = RequestMetrics.linkerd();
    const objects = promised([ServiceLevelObjective.availability(99, { metrics })], Metrics.at());
    expect(rule(objects[0], 'slo:requests:rate5m').expr)
      .toBe('sum(rate(response_total{direction="inbound",namespace="shop",deployment="api"}[5m]))');
  });
});

describe('what cannot be promised', () => {
  it.each([
    ['everything', ServiceLevelObjective.availability(100), /'objective.percent' must be from 85 to 99.9999, got 100;/],
    ['a share', ServiceLevelObjective.availability(0.999), /must be from .*, got 0.999; write it in percent: 99.9$/],
    ['next to nothing', ServiceLevelObjective.availability(9.99), /'objective.percent' must be from 85 to 99.9999/],
    ['a boundary that is none', ServiceLevelObjective.latency(99, Duration.millis(300)),
      /'objective.below' must be one of the boundaries .* 0.25, 0.5,.* got 0.3;/],
    ['a short period', ServiceLevelObjective.availability(99, { days: 7 }), /'objective.days' must be .* from 28 to 31/],
    ['no failure', ServiceLevelObjective.availability(99, { minimumFailures: 0 }), /'objective.minimumFailures' must/],
    ['a name of nothing', ServiceLevelObjective.availability(99, { name: 'A b' }), /'objective.name' must/],
    ['to leave out an alert that there is not',
      ServiceLevelObjective.availability(99, { omit: { ObjectiveHasNoDate: 'nobody calls it' } }),
      /'objective.omit' must name alerts that there are, got "ObjectiveHasNoDate"; did you mean ObjectiveHasNoData\?/],
    ['to leave one out without a reason', ServiceLevelObjective.availability(99, { omit: { ErrorBudgetLow: ' ' } }),
      /'objective.omit.ErrorBudgetLow' must say why/],
  ])('is %s', (_, objective, message) => {
    expect(refusal(objective, COUNTED)).toThrow(message);
  });

  it('is what nobody counts', () => {
    expect(refusal(ServiceLevelObjective.availability(99))).toThrow(/\[shop\/api\] 'objective.metrics' must say under/);
  });

  it('is the same twice', () => {
    expect(() => promised([ServiceLevelObjective.availability(99), ServiceLevelObjective.availability(99.9)]))
      .toThrow(/'objective.name' must be promised once, got "availability"; leave out one/);
  });
});

describe('the arithmetic', () => {
  const budgetOf = (percent: number, days = 30) => new ErrorBudget(parseQuantity(String(percent))!, days);

  it('is that of the workbook', () => {
    const thresholds = [...PAGES, ...TICKETS].map((rate) => budgetOf(99.9).threshold(rate));
    expect(thresholds).toEqual(['0.0144', '0.006', '0.003', '0.001']);
  });

  it.each([85, 95, 99, 99.5, 99.9, 99.95, 99.99])('is what Sloth publishes, number by number: %d%%', (percent) => {
    const object = promised([ServiceLevelObjective.availability(percent)])[0];
    const thresholds = ['ErrorBudgetBurnsFast', 'ErrorBudgetBurnsSlowly'].flatMap((name) => (
      [...rule(object, name).expr.matchAll(/ratio_rate(\w+)\{[^}]*\} > ([\d.]+)/g)]
        .map(([, window, text]) => [window, Number(text)])
    ));
    const expected = SLOTH.map(([window, factor]) => [window, factor * (1 - percent / 100)])
      .filter(([, share]) => Number(share) < 1);
    expect(thresholds.map(([window]) => window)).toEqual(expected.map(([window]) => window));
    thresholds.forEach(([, share], index) => expect(share).toBeCloseTo(Number(expected[index][1]), 9));
    expect(Number(/[\d.]+/.exec(rule(object, 'slo:error_budget:ratio').expr)![0])).toBeCloseTo(1 - percent / 100, 9);
  });

  it('is exact where binary fractions are not', () => {
    expect([99.9, 99.95, 99.99, 99.999, 95].map((percent) => budgetOf(percent).share))
      .toEqual(['0.001', '0.0005', '0.0001', '0.00001', '0.05']);
  });

  it('leaves out a rate that more than all requests would have to fail for', () => {
    const [{ spec }] = promised([ServiceLevelObjective.availability(90)]);
    expect(rule({ spec } as Manifest, 'ErrorBudgetBurnsFast').expr).not.toContain('ratio_rate1h');
  });

  it('leaves a page to every objective that is taken', () => {
    fc.assert(fc.property(fc.integer({ min: 85_000, max: 99_999 }), fc.integer({ min: 28, max: 31 }), (share, days) => {
      const budget = budgetOf(share / 1000, days);
      expect(PAGES.some((rate) => budget.canBurn(rate))).toBe(true);
      const [fast, slow] = PAGES.map((rate) => Number(budget.threshold(rate)));
      expect(fast).toBeGreaterThan(slow);
      expect(slow / Number(budget.share)).toBeCloseTo((0.05 * days * 24) / 6, 5);
    }));
  });
});
