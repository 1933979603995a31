import { Duration } from 'cdk8s';
import { checked } from '../../internal/signatures/checked';

/** Options for `DeliveryAbort.after`. */
export interface DeliveryAbortOptions {
  /**
   * How long the pods of the version that was taken back are kept, for a look at them. Whole seconds.
   *
   * @default - 30 seconds; where they share a Service with those of the old version, they end at once
   */
  readonly keepFor?: Duration;

  /**
   * How long the delivery may stand still before it is taken back. Whole seconds.
   *
   * @default - ten minutes, or five more than it takes until a version that is switched is judged where that is longer
   */
  readonly deadline?: Duration;
}

const FAILURES = 3;

/** When a new version is taken back, and what becomes of its pods. */
@checked
export class DeliveryAbort {
  /**
   * Takes it back after so many measurements that failed.
   *
   * @param failures how many, from 1 to 100
   * @param options how long it may stand still, and how long its pods are kept
   */
  public static after(failures: number, options: DeliveryAbortOptions = {}): DeliveryAbort {
    return new DeliveryAbort(failures, options);
  }

  /** What is done where nothing is said. @internal */
  public static _default(): DeliveryAbort {
    return new DeliveryAbort(FAILURES, {});
  }

  private constructor(
    /** How many measurements may fail until it is taken back. @internal */
    public readonly _failures: number,
    /** @internal */
    public readonly _options: DeliveryAbortOptions,
  ) {}
}
