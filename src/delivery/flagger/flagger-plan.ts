import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { FlaggerCanaryProps } from './flagger-canary-props';
import { fail } from '../../internal/fail';
import { inSeconds } from '../../internal/values/durations';
import { canarySteps } from '../strategy/canary-steps';
import { abortNumbers } from '../strategy/delivery-abort-numbers';
import { StepPauses } from '../strategy/step-pauses';
import { TrafficRouting } from '../strategy/traffic-routing';
import { checkRouting } from '../traffic/checked-routing';

const PAUSE = Duration.minutes(5);
/** What Flagger takes shorter ones for. */
const SHORTEST_SECONDS = 10;
/** Checks of a new version that gets all requests at once. */
const ITERATIONS = 3;

/** What Flagger does with a new version, checked. */
export interface FlaggerPlan {
  readonly routing: TrafficRouting;
  /** Percent of the traffic, one after the other; none where Flagger cannot divide it. */
  readonly weights: readonly number[];
  /** Checks instead of weights. */
  readonly iterations?: number;
  readonly intervalSeconds: number;
  readonly failures: number;
  /** Undefined where nothing was said. */
  readonly deadlineSeconds?: number;
}

/** What was asked for; refuses what Flagger cannot do, with the name of what can. */
export function flaggerPlan(scope: Construct, props: FlaggerCanaryProps): FlaggerPlan {
  const { routing = TrafficRouting.byReplicas(), pauses = StepPauses.each(PAUSE) } = props;
  checkJudged(scope, props);
  refuseForeign(scope, props, routing);
  checkCalled(scope, props, routing);
  checkRouting(scope, { routing });
  const steps = canarySteps(scope, { steps: props.steps, pauses });
  const seconds = steps.map(({ pauseSeconds = 0 }) => pauseSeconds);
  checkPauses(scope, seconds, props);
  const { failures, deadline } = abortNumbers(scope, props.abort);
  const isDivided = routing._kind !== 'replicas';
  return {
    routing,
    weights: isDivided ? steps.map(({ percent }) => percent) : [],
    iterations: isDivided ? undefined : ITERATIONS,
    intervalSeconds: seconds[0],
    failures,
    deadlineSeconds: deadline && inSeconds(deadline),
  };
}

/** Flagger waits for nobody: by the clock alone a bad version would get through. */
function checkJudged(scope: Construct, { analysis, webhooks = [] }: FlaggerCanaryProps): void {
  if (analysis !== undefined || webhooks.some(({ _judges }) => _judges)) return;
  const must = 'be given, or webhooks with an acceptance test, for Flagger waits for nobody';
  const remedy = 'judge it by DeliveryAnalysis.byObjectives(...), or use RolloutService';
  fail(scope, { prop: 'analysis', must, got: analysis, remedy });
}

function refuseForeign(scope: Construct, props: FlaggerCanaryProps, { _kind }: TrafficRouting): void {
  const { steps, pauses, abort, testers } = props;
  if (steps !== undefined && _kind === 'replicas') {
    const must = 'be left out by replicas, where Flagger gives a version all requests or none';
    const remedy = 'use TrafficRouting.gatewayApi() or TrafficRouting.istio(), or RolloutService or CanaryService';
    fail(scope, { prop: 'steps', must, got: steps, remedy });
  }
  if (pauses?._areUntilPromoted) {
    const must = 'end by themselves, for Flagger goes on as long as its checks pass';
    fail(scope, { prop: 'pauses', must, got: pauses, remedy: 'use StepPauses.each(duration), or RolloutService' });
  }
  if (abort?._options.keepFor !== undefined) {
    const must = 'be left out, for Flagger scales a version that failed to zero at once';
    const remedy = 'leave it out, or use RolloutService';
    fail(scope, { prop: 'abort.keepFor', must, got: abort._options.keepFor.toHumanString(), remedy });
  }
  if (testers === undefined) return;
  const must = 'be left out, for Flagger has either testers or weights';
  fail(scope, { prop: 'testers', must, got: testers.name, remedy: 'use RolloutService or CanaryService' });
}

/** A measurement without a value is one that failed, and by replicas nobody calls a version before it serves. */
function checkCalled(scope: Construct, props: FlaggerCanaryProps, { _kind }: TrafficRouting): void {
  const { analysis, webhooks = [] } = props;
  if (analysis === undefined || _kind !== 'replicas' || webhooks.some(({ _isLoad }) => _isLoad)) return;
  const must = 'hold a load test by replicas, where no user calls a version that is measured';
  const remedy = 'add FlaggerWebhook.loadTest(...), or use TrafficRouting.istio() or RolloutService';
  fail(scope, { prop: 'webhooks', must, got: webhooks.map(({ _name }) => _name), remedy });
}

/** Flagger checks once in each step: its pauses are the interval of its checks. */
function checkPauses(scope: Construct, seconds: readonly number[], { analysis }: FlaggerCanaryProps): void {
  if (seconds.some((one) => one !== seconds[0])) {
    const must = 'be all the same, for Flagger goes on in one rhythm';
    fail(scope, { prop: 'pauses', must, got: seconds, remedy: 'use StepPauses.each(duration), or RolloutService' });
  }
  if (seconds[0] < SHORTEST_SECONDS) {
    const must = `be ${SHORTEST_SECONDS} seconds at least, which Flagger takes shorter ones for`;
    fail(scope, { prop: 'pauses', must, got: `${seconds[0]} seconds`, remedy: 'give it a longer one' });
  }
  const interval = analysis?._options.interval;
  if (interval === undefined || inSeconds(interval) === seconds[0]) return;
  const must = `be left out, or ${seconds[0]} seconds as the pauses: Flagger measures once in each step`;
  const remedy = 'leave it out, or use RolloutService';
  fail(scope, { prop: 'analysis.interval', must, got: `${inSeconds(interval)} seconds`, remedy });
}
