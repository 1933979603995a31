import { MetricsFlavor, RequestMetrics, RolloutService, ServiceAlerts } from '../src';
import { checkRules, InputSeries, testRules } from './harness/alerts/promtool';
import { IMAGE, only, render } from '../test/support/render';

/** What the controller of Argo Rollouts counts of one of its own, as its metrics are called. */
const OF_WEB = 'namespace="shop",name="web"';
const ABOUT_THE_CONTROLLER = ['ServiceDown', 'RolloutDegraded'];
const RULES = JSON.stringify(only(render((chart) => {
  const alerts = ServiceAlerts.goldenSignals({ metrics: RequestMetrics.openTelemetryHttp() });
  new RolloutService(chart, 'web', { image: IMAGE }).alertOn(alerts);
}, { metrics: MetricsFlavor.operator(), ownership: { team: 'shop' } }), 'PrometheusRule').spec);

describe('the alerts of a service that Argo Rollouts delivers', () => {
  it('are rules that promtool takes', () => {
    expect(checkRules(RULES)).toBe('');
  });

  it.each<[string, Partial<Counted>, readonly string[]]>([
    ['all is well', {}, []],
    ['no pod is available', { available: 0 }, ['ServiceDown']],
    ['no pod is wanted', { desired: 0, available: 0 }, []],
    ['a version was taken back', { phase: 'Degraded' }, ['RolloutDegraded']],
    ['a version waits to be promoted', { phase: 'Paused' }, []],
    ['another one has no pod', { of: 'namespace="shop",name="api"', available: 0, phase: 'Degraded' }, []],
  ])('fire, and do not, where %s', (_, counted, firing) => {
    expect(firingOf(counted, 6)).toEqual(firing);
  });

  it('wait for what may mend itself', () => {
    expect(firingOf({ available: 0, phase: 'Degraded' }, 4)).toEqual([]);
  });
});

interface Counted {
  readonly of: string;
  readonly desired: number;
  readonly available: number;
  readonly phase: string;
}

/** Those of the two that fire after some minutes of the same. */
function firingOf(counted: Partial<Counted>, minute: number): readonly string[] {
  return ABOUT_THE_CONTROLLER.filter((alertname) => testRules(RULES, {
    interval: '1m',
    input_series: seriesOf(counted),
    alert_rule_test: [],
    promql_expr_test: [{
      eval_time: `${minute}m`,
      expr: `count by (alertname) (ALERTS{alertname="${alertname}",alertstate="firing"})`,
      exp_samples: [{ labels: `{alertname="${alertname}"}`, value: 1 }],
    }],
  }) === '');
}

function seriesOf({ of = OF_WEB, desired = 3, available = 3, phase = 'Healthy' }: Partial<Counted>): InputSeries[] {
  const series = {
    [`rollout_info{${of},phase="${phase}",strategy="canary"}`]: 1,
    [`rollout_info_replicas_desired{${of}}`]: desired,
    [`rollout_info_replicas_available{${of}}`]: available,
  };
  return Object.entries(series).map(([name, value]) => ({ series: name, values: `${value}x30` }));
}
