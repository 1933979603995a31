import { ConcurrencyPolicy } from 'cdk8s-plus-28';
import { Waivers } from '../../internal/manifest/waiver-annotations';
import { checked } from '../../internal/signatures/checked';

/**
 * What becomes of a run that is due while another one goes on.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#concurrency-policy
 */
@checked
export class JobConcurrency {
  /**
   * It is left out: no two runs work on the same data.
   *
   * In the manifest: CronJob `spec.concurrencyPolicy: Forbid`.
   */
  public static forbid(): JobConcurrency {
    return new JobConcurrency(ConcurrencyPolicy.FORBID);
  }

  /**
   * It takes the place of the other one, which is ended.
   *
   * In the manifest: CronJob `spec.concurrencyPolicy: Replace`.
   */
  public static replace(): JobConcurrency {
    return new JobConcurrency(ConcurrencyPolicy.REPLACE);
  }

  /**
   * Both go on.
   *
   * In the manifest: CronJob `spec.concurrencyPolicy: Allow`.
   *
   * @param reason why runs do not disturb each other
   */
  public static allow(reason: string): JobConcurrency {
    return new JobConcurrency(ConcurrencyPolicy.ALLOW, reason);
  }

  private constructor(
    /** @internal */
    public readonly _policy: ConcurrencyPolicy,
    private readonly reason?: string,
  ) {}

  /** Whether runs go on beside each other. @internal */
  public get _overlaps(): boolean {
    return this._policy === ConcurrencyPolicy.ALLOW;
  }

  /** How many runs may have pods at once; one that is replaced has them while they end. @internal */
  public _mostRuns(deadlineSeconds: number, shortestSeconds: number): number {
    if (this._policy === ConcurrencyPolicy.FORBID) return 1;
    return this._overlaps ? Math.ceil(deadlineSeconds / shortestSeconds) + 1 : 2;
  }

  /** Puts the reason on record. @internal */
  public _record(waivers: Waivers): void {
    if (this.reason === undefined) return;
    waivers.addOptOut('concurrency', 'cron-job-does-not-overlap', { reason: this.reason });
  }
}
