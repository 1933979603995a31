import { Deployment, HorizontalPodAutoscaler, Metric, MetricTarget } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { recordFewReplicas } from './enough-replicas';
import { fail } from '../internal/fail';
import { OptOut } from '../internal/manifest/waiver-annotations';
import { objectMetadata, WorkloadContext } from '../internal/manifest/workload-context';
import { checked } from '../internal/signatures/checked';
import { checkInteger, COUNT_RANGE, PERCENT_RANGE } from '../internal/values/numbers';
import { Platform } from '../platform/platform';

const DEFAULT_MAX = 10;
const DEFAULT_CPU_PERCENT = 70;

/** Options for `Autoscaling.onCpu`. */
export interface CpuAutoscalingOptions {
  /**
   * Replicas at least.
   *
   * In the manifest: HorizontalPodAutoscaler `spec.minReplicas`.
   *
   * @default - what the platform's environment keeps, three in production
   */
  readonly min?: number;

  /**
   * Replicas at most.
   *
   * In the manifest: HorizontalPodAutoscaler `spec.maxReplicas`.
   *
   * @default - 10, or twice the minimum where that is more
   */
  readonly max?: number;

  /**
   * CPU that pods should use on average, in percent of what they request.
   *
   * In the manifest: HorizontalPodAutoscaler `spec.metrics[0].resource.target.averageUtilization`.
   *
   * @default 70
   */
  readonly targetPercent?: number;
}

/** Other bounds than those that were given, and why. @internal */
export interface ReplicaBounds {
  readonly min: number;
  /** That of the scaling itself where it is left out. */
  readonly max?: number;
  readonly reason: string;
}

/** How many pods run. @internal */
export interface ReplicaRange {
  readonly min: number;
  readonly max: number;
  /** The number where none may change it; undefined where an autoscaler owns it. */
  readonly fixed?: number;
}

/**
 * How many replicas a workload runs.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
 */
@checked
export class Autoscaling {
  /**
   * Scales on CPU.
   *
   * @param options the bounds and the target
   */
  public static onCpu(options: CpuAutoscalingOptions = {}): Autoscaling {
    return new Autoscaling(options, undefined, undefined);
  }

  /**
   * Runs a fixed number of replicas. The reason is recorded as a waiver, where the pods declare a port.
   *
   * @example
   *
   * Autoscaling.none('one writer by design', 1);
   *
   * @param reason why the number must not follow the load
   * @param replicas how many; what the platform's environment keeps where it is left out, three in production
   */
  public static none(reason: string, replicas?: number): Autoscaling {
    return new Autoscaling({}, { reason }, replicas);
  }

  /** The same way to scale, between other bounds; not at all where there are to be no pods. @internal */
  public static _between(scaling: Autoscaling, bounds: ReplicaBounds): Autoscaling {
    const { options, optOut, fixed } = scaling;
    const bounded = new Autoscaling(options, optOut, fixed);
    bounded.bounds = bounds;
    return bounded;
  }

  private bounds?: ReplicaBounds;

  private constructor(
    private readonly options: CpuAutoscalingOptions,
    private readonly optOut: OptOut | undefined,
    private readonly fixed: number | undefined,
  ) {}

  /** How many run where nobody says otherwise; refuses impossible numbers. @internal */
  public _bounds(scope: Construct): Omit<ReplicaRange, 'fixed'> {
    const { min, max } = this.range({ scope });
    this.check({ scope }, { min, max });
    return { min, max };
  }

  /**
   * How many run; refuses impossible numbers and records what is left undone.
   *
   * @param context of the workload
   * @param isCalled whether its pods declare a port for others than Prometheus: else nobody asks for an autoscaler
   * @internal
   */
  public _replicas(context: WorkloadContext, isCalled: () => boolean): ReplicaRange {
    const range = this.range(context);
    this.check(context, range);
    const optOut = this.optOut ?? (range.fixed === undefined ? undefined : this.bounds);
    if (optOut !== undefined) {
      context.waivers.addOptOut('scaling', 'has-autoscaler', { reason: optOut.reason, isAsked: isCalled });
    }
    recordFewReplicas(context, range.min, this.fewReplicasReason());
    return range;
  }

  /** The HorizontalPodAutoscaler; none where the number is fixed. @internal */
  public _autoscaler(context: WorkloadContext, target: Deployment): HorizontalPodAutoscaler | undefined {
    const { min, max, fixed } = this.range(context);
    if (fixed !== undefined) return undefined;
    return new HorizontalPodAutoscaler(context.scope, 'Autoscaler', {
      metadata: objectMetadata(context),
      target,
      minReplicas: min,
      maxReplicas: max,
      metrics: [Metric.resourceCpu(MetricTarget.averageUtilization(this.targetPercent))],
    });
  }

  private range(context: Pick<WorkloadContext, 'scope'>): ReplicaRange {
    const given = this.given(context);
    if (this.bounds === undefined) return given;
    const { min, max = given.max } = this.bounds;
    const isFixed = min === max || min === 0 || given.fixed !== undefined;
    return { min, max: Math.max(min, max), ...(isFixed ? { fixed: min } : {}) };
  }

  private given({ scope }: Pick<WorkloadContext, 'scope'>): ReplicaRange {
    const min = this.fixed ?? this.options.min ?? Platform.of(scope).environment.minReplicas;
    if (this.optOut !== undefined) return { min, max: min, fixed: min };
    return { min, max: this.options.max ?? Math.min(Math.max(DEFAULT_MAX, 2 * min), COUNT_RANGE.max) };
  }

  private check({ scope }: Pick<WorkloadContext, 'scope'>, { min, max }: Omit<ReplicaRange, 'fixed'>): void {
    const minProp = this.optOut === undefined ? 'scaling.min' : 'scaling.replicas';
    if (this.bounds === undefined) checkInteger(scope, { prop: minProp, value: min }, COUNT_RANGE);
    checkInteger(scope, { prop: 'scaling.max', value: max }, COUNT_RANGE);
    checkInteger(scope, { prop: 'scaling.targetPercent', value: this.targetPercent }, PERCENT_RANGE);
    if (min > max) {
      fail(scope, { prop: 'scaling.max', must: `be at least the minimum, ${min}`, got: max, remedy: 'raise it' });
    }
  }

  private get targetPercent(): number {
    return this.options.targetPercent ?? DEFAULT_CPU_PERCENT;
  }

  /** Undefined where the environment chose. */
  private fewReplicasReason(): string | undefined {
    if (this.bounds !== undefined) return this.bounds.reason;
    if (this.optOut !== undefined) return this.optOut.reason;
    const { min } = this.options;
    return min === undefined ? undefined : `the minimum of ${min} was chosen for this workload`;
  }
}
