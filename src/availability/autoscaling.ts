import { Deployment, HorizontalPodAutoscaler, Metric, MetricTarget } from 'cdk8s-plus-28';
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

  private constructor(
    private readonly options: CpuAutoscalingOptions,
    private readonly optOut: OptOut | undefined,
    private readonly fixed: number | undefined,
  ) {}

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
    if (this.optOut !== undefined) {
      context.waivers.addOptOut('scaling', 'has-autoscaler', { ...this.optOut, isAsked: isCalled });
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

  private range({ scope }: WorkloadContext): ReplicaRange {
    const min = this.fixed ?? this.options.min ?? Platform.of(scope).environment.minReplicas;
    if (this.optOut !== undefined) return { min, max: min, fixed: min };
    return { min, max: this.options.max ?? Math.min(Math.max(DEFAULT_MAX, 2 * min), COUNT_RANGE.max) };
  }

  private check({ scope }: WorkloadContext, { min, max }: ReplicaRange): void {
    const minProp = this.optOut === undefined ? 'scaling.min' : 'scaling.replicas';
    checkInteger(scope, { prop: minProp, value: min }, COUNT_RANGE);
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
    if (this.optOut !== undefined) return this.optOut.reason;
    const { min } = this.options;
    return min === undefined ? undefined : `the minimum of ${min} was chosen for this workload`;
  }
}
