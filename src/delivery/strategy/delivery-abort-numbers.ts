import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { DeliveryAbort } from './delivery-abort';
import { wholeSeconds } from '../../internal/values/durations';
import { checkInteger, INT32_MAX } from '../../internal/values/numbers';

const KEPT = Duration.seconds(30);
const FAILURES = { min: 1, max: 100 };
// Of none the controller of Argo Rollouts takes it that pods are kept for good.
const SECONDS = { min: 1, max: INT32_MAX };

/** When a version is taken back, in numbers. */
export interface AbortNumbers {
  readonly failures: number;
  readonly keepSeconds: number;
  /** Undefined where nothing was said. */
  readonly deadline?: Duration;
}

/** When a version is taken back; refuses numbers that are none. */
export function abortNumbers(scope: Construct, abort: DeliveryAbort = DeliveryAbort._default()): AbortNumbers {
  const { _failures: failures, _options: { keepFor = KEPT, deadline } } = abort;
  checkInteger(scope, { prop: 'abort.failures', value: failures }, FAILURES);
  if (deadline !== undefined) {
    wholeSeconds(scope, { prop: 'abort.deadline', value: deadline }, { min: 1, max: INT32_MAX });
  }
  return { failures, keepSeconds: wholeSeconds(scope, { prop: 'abort.keepFor', value: keepFor }, SECONDS), deadline };
}
