import { Duration } from 'cdk8s';
import { Metrics, MetricsFlavor, ProductionService, RequestMetrics, ServiceLevelObjective } from '../src';
import { checkRules, InputSeries, storedBoundary, testRules } from './harness/alerts/promtool';
import { COUNTINGS } from './harness/alerts/requests';
import { counter, Phase, traffic } from './harness/alerts/traffic';
import { IMAGE, readYaml, render } from '../test/support/render';

const RUNBOOK = 'https://github.com/cdk8s-preflight/cdk8s-preflight/blob/main/docs/runbooks/objectives.md';
const OWN = { namespace: 'shop', service: 'api', slo: 'availability' };
const SERIES = 'namespace="shop",job="api"';
const MESH_SERIES = 'reporter="destination",destination_workload_namespace="shop",destination_workload="api"';
const HOUR = 60;
const DAY = 24 * HOUR;
/** Of 99.9%, and how many requests there are in a minute where there is nothing to say of it. */
const BUDGET = 0.001;
const BUSY = 6000;
/** Longer than each window of an alert. */
const WELL: Phase = { minutes: 3.5 * DAY, requestsPerMinute: BUSY, failing: 0 };

/** Where there was no traffic to speak of before. */
const EVERY_BURN = ['ErrorBudgetBurnsFast', 'ErrorBudgetBurnsSlowly', 'ErrorBudgetExhausted'];

const HOSTILE = RequestMetrics.httpRequestsTotal({ labels: { job: 'a"b\\{{ $x }}\n' } });

const AVAILABILITY = rulesOf(ServiceLevelObjective.availability(99.9));
const LATENCY = rulesOf(ServiceLevelObjective.latency(99, Duration.seconds(1)));
const LONG_LATENCY = rulesOf(ServiceLevelObjective.latency(99, Duration.minutes(30)), RequestMetrics.istio());

/** What is looked at, after what. */
interface Given {
  readonly rules: string;
  readonly series: readonly InputSeries[];
  /** Minutes from one evaluation to the next. Failures are counted as if it were one, as a Prometheus has it. */
  readonly every?: number;
}

/** The rule file of what a service promises, under the operator. */
function rulesOf(objective: ServiceLevelObjective, requests = RequestMetrics.httpRequestsTotal()): string {
  const objects = render((chart) => {
    const api = new ProductionService(chart, 'api', { image: IMAGE, port: 8080, metrics: Metrics.at({ requests }) });
    api.promise(objective);
  }, { metrics: MetricsFlavor.operator(), ownership: { team: 'shop' } });
  return JSON.stringify(objects.find(({ kind }) => kind === 'PrometheusRule')!.spec);
}

/** What fires at each of some minutes after days in which all was well. */
function expectFiring(phases: readonly Phase[], firing: Record<number, readonly string[]>): void {
  const series = traffic('http_requests_total', SERIES, [WELL, ...phases]);
  expectAlerts({ rules: AVAILABILITY, series }, Object.fromEntries(
    Object.entries(firing).map(([minute, alerts]) => [WELL.minutes + Number(minute), alerts]),
  ));
}

function expectAlerts({ rules, series, every = 10 }: Given, firing: Record<number, readonly string[]>): void {
  const alerts = readYaml(rules)[0].groups.flatMap((group: any) => group.rules).filter((rule: any) => 'alert' in rule);
  // Between two evaluations nothing fires, whatever it is like.
  expect(Object.keys(firing).filter((minute) => Number(minute) % every !== 0)).toEqual([]);
  expect(testRules(rules, {
    interval: '1m',
    evaluation: `${every}m`,
    input_series: series,
    alert_rule_test: [],
    promql_expr_test: Object.entries(firing).map(([minute, names]) => ({
      eval_time: `${minute}m`,
      expr: 'count by (alertname, severity) (ALERTS{alertstate="firing"})',
      exp_samples: alerts.filter(({ alert }: any) => names.includes(alert)).map(({ alert, labels }: any) => (
        { labels: `{alertname="${alert}", severity="${labels.severity}"}`, value: 1 }
      )),
    })),
  })).toBe('');
}

describe('the rules of an objective', () => {
  it.each(COUNTINGS)('have nothing that promtool would complain of: $name', ({ metrics }) => {
    expect(checkRules(rulesOf(ServiceLevelObjective.availability(99.9), metrics))).toBe('');
    expect(checkRules(rulesOf(ServiceLevelObjective.latency(99, Duration.seconds(1)), metrics))).toBe('');
  });

  it('hold what users write', () => {
    expect(checkRules(rulesOf(ServiceLevelObjective.availability(99.9), HOSTILE))).toBe('');
  });
});

describe('over thirty days', () => {
  it('pages when 2% of the budget are spent within an hour, and not before', () => {
    const burning = { minutes: 70, requestsPerMinute: BUSY, failing: 14.5 * BUDGET };
    expectFiring([burning, { ...WELL, minutes: HOUR }], {
      0: [], 50: [], 70: ['ErrorBudgetBurnsFast'], 80: [],
    });
  });

  it('is silent at half of that', () => {
    expectFiring([{ minutes: 2 * HOUR, requestsPerMinute: BUSY, failing: 7.2 * BUDGET }], { 60: [], 110: [] });
  });

  it('pages when 5% of the budget are spent within six hours', () => {
    const burning = { minutes: 6.5 * HOUR, requestsPerMinute: BUSY, failing: 6.1 * BUDGET };
    expectFiring([burning], { 340: [], 370: ['ErrorBudgetBurnsFast'] });
  });

  it('writes a ticket when 10% of the budget are spent within three days, and is silent at half of that', () => {
    const days = { minutes: 3 * DAY + 3 * HOUR, requestsPerMinute: BUSY };
    expectFiring([{ ...days, failing: 1.02 * BUDGET }], {
      [3 * DAY - 5 * HOUR]: [], [3 * DAY + HOUR]: ['ErrorBudgetBurnsSlowly'],
    });
    expectFiring([{ ...days, failing: 0.5 * BUDGET }], { [DAY]: [], [3 * DAY + HOUR]: [] });
  });

  it('writes a ticket when 10% of the budget are spent within a day', () => {
    expectFiring([{ minutes: DAY + 2 * HOUR, requestsPerMinute: BUSY, failing: 3.05 * BUDGET }], {
      [DAY - 2 * HOUR]: [], [DAY + HOUR]: ['ErrorBudgetBurnsSlowly'],
    });
  });

  it('tells what is left of the budget, and that nothing is', () => {
    const expectAfter = (failing: number, names: readonly string[]) => {
      const days = { minutes: 30 * DAY, requestsPerMinute: BUSY, failing };
      const series = traffic('http_requests_total', SERIES, [days]);
      expectAlerts({ rules: AVAILABILITY, series, every: HOUR }, { [29 * DAY]: names });
    };
    expectAfter(0.74 * BUDGET, []);
    expectAfter(0.76 * BUDGET, ['ErrorBudgetLow']);
    expectAfter(1.01 * BUDGET, ['ErrorBudgetBurnsSlowly', 'ErrorBudgetExhausted']);
  });
});

describe('a service that hardly anybody calls', () => {
  const quiet = (failing: number, minutes: number) => ({ minutes, requestsPerMinute: 0.5, failing });
  const expectQuiet = (failing: number, firing: Record<number, readonly string[]>) => {
    const series = traffic('http_requests_total', SERIES, [quiet(0, DAY), quiet(failing, 2 * HOUR)]);
    expectAlerts({ rules: AVAILABILITY, series, every: 1 }, firing);
  };

  it('alerts nobody of a few failures', () => {
    expectQuiet(0.02, { [DAY + HOUR]: [], [DAY + 110]: [] });
  });

  it('alerts when they are more than a few', () => {
    expectQuiet(0.5, { [DAY]: [], [DAY + HOUR]: EVERY_BURN });
  });

  it('alerts nobody of no request at all', () => {
    expectFiring([{ minutes: DAY, requestsPerMinute: 0, failing: 0 }], { 60: [], [DAY]: [] });
  });
});

describe('a service that is called for the first time', () => {
  const expectFirst = (failures: number, firing: Record<number, readonly string[]>) => {
    const series = [['200', '0+1x4 4x60'], ['503', `0x2 ${failures}x60`]].map(([code, values]) => (
      { series: `http_requests_total{${SERIES},code="${code}"}`, values }
    ));
    expectAlerts({ rules: AVAILABILITY, series, every: 1 }, firing);
  };

  it.each([1, 9])('alerts nobody of a few failures, however few requests there are: %d', (failures) => {
    expectFirst(failures, { 3: [], 4: [], 5: [], 6: [], 8: [], 20: [], 30: [], 59: [] });
  });

  it('alerts when they are more than a few', () => {
    expectFirst(15, { 2: [], 8: ['ErrorBudgetBurnsFast', 'ErrorBudgetBurnsSlowly'], 30: EVERY_BURN });
  });
});

describe('a service that nobody counts', () => {
  const OTHERS = 'namespace="shop",job="other"';

  it('is told of after a quarter of an hour, and by nothing else', () => {
    const series = traffic('http_requests_total', OTHERS, [{ minutes: HOUR, requestsPerMinute: BUSY, failing: 1 }]);
    expectAlerts({ rules: AVAILABILITY, series }, { 10: [], 20: ['ObjectiveHasNoData'] });
  });

  it('is told of where the histogram has no such boundary', () => {
    const labels = `${SERIES},le="2.5"`;
    const values = counter([{ minutes: HOUR, requestsPerMinute: BUSY, failing: 0 }], () => BUSY);
    const series = [
      { series: `http_request_duration_seconds_bucket{${labels}}`, values },
      { series: `http_request_duration_seconds_count{${SERIES}}`, values },
    ];
    expectAlerts({ rules: LATENCY, series }, { 20: ['ObjectiveHasNoData'] });
  });
});

describe('requests that take too long', () => {
  it.each([
    ['1', LATENCY, `http_request_duration_seconds_%{${SERIES}`],
    ['1800000', LONG_LATENCY, `istio_request_duration_milliseconds_%{${MESH_SERIES}`],
  ])('are those above the boundary, as it is scraped and as Prometheus writes it: %s', (scraped, rules, histogram) => {
    const minutes = 70;
    const values = (perMinute: number) => counter([{ minutes, requestsPerMinute: BUSY, failing: 0 }], () => perMinute);
    const slow = (le: string, share: number) => [
      { series: `${histogram.replace('%', 'bucket')},le="${le}"}`, values: values(BUSY * (1 - share)) },
      { series: `${histogram.replace('%', 'count')}}`, values: values(BUSY) },
    ];
    for (const le of [scraped, storedBoundary(scraped)]) {
      expectAlerts({ rules, series: slow(le, 0.15) }, { 60: EVERY_BURN });
      expectAlerts({ rules, series: slow(le, 0.005) }, { 60: [] });
    }
  });

  it('have boundaries that Prometheus writes otherwise than it scrapes them', () => {
    expect(['1', '1800000', '0.25'].map(storedBoundary)).toEqual(['1.0', '1.8e+06', '0.25']);
  });
});

describe('what people read', () => {
  const PROMISE = 'Promised is that 99.9% of requests succeed, over 30 days.';
  const failing = (share: number) => (
    traffic('http_requests_total', SERIES, [{ minutes: 70, requestsPerMinute: BUSY, failing: share }])
  );

  it.each<[string, readonly InputSeries[], string, string, string]>([
    ['ErrorBudgetBurnsFast', failing(0.02), 'critical',
      'shop/api fails so often that its error budget is soon spent.',
      `2% of its requests miss the objective. ${PROMISE} First see what changed last, and take it back.`],
    ['ErrorBudgetBurnsSlowly', failing(0.02), 'warning',
      'shop/api fails more often than it may.',
      `2% of its requests miss the objective. ${PROMISE} If it goes on, the budget is spent before the period is `
      + 'over.'],
    ['ErrorBudgetExhausted', failing(0.0015), 'warning',
      'shop/api has spent its error budget.',
      `${PROMISE} 150% of the budget is spent. Until it has grown again, what makes the service more reliable comes `
      + 'before what is new.'],
    ['ErrorBudgetLow', failing(0.0008), 'info',
      'shop/api has 20% of its error budget left.',
      `${PROMISE} What is risky may better wait until the budget has grown again.`],
    ['ObjectiveHasNoData', [], 'warning',
      'Nobody knows whether shop/api keeps its objective availability.',
      'There are no series under the names and labels that the objective reads. First see whether somebody has called '
      + 'the service yet, for many series begin with the first request, then whether Prometheus scrapes the pods, and '
      + 'whether the metrics are called as the objective says.'],
  ])('of %s names the service, the share and the promise', (...said) => {
    const [alertname, input_series, severity, summary, description] = said;
    const runbook_url = `${RUNBOOK}#${alertname.toLowerCase()}`;
    expect(testRules(AVAILABILITY, {
      interval: '1m',
      evaluation: '5m',
      input_series,
      alert_rule_test: [{
        eval_time: '65m',
        alertname,
        exp_alerts: [{
          exp_labels: { ...OWN, severity, team: 'shop' },
          exp_annotations: { summary, description, runbook_url, owner: 'shop' },
        }],
      }],
    })).toBe('');
  });
});
