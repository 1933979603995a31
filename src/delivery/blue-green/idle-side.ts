import { Construct } from 'constructs';
import { Autoscaling } from '../../availability/autoscaling';
import { fail } from '../../internal/fail';
import { checked } from '../../internal/signatures/checked';
import { checkInteger, COUNT_RANGE } from '../../internal/values/numbers';

const IS_ZERO = 'the side that does not serve is scaled to zero until it is needed';
const IS_REDUCED = 'the side that does not serve has pods for testers alone';

/** How many pods the side has that does not serve. */
@checked
export class IdleSide {
  /** As many as the one that serves has at least: a switch, and its way back, may come at any time. */
  public static full(): IdleSide {
    return new IdleSide(undefined);
  }

  /**
   * A few, for testers. Give it `full()`, and wait until it is ready, before a switch.
   *
   * @param replicas how many at least, no more than the minimum of the side that serves
   */
  public static reduced(replicas: number): IdleSide {
    return new IdleSide(replicas);
  }

  /** None. Give it `full()`, and wait until it is ready, before a switch: a Service without pods answers nobody. */
  public static zero(): IdleSide {
    return new IdleSide(0);
  }

  private constructor(private readonly replicas: number | undefined) {}

  /** Refuses numbers that are none. @internal */
  public _check(scope: Construct, scaling: Autoscaling): void {
    if (this.replicas === undefined || this.replicas === 0) return;
    checkInteger(scope, { prop: 'idle.replicas', value: this.replicas }, COUNT_RANGE);
    const { min } = scaling._bounds(scope);
    if (this.replicas <= min) return;
    const must = `be at most ${min}, as many as the other side has at least`;
    fail(scope, { prop: 'idle.replicas', must, got: this.replicas, remedy: 'use IdleSide.full()' });
  }

  /** How it is scaled. @internal */
  public _scaled(scaling: Autoscaling): Autoscaling {
    if (this.replicas === undefined) return scaling;
    return Autoscaling._between(scaling, { min: this.replicas, reason: this.replicas === 0 ? IS_ZERO : IS_REDUCED });
  }
}
