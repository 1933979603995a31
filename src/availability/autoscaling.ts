import { Deployment, HorizontalPodAutoscaler, Metric, MetricTarget } from 'cdk8s-plus-28';
import { fail } from '../internal/fail';
import { objectMetadata, WorkloadContext } from '../internal/manifest/workload-context';
import { CheckIds, OptOut } from '../internal/manifest/waiver-annotations';
import { checkInteger, COUNT_RANGE, PERCENT_RANGE } from '../internal/values/numbers';
import { Platform } from '../platform/platform';

const ENOUGH_REPLICAS = 3;
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

/**
 * How many replicas a workload runs.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
 */
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
   * Runs a fixed number of replicas. The reason is recorded as a waiver.
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

  /** The fixed number; undefined where an autoscaler owns it. @internal */
  public _replicas(context: WorkloadContext): number | undefined {
    return this.optOut === undefined ? undefined : this._min(context);
  }

  /** @internal */
  public _min({ scope }: WorkloadContext): number {
    return this.fixed ?? this.options.min ?? Platform.of(scope).environment.minReplicas;
  }

  /** @internal */
  public _max(context: WorkloadContext): number {
    const min = this._min(context);
    if (this.optOut !== undefined) return min;
    return this.options.max ?? Math.min(Math.max(DEFAULT_MAX, 2 * min), COUNT_RANGE.max);
  }

  /** Refuses impossible numbers and records what is left undone. @internal */
  public _check(context: WorkloadContext): void {
    const { scope, waivers } = context;
    const min = this._min(context);
    const max = this._max(context);
    const minProp = this.optOut === undefined ? 'scaling.min' : 'scaling.replicas';
    checkInteger(scope, { prop: minProp, value: min }, COUNT_RANGE);
    checkInteger(scope, { prop: 'scaling.max', value: max }, COUNT_RANGE);
    checkInteger(scope, { prop: 'scaling.targetPercent', value: this.targetPercent }, PERCENT_RANGE);
    if (min > max) {
      fail(scope, { prop: 'scaling.max', must: `be at least the minimum, ${min}`, got: max, remedy: 'raise it' });
    }
    if (this.optOut !== undefined) waivers.addOptOut('scaling', CheckIds.AUTOSCALER, this.optOut);
    if (min < ENOUGH_REPLICAS) waivers.add({ checkId: CheckIds.REPLICAS, reason: this.fewReplicasReason(context) });
  }

  /** The HorizontalPodAutoscaler; none where the number is fixed. @internal */
  public _autoscaler(context: WorkloadContext, target: Deployment): HorizontalPodAutoscaler | undefined {
    if (this.optOut !== undefined) return undefined;
    return new HorizontalPodAutoscaler(context.scope, 'Autoscaler', {
      metadata: objectMetadata(context),
      target,
      minReplicas: this._min(context),
      maxReplicas: this._max(context),
      metrics: [Metric.resourceCpu(MetricTarget.averageUtilization(this.targetPercent))],
    });
  }

  private get targetPercent(): number {
    return this.options.targetPercent ?? DEFAULT_CPU_PERCENT;
  }

  private fewReplicasReason(context: WorkloadContext): string {
    if (this.optOut !== undefined) return this.optOut.reason;
    const { name, minReplicas } = Platform.of(context.scope).environment;
    if (this.options.min === undefined) return `the environment ${name} keeps ${minReplicas} at least`;
    return `the minimum of ${this.options.min} was chosen for this workload`;
  }
}
