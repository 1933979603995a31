import { Duration } from 'cdk8s';
import { JobWorkloadProps } from './job-workload-props';

/** Properties for `BatchJob`. */
export interface BatchJobProps extends JobWorkloadProps {
  /**
   * How many pods must succeed.
   *
   * In the manifest: Job `spec.completions`.
   *
   * @default 1
   */
  readonly completions?: number;

  /**
   * How many pods run at once, at most `completions`.
   *
   * In the manifest: Job `spec.parallelism`.
   *
   * @default 1
   */
  readonly parallelism?: number;

  /**
   * Whether each pod does a part of its own, whose number it finds in `JOB_COMPLETION_INDEX`, from 0 on.
   *
   * In the manifest: Job `spec.completionMode: Indexed`.
   *
   * @default false
   * @see https://kubernetes.io/docs/tasks/job/indexed-parallel-processing-static/
   */
  readonly indexed?: boolean;

  /**
   * How often each part is tried again, whatever becomes of the others.
   *
   * `backoffLimit` then limits the tries of all parts together where it is given, and nothing where it is left out.
   * Fails where that is smaller, where the pods have no index, where the platform is older than Kubernetes 1.29, and at
   * 0 on spot nodes.
   *
   * In the manifest: Job `spec.backoffLimitPerIndex`.
   *
   * @default - the tries of all parts are counted together
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#backoff-limit-per-index
   */
  readonly backoffLimitPerIndex?: number;

  /**
   * How many parts may fail: where one more does, the others are given up.
   *
   * At most `completions`. Comes with `backoffLimitPerIndex`.
   *
   * In the manifest: Job `spec.maxFailedIndexes`.
   *
   * @default - all are tried to the end
   */
  readonly maxFailedIndexes?: number;

  /**
   * After what time the job is ended and counts as failed, however often it was tried.
   *
   * In the manifest: Job `spec.activeDeadlineSeconds`.
   *
   * @default Duration.hours(1)
   */
  readonly deadline?: Duration;

  /**
   * How long the Job stays once it is finished, with its pods and their logs.
   *
   * Ten minutes at least, unless its alert is left out: that fires while the failed Job is there.
   *
   * In the manifest: Job `spec.ttlSecondsAfterFinished`.
   *
   * @default - three days, so that what failed on a Friday is there on Monday
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/
   */
  readonly ttlAfterFinished?: Duration;

  /**
   * What this run is called, such as `2026-11`: another text makes another Job, where all else stayed the same.
   *
   * In the manifest: annotation `preflight/run` of the pods.
   *
   * @default - there is another Job when something of it has changed
   */
  readonly run?: string;
}
