import { Construct } from 'constructs';
import { CanaryServiceProps } from './canary-service-props';
import { fail } from '../../internal/fail';
import { checkInteger } from '../../internal/values/numbers';
import { canarySteps } from '../strategy/canary-steps';
import { StepPauses } from '../strategy/step-pauses';
import { TrafficRouting } from '../strategy/traffic-routing';
import { checkRouting } from '../traffic/checked-routing';

const ENGINES = 'RolloutService or FlaggerCanary';

/** How far a canary has come, and what divides the traffic. */
export interface CanaryPlan {
  readonly routing: TrafficRouting;
  /** The share of the step that is on, in percent, whether or not there is a canary. */
  readonly percent: number;
}

/** What was asked for; refuses what only a controller does, and what the platform does not route. */
export function canaryPlan(scope: Construct, props: CanaryServiceProps): CanaryPlan {
  const { pauses = StepPauses.untilPromoted(), routing = TrafficRouting.byReplicas(), step = 1 } = props;
  checkEngine(scope, props);
  const steps = canarySteps(scope, { steps: props.steps, pauses });
  checkInteger(scope, { prop: 'step', value: step }, { min: 1, max: steps.length });
  checkRouting(scope, { routing, testers: props.testers });
  return { routing, percent: steps[step - 1].percent };
}

/** Without a controller nothing goes on by itself, and nothing is taken back. */
function checkEngine(scope: Construct, { analysis, abort, pauses }: CanaryServiceProps): void {
  if (analysis !== undefined) {
    const must = 'be left out, for no controller judges a CanaryService';
    fail(scope, { prop: 'analysis', must, got: analysis, remedy: `use ${ENGINES}` });
  }
  if (abort !== undefined) {
    const must = 'be left out, for no controller takes a CanaryService back';
    fail(scope, { prop: 'abort', must, got: abort, remedy: `use ${ENGINES}` });
  }
  if (pauses === undefined || pauses._areUntilPromoted) return;
  const must = 'be StepPauses.untilPromoted(), for no controller goes on with a CanaryService';
  fail(scope, { prop: 'pauses', must, got: pauses, remedy: `change step yourself, or use ${ENGINES}` });
}
