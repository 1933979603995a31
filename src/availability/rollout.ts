import { Duration } from 'cdk8s';
import { DeploymentStrategy, PercentOrAbsolute } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { fail } from '../internal/fail';
import { wholeSeconds } from '../internal/values/durations';
import { INT32_MAX } from '../internal/values/numbers';

const DEFAULT_PROGRESS_SECONDS = 600;
const SPARE_SECONDS = 300;

/** Options for `Rollout.of`. */
export interface RolloutOptions {
  /**
   * Pods above the wanted number while a new version comes up.
   *
   * In the manifest: Deployment `spec.strategy.rollingUpdate.maxSurge`.
   *
   * @default PercentOrAbsolute.absolute(1)
   */
  readonly maxSurge?: PercentOrAbsolute;

  /**
   * Pods below the wanted number while a new version comes up.
   *
   * In the manifest: Deployment `spec.strategy.rollingUpdate.maxUnavailable`.
   *
   * @default PercentOrAbsolute.absolute(0)
   */
  readonly maxUnavailable?: PercentOrAbsolute;

  /**
   * How long a new pod must stay ready before the next one is replaced.
   *
   * In the manifest: Deployment `spec.minReadySeconds`.
   *
   * @default Duration.seconds(5)
   */
  readonly minReady?: Duration;

  /**
   * How long a rollout may stand still before it counts as failed.
   *
   * In the manifest: Deployment `spec.progressDeadlineSeconds`.
   *
   * @default - ten minutes, or five more than the slow start of the probes or `minReady` where that is longer
   */
  readonly progressDeadline?: Duration;
}

/** What a rollout means for the manifest. @internal */
export interface RolloutFields {
  readonly strategy: DeploymentStrategy;
  readonly minReady: Duration;
  readonly progressDeadline: Duration;
}

/**
 * How a new version replaces the old one.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment
 */
export class Rollout {
  /** One pod at a time, and never one less than wanted. */
  public static safe(): Rollout {
    return new Rollout({});
  }

  /** All new pods at once beside the old ones: as quick as it gets without one less, for twice the room. */
  public static fast(): Rollout {
    return new Rollout({ maxSurge: PercentOrAbsolute.percent(100), minReady: Duration.seconds(0) });
  }

  /**
   * Numbers of your own.
   *
   * @param options the numbers
   */
  public static of(options: RolloutOptions): Rollout {
    return new Rollout(options);
  }

  private readonly maxSurge: PercentOrAbsolute;
  private readonly maxUnavailable: PercentOrAbsolute;
  private readonly minReady: Duration;

  private constructor(private readonly options: RolloutOptions) {
    this.maxSurge = options.maxSurge ?? PercentOrAbsolute.absolute(1);
    this.maxUnavailable = options.maxUnavailable ?? PercentOrAbsolute.absolute(0);
    this.minReady = options.minReady ?? Duration.seconds(5);
  }

  /** @internal */
  public _fields(scope: Construct, slowStartSeconds: number): RolloutFields {
    checkPart(scope, 'rollout.maxSurge', this.maxSurge);
    checkPart(scope, 'rollout.maxUnavailable', this.maxUnavailable);
    if (isZero(this.maxSurge) && isZero(this.maxUnavailable)) {
      const got = 'maxSurge 0 and maxUnavailable 0';
      fail(scope, { prop: 'rollout', must: 'let a pod be added or removed', got, remedy: 'raise one of the two' });
    }
    const ready = wholeSeconds(scope, { prop: 'rollout.minReady', value: this.minReady }, { min: 0, max: INT32_MAX });
    const progress = this.options.progressDeadline
      ?? Duration.seconds(Math.max(DEFAULT_PROGRESS_SECONDS, Math.max(slowStartSeconds, ready) + SPARE_SECONDS));
    wholeSeconds(scope, { prop: 'rollout.progressDeadline', value: progress }, { min: ready + 1, max: INT32_MAX });
    const { maxSurge, maxUnavailable, minReady } = this;
    return {
      strategy: DeploymentStrategy.rollingUpdate({ maxSurge, maxUnavailable }),
      minReady,
      progressDeadline: progress,
    };
  }

  /** Pods above `replicas`; percentages round up, as the Deployment controller does. @internal */
  public _surge(replicas: number): number {
    const { value } = this.maxSurge;
    return typeof value === 'number' ? value : Math.ceil((replicas * Number.parseInt(value, 10)) / 100);
  }
}

function isZero({ value }: PercentOrAbsolute): boolean {
  return value === 0 || value === '0%';
}

function checkPart(scope: Construct, prop: string, { value }: PercentOrAbsolute): void {
  const isPercent = typeof value === 'string';
  const number = isPercent ? Number(value.replace('%', '')) : value as number;
  const max = isPercent ? 100 : INT32_MAX;
  if (!Number.isInteger(number) || number < 0 || number > max) {
    const must = isPercent ? 'be a whole percentage from 0% to 100%' : 'be a whole number of pods, 0 or more';
    fail(scope, { prop, must, got: value, remedy: 'use PercentOrAbsolute.percent(25) or .absolute(1)' });
  }
}
