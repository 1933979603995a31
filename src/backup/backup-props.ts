import { Duration, Size } from 'cdk8s';
import { BackupDestination } from './store/backup-destination';
import { Resources } from '../availability/resources';
import { RecoveryObjective } from '../platform/recovery-objective';
import { SecretKey } from '../secrets/secret-key';

/** When something is backed up, and what is promised of it. */
export interface BackupScheduleProps {
  /**
   * How much may be lost, and how long it may take to be back. What the other props leave open follows from it.
   *
   * @default - that of the platform, where it has one
   */
  readonly objective?: RecoveryObjective;

  /**
   * How often: 5, 10, 15, 20 or 30 minutes, 1, 2, 3, 4, 6, 8, 12 or 24 hours, 7 days, or 30 days for once a month.
   *
   * @default - 6 hours for etcd, 24 hours for everything else, or as often as `objective` asks where that is more often
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
   * @default - half of `every`, at most an hour
   */
  readonly deadline?: Duration;

  /**
   * How long a backup is kept, in whole days. At least twice as long as from one to the next.
   *
   * @default - that of `objective`, else 30 days
   */
  readonly retention?: Duration;

  /**
   * How much may be lost: the age that the newest backup may reach before a person is called.
   *
   * At least `every` and `deadline` together, or the schedule could not meet it.
   *
   * @default - that of `objective`, else `every` and `deadline` together
   */
  readonly recoveryPointObjective?: Duration;

  /**
   * The page that the alerts lead to, without the name of the alert.
   *
   * @default - the runbook of this library
   */
  readonly runbook?: string;
}

/** What is the same of every backup that goes to a bucket by a CronJob. */
export interface BackupProps extends BackupScheduleProps {
  /**
   * Name of the CronJob and of all that belongs to it, at most 46 characters.
   *
   * @default - the id of the construct
   */
  readonly name?: string;

  /**
   * The bucket that the backups go to. It is the bucket that deletes them, by `bucketLifecycle`: the backup itself
   * needs no right to.
   */
  readonly destination: BackupDestination;

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
}

/** When a restore is rehearsed, and how long it may take. */
export interface RehearsalOptions {
  /**
   * How often: 1, 2, 3, 4, 6, 8, 12 or 24 hours, 7 days, or 30 days for once a month.
   *
   * @default - that of the recovery objective of the backup; an error where it has none
   */
  readonly every?: Duration;

  /**
   * Recovery time objective: how long a restore may take, from the bucket to the last comparison.
   *
   * A rehearsal that takes longer raises an alert; one that takes twice as long is ended and has failed.
   *
   * @default - that of the recovery objective of the backup; an error where it has none
   */
  readonly within?: Duration;

  /**
   * Time of day of one of the rehearsals, `HH:MM` in UTC.
   *
   * @default '03:00'
   */
  readonly startingAt?: string;
}
