import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { Judging, judgingOf } from './judging';
import { RolloutServiceProps } from './rollout-service-props';
import { BlueGreenRolloutOptions } from './rollout-strategy';
import { fail } from '../../internal/fail';
import { wholeSeconds } from '../../internal/values/durations';
import { checkInteger, COUNT_RANGE, INT32_MAX } from '../../internal/values/numbers';
import { SHORTLY_KEPT_SECONDS } from '../../pods/actual-demand';
import { CanaryStep, canarySteps } from '../strategy/canary-steps';
import { AbortNumbers, abortNumbers } from '../strategy/delivery-abort-numbers';
import { StepPauses } from '../strategy/step-pauses';
import { TrafficRouting } from '../strategy/traffic-routing';
import { checkRouting } from '../traffic/checked-routing';

const PAUSE = Duration.minutes(5);
const OLD_KEPT = Duration.minutes(10);
// Of none the controller takes it that pods are kept for good.
const SECONDS = { min: 1, max: INT32_MAX };

/** What a Rollout does with a new version, checked. */
export interface RolloutPlan {
  readonly routing: TrafficRouting;
  readonly abort: AbortNumbers;
  /** None where nobody judges it. */
  readonly judging?: Judging;
  /** How many versions may have pods at once where each has all of its own: an old one is kept for a while. */
  readonly mostVersions: number;
  /** None where it is switched. */
  readonly steps: readonly CanaryStep[];
  /** None where it comes in steps. */
  readonly blueGreen?: Required<Pick<BlueGreenRolloutOptions, 'autoPromotion'>> & {
    readonly previewReplicas?: number;
    readonly scaleDownSeconds: number;
  };
}

/** What was asked for; refuses what a Rollout cannot do. */
export function rolloutPlan(scope: Construct, props: RolloutServiceProps): RolloutPlan {
  const { strategy, routing = TrafficRouting.byReplicas(), analysis } = props;
  // The clock alone would let a bad version through.
  const { pauses = analysis === undefined ? StepPauses.untilPromoted() : StepPauses.each(PAUSE) } = props;
  const abort = abortNumbers(scope, props.abort);
  const blueGreen = strategy?._blueGreen;
  const isAwaited = blueGreen !== undefined;
  const judging = analysis && judgingOf(scope, { analysis, failures: abort.failures, isAwaited });
  const isOldKept = blueGreen !== undefined || abort.keepSeconds > SHORTLY_KEPT_SECONDS;
  const common = { routing, abort, judging, mostVersions: isOldKept ? 3 : 2 };
  checkDeadline(scope, common);
  if (blueGreen !== undefined) return { ...common, steps: [], blueGreen: switched(scope, props, blueGreen) };
  checkRouting(scope, { routing, testers: props.testers });
  refuseKept(scope, props, routing);
  const steps = canarySteps(scope, { steps: props.steps, pauses });
  checkJudged(scope, steps, judging);
  return { ...common, steps };
}

/** The controller goes on while it measures, and lets a version through that it had no time to judge. */
function checkJudged(scope: Construct, steps: readonly CanaryStep[], judging: Judging | undefined): void {
  if (judging === undefined) return;
  const seconds = steps.reduce((all, { pauseSeconds = Infinity }) => all + pauseSeconds, 0);
  const { failures, secondsToFail } = judging;
  if (seconds > secondsToFail) return;
  const must = `last more than ${secondsToFail} seconds in all, until when ${failures} measurements may have failed`;
  const remedy = 'lengthen them, or shorten analysis.interval';
  fail(scope, { prop: 'pauses', must, got: `${seconds} seconds`, remedy });
}

/** The controller takes a version back at its deadline, whether or not it is being judged. */
function checkDeadline(scope: Construct, plan: Pick<RolloutPlan, 'abort' | 'judging'>): void {
  const { abort: { deadline }, judging } = plan;
  const { awaitedSeconds = 0 } = judging ?? {};
  if (deadline === undefined || deadline.toSeconds() > awaitedSeconds) return;
  const must = `be above the ${awaitedSeconds} seconds for which a version is judged before it goes on`;
  const remedy = 'raise it, or shorten analysis.interval';
  fail(scope, { prop: 'abort.deadline', must, got: deadline.toHumanString(), remedy });
}

/** Without Services of their own the pods of a version are its share. */
function refuseKept(scope: Construct, { abort }: RolloutServiceProps, { _kind }: TrafficRouting): void {
  const keepFor = abort?._options.keepFor;
  if (keepFor === undefined || _kind !== 'replicas') return;
  const must = 'be left out by replicas, where a version that is taken back keeps its share as long as it has pods';
  const remedy = 'use routing: TrafficRouting.gatewayApi() or TrafficRouting.istio(), or RolloutStrategy.blueGreen()';
  fail(scope, { prop: 'abort.keepFor', must, got: keepFor.toHumanString(), remedy });
}

/** Refuses a preview that no quota holds. */
export function checkPreview(scope: Construct, { blueGreen }: RolloutPlan, max: number): void {
  const { previewReplicas: value } = blueGreen ?? {};
  if (value === undefined) return;
  checkInteger(scope, { prop: 'strategy.previewReplicas', value }, { ...COUNT_RANGE, max });
}

function switched(scope: Construct, props: RolloutServiceProps, options: BlueGreenRolloutOptions) {
  const { autoPromotion = false, previewReplicas, scaleDownDelay = OLD_KEPT } = options;
  const [stepwise] = (['steps', 'pauses', 'testers', 'routing'] as const).filter((name) => props[name] !== undefined);
  if (stepwise !== undefined) {
    const must = 'be left out where RolloutStrategy.blueGreen() gives all requests at once';
    const remedy = 'leave it out, or use RolloutStrategy.canary()';
    fail(scope, { prop: stepwise, must, got: props[stepwise], remedy });
  }
  const scaleDownSeconds = wholeSeconds(scope, { prop: 'strategy.scaleDownDelay', value: scaleDownDelay }, SECONDS);
  return { autoPromotion, previewReplicas, scaleDownSeconds };
}
