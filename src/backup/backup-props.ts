import { Duration, Size } from 'cdk8s';
import { BackupDestination } from './store/backup-destination';
import { Resources } from '../availability/resources';
import { SecretKey } from '../secrets/secret-key';

/** What is the same of every backup. */
export interface BackupProps {
  /**
   * Name of the CronJob and of all that belongs to it, at most 46 characters.
   *
   * @default - the id of the construct
   */
  readonly name?: string;

  /** The bucket that the backups go to. */
  readonly destination: BackupDestination;

  /**
   * How often: 1, 2, 3, 4, 6, 8, 12 or 24 hours, 7 days, or 30 days for once a month.
   *
   * @default - 6 hours for etcd, 24 hours for PostgreSQL
   */
  readonly every?: Duration;

  /**
   * Time of day of one of the runs, `HH:MM` in UTC.
   *
   * @default '00:00'
   */
  readonly startingAt?: string;

  /**
   * How long a run may take with all that it tries again. Then it is ended, and has failed. Shorter than `every`.
   *
   * In the manifest: Job `activeDeadlineSeconds`.
   *
   * @default Duration.hours(1)
   */
  readonly deadline?: Duration;

  /**
   * How long the bucket keeps a backup, in whole days. At least as long as from one to the next.
   *
   * It is the bucket that deletes, by `bucketLifecycle`: the backup itself needs no right to.
   *
   * @default Duration.days(30)
   */
  readonly retention?: Duration;

  /**
   * How much may be lost: the age that the newest backup may reach before a person is called.
   *
   * At least `every` and `deadline` together, or the schedule could not meet it.
   *
   * @default - `every` and `deadline` together
   */
  readonly recoveryPointObjective?: Duration;

  /**
   * A key of a Secret whose first line encrypts the backups before they leave the pod. Keep a copy outside of the
   * cluster: without it no backup can be read.
   *
   * @default - none; what encrypts is the bucket
   * @see https://rclone.org/crypt/
   */
  readonly encryptionKey?: SecretKey;

  /**
   * The largest that a backup may get. The node sets aside twice as much, for it is restored too.
   *
   * @default - 3 GiB for etcd, whose own default limit is 2 GiB; 10 GiB for PostgreSQL
   */
  readonly size?: Size;

  /**
   * CPU and memory of each step. Local storage follows `size`.
   *
   * @default - 100m CPU, up to one, 1 GiB
   */
  readonly resources?: Resources;

  /**
   * An image with rclone and a shell.
   *
   * @default - rclone's own, by digest
   */
  readonly transferImage?: string;

  /**
   * The page that the alerts lead to, without the name of the alert.
   *
   * @default - the runbook of this library
   */
  readonly runbook?: string;
}

/** When a restore is rehearsed, and how long it may take. */
export interface RehearsalOptions {
  /** How often: 1, 2, 3, 4, 6, 8, 12 or 24 hours, 7 days, or 30 days for once a month. */
  readonly every: Duration;

  /**
   * Recovery time objective: how long a restore may take, from the bucket to the last comparison.
   *
   * A rehearsal that takes longer raises an alert; one that takes twice as long is ended and has failed.
   */
  readonly within: Duration;

  /**
   * Time of day of one of the rehearsals, `HH:MM` in UTC.
   *
   * @default '03:00'
   */
  readonly startingAt?: string;
}
