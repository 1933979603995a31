import { Duration } from 'cdk8s';
import { DeploymentStrategy, PercentOrAbsolute } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { checkPodShare, isZeroShare } from './pod-share';
import { progressSeconds } from './rollout-time';
import { fail } from '../internal/fail';
import { OptOut } from '../internal/manifest/waiver-annotations';
import { WorkloadContext } from '../internal/manifest/workload-context';
import { checked } from '../internal/signatures/checked';
import { wholeSeconds } from '../internal/values/durations';
import { INT32_MAX } from '../internal/values/numbers';

const DEADLINE = 'rollout.progressDeadline';

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

/** How long a rollout may take that waits for more than its pods. @internal */
export interface RolloutPatience {
  /** Undefined where nothing else was said. */
  readonly deadline?: Duration;
  /** The prop by which it was said. */
  readonly prop: string;
  /** For how long it stands still although all is well. */
  readonly standstillSeconds?: number;
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
@checked
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

  /**
   * Stops all old pods, and starts new ones once they are gone: each rollout is an outage, for what must never run
   * twice. The reason is recorded as a waiver.
   *
   * Needed where a pod keeps a volume that one node, or one pod, may mount: a surge would wait for ever for what the
   * old pod holds. Run one replica then. StatefulService gives each pod a volume of its own instead.
   *
   * In the manifest: Deployment `spec.strategy.type`.
   *
   * @example
   *
   * new ProductionService(chart, 'wiki', {
   *   image: 'ghcr.io/acme/wiki:2.1.0',
   *   scaling: Autoscaling.none('one writer by design', 1),
   *   rollout: Rollout.recreate('two writers would corrupt the index'),
   * });
   *
   * @param reason why old and new pods must not run at the same time
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#recreate-deployment
   */
  public static recreate(reason: string): Rollout {
    return new Rollout({}, { reason });
  }

  /** The same, given up after another time. @internal */
  public static _within(rollout: Rollout, patience: RolloutPatience): Rollout {
    const { deadline } = patience;
    const options = deadline === undefined ? rollout.options : { ...rollout.options, progressDeadline: deadline };
    return new Rollout(options, rollout.optOut, patience);
  }

  private readonly maxSurge: PercentOrAbsolute;
  private readonly maxUnavailable: PercentOrAbsolute;
  private readonly minReady: Duration;

  private constructor(
    private readonly options: RolloutOptions,
    private readonly optOut?: OptOut,
    private readonly patience: RolloutPatience = { prop: DEADLINE },
  ) {
    this.maxSurge = options.maxSurge ?? PercentOrAbsolute.absolute(1);
    this.maxUnavailable = options.maxUnavailable ?? PercentOrAbsolute.absolute(0);
    this.minReady = options.minReady ?? Duration.seconds(5);
  }

  /** Refuses impossible numbers and records an opt-out. @internal */
  public _fields({ scope, waivers }: WorkloadContext, slowStartSeconds: number): RolloutFields {
    if (this.optOut !== undefined) waivers.addOptOut('rollout', 'rolls-out-gradually', this.optOut);
    const strategy = this.strategy(scope);
    const { minReady } = this;
    const ready = wholeSeconds(scope, { prop: 'rollout.minReady', value: minReady }, { min: 0, max: INT32_MAX });
    const { deadline, prop, standstillSeconds = 0 } = this.patience;
    const least = Math.max(ready, standstillSeconds);
    const progressDeadline = this.options.progressDeadline
      ?? Duration.seconds(progressSeconds(Math.max(slowStartSeconds, least)));
    const said = deadline === undefined ? DEADLINE : prop;
    wholeSeconds(scope, { prop: said, value: progressDeadline }, { min: least + 1, max: INT32_MAX });
    return { strategy, minReady, progressDeadline };
  }

  /** How many pods more, or less, there may be; undefined where all are stopped first. @internal */
  public get _rollingUpdate(): { maxSurge: unknown; maxUnavailable: unknown } | undefined {
    if (this.optOut !== undefined) return undefined;
    return { maxSurge: this.maxSurge.value, maxUnavailable: this.maxUnavailable.value };
  }

  /** Pods above `replicas`; percentages round up, as the Deployment controller does. @internal */
  public _surge(replicas: number): number {
    if (this.optOut !== undefined) return 0;
    const { value } = this.maxSurge;
    return typeof value === 'number' ? value : Math.ceil((replicas * Number.parseInt(value, 10)) / 100);
  }

  private strategy(scope: Construct): DeploymentStrategy {
    if (this.optOut !== undefined) return DeploymentStrategy.recreate();
    const { maxSurge, maxUnavailable } = this;
    checkPodShare(scope, 'rollout.maxSurge', maxSurge);
    checkPodShare(scope, 'rollout.maxUnavailable', maxUnavailable);
    if (isZeroShare(maxSurge) && isZeroShare(maxUnavailable)) {
      const got = 'maxSurge 0 and maxUnavailable 0';
      fail(scope, { prop: 'rollout', must: 'let a pod be added or removed', got, remedy: 'raise one of the two' });
    }
    return DeploymentStrategy.rollingUpdate({ maxSurge, maxUnavailable });
  }
}
