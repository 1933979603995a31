import { Duration } from 'cdk8s';
import { SpotNodes } from './spot-nodes';
import { JobAlerts } from '../../alerts/jobs/job-alerts';
import { Resources } from '../../availability/resources';
import { ProcessProps } from '../workload-props';

/** What all jobs have in common. */
export interface JobWorkloadProps extends ProcessProps {
  /**
   * CPU, memory and local storage.
   *
   * @default Resources.medium()
   */
  readonly resources?: Resources;

  /**
   * How often a run is tried again before it counts as failed.
   *
   * A pod that goes with its node, or makes room for another one, is replaced and counts for no try.
   *
   * In the manifest: Job `spec.backoffLimit`.
   *
   * @default 2
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-backoff-failure-policy
   */
  readonly backoffLimit?: number;

  /**
   * Exit codes of the process after which no other try would help, from 1 to 255: the run fails at once.
   *
   * In the manifest: Job `spec.podFailurePolicy.rules[].onExitCodes`.
   *
   * @default - none, so that each failure is tried again
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy
   */
  readonly failOnExitCodes?: number[];

  /**
   * How long the process may take to end, once its pod has to leave its node.
   *
   * Clouds take back spot nodes after 30 seconds to two minutes, whatever stands here.
   *
   * In the manifest: pod template `spec.terminationGracePeriodSeconds`.
   *
   * @default Duration.seconds(30)
   */
  readonly terminationGracePeriod?: Duration;

  /**
   * Nodes that are cheaper, and may be taken back at any time.
   *
   * @default - any node without a taint
   */
  readonly spotNodes?: SpotNodes;

  /**
   * Which pods go first where there is no room for all, such as `batch` of `PriorityTiers`. It must exist in the
   * cluster.
   *
   * In the manifest: pod template `spec.priorityClassName`.
   *
   * @default - the one of the platform
   */
  readonly priorityClassName?: string;

  /**
   * Who is told of runs that fail.
   *
   * @default JobAlerts.standard()
   */
  readonly alerts?: JobAlerts;
}
