import { ApiObject } from 'cdk8s';
import { OptOut } from '../internal/manifest/waiver-annotations';
import { objectMetadata, WorkloadContext } from '../internal/manifest/workload-context';
import { checked } from '../internal/signatures/checked';
import { checkInteger, COUNT_RANGE } from '../internal/values/numbers';

/**
 * How many pods may be evicted at once when nodes are drained.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/
 */
@checked
export class DisruptionBudget {
  /**
   * Lets so many pods be evicted at once. Never a number that must stay, which blocks every drain at the minimum.
   *
   * In the manifest: PodDisruptionBudget `spec.maxUnavailable`.
   *
   * @param count pods, at least one
   */
  public static maxUnavailable(count: number): DisruptionBudget {
    return new DisruptionBudget(count, undefined);
  }

  /**
   * Leaves the budget out. The reason is recorded as a waiver.
   *
   * @param reason why all pods may be evicted at once
   */
  public static none(reason: string): DisruptionBudget {
    return new DisruptionBudget(1, { reason });
  }

  private constructor(private readonly count: number, private readonly optOut: OptOut | undefined) {}

  /** The PodDisruptionBudget; none where it was opted out of. @internal */
  public _budget(context: WorkloadContext): ApiObject | undefined {
    const { scope, selector, waivers } = context;
    if (this.optOut !== undefined) {
      waivers.addOptOut('disruptionBudget', 'has-disruption-budget', this.optOut);
      return undefined;
    }
    checkInteger(scope, { prop: 'disruptionBudget', value: this.count }, COUNT_RANGE);
    return new ApiObject(scope, 'DisruptionBudget', {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: objectMetadata(context),
      spec: {
        maxUnavailable: this.count,
        // A pod that never became ready must not block the drain of its node.
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
        selector: { matchLabels: selector },
      },
    });
  }
}
