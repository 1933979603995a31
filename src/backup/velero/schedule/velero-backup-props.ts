import { Duration } from 'cdk8s';
import { BackupScheduleProps } from '../../backup-props';
import { BackupHook } from '../scope/backup-hook';
import { ResourceScope } from '../scope/resource-scope';
import { VolumeBackup } from '../scope/volume-backup';
import { VolumePolicy } from '../scope/volume-policy';

/**
 * Properties for `VeleroPlan.backUp`.
 *
 * `deadline` is how long a backup may take by the recovery point objective. Velero ends what takes longer by two
 * timeouts, one for snapshots and one for bringing their data to the bucket: neither may be longer.
 */
export interface VeleroBackupProps extends BackupScheduleProps {
  /** How the data of volumes get into the backup. */
  readonly volumes: VolumeBackup;

  /**
   * Name of the Schedule, a DNS-1123 label of at most 48 characters.
   *
   * @default - the id
   */
  readonly name?: string;

  /**
   * The namespaces that are backed up.
   *
   * In the manifest: Schedule `spec.template.includedNamespaces`.
   *
   * @default - all
   */
  readonly namespaces?: string[];

  /**
   * Namespaces that are left out of all.
   *
   * In the manifest: Schedule `spec.template.excludedNamespaces`.
   *
   * @default - none
   */
  readonly excludedNamespaces?: string[];

  /**
   * Labels that objects must have to be backed up. What belongs to them but has no labels is left out.
   *
   * In the manifest: Schedule `spec.template.labelSelector`.
   *
   * @default - whatever labels they have
   */
  readonly labels?: { [key: string]: string };

  /**
   * Which kinds of objects are backed up.
   *
   * @default - all
   */
  readonly resources?: ResourceScope;

  /**
   * What is done with some volumes other than with the rest; the first that fits decides.
   *
   * In the manifest: Schedule `spec.template.resourcePolicy`, and a ConfigMap.
   *
   * @default - none
   */
  readonly policies?: VolumePolicy[];

  /**
   * Commands that run in pods, before and after their volumes are taken.
   *
   * In the manifest: Schedule `spec.template.hooks`.
   *
   * @default - none
   */
  readonly hooks?: BackupHook[];

  /**
   * Name of one of the locations of the plan.
   *
   * In the manifest: Schedule `spec.template.storageLocation`.
   *
   * @default 'default'
   */
  readonly location?: string;

  /**
   * How long a snapshot may take until it can be read, at most `deadline`.
   *
   * In the manifest: Schedule `spec.template.csiSnapshotTimeout`.
   *
   * @default - 10 minutes, or `deadline` where that is less
   */
  readonly snapshotTimeout?: Duration;

  /**
   * How long the data of snapshots may take to the bucket, at most `deadline`.
   *
   * In the manifest: Schedule `spec.template.itemOperationTimeout`.
   *
   * @default - `deadline`
   */
  readonly moveTimeout?: Duration;
}
