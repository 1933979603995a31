import { Duration } from 'cdk8s';
import { JobConcurrency } from './job-concurrency';
import { JobWorkloadProps } from './job-workload-props';
import { Environment } from '../../platform/environment';

/** Properties for `ScheduledJob`. */
export interface ScheduledJobProps extends JobWorkloadProps {
  /**
   * When a run starts, as five fields of cron: minute, hour, day of the month, month and day of the week.
   *
   * In the manifest: CronJob `spec.schedule`.
   *
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax
   */
  readonly schedule: string;

  /**
   * By whose clock, as the IANA database calls it, such as `Europe/Berlin`.
   *
   * Where clocks are set forward, what would start in the hour that is left out does not start that day; where they are
   * set back, what starts in the hour that comes twice starts twice. Deadlines and alerts allow for both, by what the
   * IANA database said of each zone in 2025.
   *
   * In the manifest: CronJob `spec.timeZone`.
   *
   * @default 'Etc/UTC'
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#time-zones
   */
  readonly timeZone?: string;

  /**
   * What becomes of a run that is due while another one goes on.
   *
   * In the manifest: CronJob `spec.concurrencyPolicy`.
   *
   * @default JobConcurrency.forbid()
   */
  readonly concurrency?: JobConcurrency;

  /**
   * After what time a run is ended and counts as failed, however often it was tried. Not longer than the shortest time
   * between two runs, unless they may overlap.
   *
   * In the manifest: CronJob `spec.jobTemplate.spec.activeDeadlineSeconds`.
   *
   * @default - an hour, or the shortest time between two runs where that is less
   */
  readonly deadline?: Duration;

  /**
   * How late a run may start that could not start in time, ten seconds at least.
   *
   * Without it, a CronJob that has missed a hundred starts never starts again.
   *
   * In the manifest: CronJob `spec.startingDeadlineSeconds`.
   *
   * @default - half an hour, or half of the shortest time between two runs where that is less, so that it does not run
   * into the next one
   */
  readonly startingDeadline?: Duration;

  /**
   * How many runs that succeeded stay in the cluster, with their logs.
   *
   * In the manifest: CronJob `spec.successfulJobsHistoryLimit`.
   *
   * @default 3
   */
  readonly successfulJobsHistoryLimit?: number;

  /**
   * How many runs that failed stay in the cluster, with their logs.
   *
   * One at least, by which the alert knows.
   *
   * In the manifest: CronJob `spec.failedJobsHistoryLimit`.
   *
   * @default 3
   */
  readonly failedJobsHistoryLimit?: number;

  /**
   * The environments in which runs start; in others the CronJob is there and suspended, for runs by hand.
   *
   * In the manifest: CronJob `spec.suspend`, and its annotation `preflight/suspended`.
   *
   * @default - all
   */
  readonly runsIn?: Environment[];

  /**
   * Why no run starts for now; there are then no alerts about runs that are missed.
   *
   * In the manifest: CronJob `spec.suspend`, and its annotation `preflight/suspended`.
   *
   * @default - runs start
   */
  readonly suspend?: string;
}
