import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { StepPauses } from './step-pauses';
import { fail } from '../../internal/fail';
import { wholeSeconds } from '../../internal/values/durations';
import { checkInteger, INT32_MAX } from '../../internal/values/numbers';

const STEPS = [10, 25, 50];
const SHARE_RANGE = { min: 1, max: 99 };
const PAUSE_RANGE = { min: 1, max: INT32_MAX };

/** A share of the traffic, and how long it is held. */
export interface CanaryStep {
  readonly percent: number;
  /** Undefined until somebody promotes. */
  readonly pauseSeconds?: number;
}

/** What was said of the steps. */
interface GivenSteps {
  readonly steps?: readonly number[];
  readonly pauses: StepPauses;
}

/** The steps of a delivery, before all traffic; refuses those that go back, and pauses without a step. */
export function canarySteps(scope: Construct, { steps = STEPS, pauses }: GivenSteps): CanaryStep[] {
  checkSteps(scope, steps);
  const durations = pauses._of(steps.length);
  if (durations === undefined) return steps.map((percent) => ({ percent }));
  if (durations.length !== steps.length) {
    const remedy = 'give one for each step, or StepPauses.each(duration)';
    fail(scope, { prop: 'pauses', must: `be ${steps.length}, as there are steps`, got: durations.length, remedy });
  }
  return steps.map((percent, index) => ({ percent, pauseSeconds: pauseSeconds(scope, durations[index]) }));
}

function checkSteps(scope: Construct, steps: readonly number[]): void {
  if (steps.length === 0) {
    const remedy = 'leave it out, or write the percentages like [10, 50]';
    fail(scope, { prop: 'steps', must: 'hold a percentage', got: steps, remedy });
  }
  steps.forEach((value, index) => checkInteger(scope, { prop: `steps[${index}]`, value }, SHARE_RANGE));
  if (steps.every((step, index) => index === 0 || step > steps[index - 1])) return;
  const remedy = 'sort them, and leave out what stands twice';
  fail(scope, { prop: 'steps', must: 'grow from one to the next', got: steps, remedy });
}

function pauseSeconds(scope: Construct, value: Duration): number {
  return wholeSeconds(scope, { prop: 'pauses', value }, PAUSE_RANGE);
}
