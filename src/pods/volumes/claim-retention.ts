import { fail } from '../../internal/fail';
import { OptOut } from '../../internal/manifest/waiver-annotations';
import { WorkloadContext } from '../../internal/manifest/workload-context';
import { checked } from '../../internal/signatures/checked';

/** When volumes are deleted with all that is on them. */
export interface DiscardedClaimsOptions {
  /**
   * When the StatefulSet is deleted.
   *
   * In the manifest: StatefulSet `spec.persistentVolumeClaimRetentionPolicy.whenDeleted`.
   *
   * @default true
   */
  readonly whenDeleted?: boolean;

  /**
   * When the number of replicas goes down, those of the pods that go.
   *
   * In the manifest: StatefulSet `spec.persistentVolumeClaimRetentionPolicy.whenScaled`.
   *
   * @default true
   */
  readonly whenScaled?: boolean;
}

/**
 * What becomes of the volumes when their pods go for good.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention
 */
@checked
export class ClaimRetention {
  /** Volumes stay, whatever happens to the StatefulSet, until a person deletes them. */
  public static retained(): ClaimRetention {
    return new ClaimRetention({ whenDeleted: false, whenScaled: false }, undefined);
  }

  /**
   * Volumes are deleted with all that is on them. The reason is recorded as a waiver.
   *
   * @param reason why nobody will miss the data
   * @param options when
   */
  public static discarded(reason: string, options: DiscardedClaimsOptions = {}): ClaimRetention {
    return new ClaimRetention(options, { reason });
  }

  private constructor(private readonly options: DiscardedClaimsOptions, private readonly optOut: OptOut | undefined) {}

  /** `spec.persistentVolumeClaimRetentionPolicy`; records an opt-out. @internal */
  public _policy({ scope, waivers }: WorkloadContext) {
    const { whenDeleted = true, whenScaled = true } = this.options;
    if (this.optOut !== undefined && !whenDeleted && !whenScaled) {
      const remedy = 'use ClaimRetention.retained()';
      fail(scope, { prop: 'claimRetention', must: 'discard volumes at some time', got: this.options, remedy });
    }
    if (this.optOut !== undefined) waivers.addOptOut('claimRetention', 'retains-claims', this.optOut);
    return { whenDeleted: whenDeleted ? 'Delete' : 'Retain', whenScaled: whenScaled ? 'Delete' : 'Retain' };
  }
}
