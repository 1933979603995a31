import { Duration } from 'cdk8s';
import { JobWorkloadProps } from './job-workload-props';
import { ReleasePhase } from './release-phase';

/** Properties for `ReleaseJob`. */
export interface ReleaseJobProps extends JobWorkloadProps {
  /**
   * When it runs.
   *
   * In the manifest: annotations `argocd.argoproj.io/hook` and `helm.sh/hook`.
   *
   * @default ReleasePhase.BEFORE
   */
  readonly phase?: ReleasePhase;

  /**
   * Its place among the jobs of the same phase, from -100 to 100; lower ones end first.
   *
   * In the manifest: annotations `argocd.argoproj.io/sync-wave` and `helm.sh/hook-weight`.
   *
   * @default 0
   */
  readonly order?: number;

  /**
   * After what time it is ended and counts as failed, however often it was tried.
   *
   * Helm waits as long as its `--timeout` says, five minutes by default.
   *
   * In the manifest: Job `spec.activeDeadlineSeconds`.
   *
   * @default Duration.minutes(5)
   */
  readonly deadline?: Duration;

  /**
   * How long the Job stays once it is finished, with its pods and their logs.
   *
   * The next release removes it at the latest. Ten minutes at least, unless its alert is left out: that fires while the
   * failed Job is there.
   *
   * In the manifest: Job `spec.ttlSecondsAfterFinished`.
   *
   * @default - three days, so that what failed on a Friday is there on Monday
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/
   */
  readonly ttlAfterFinished?: Duration;
}
