import { Size } from 'cdk8s';
import { ClaimSelector } from './claim-selector';
import { Resources } from '../../availability/resources';
import { ClaimAccessMode } from '../../pods/volumes/volume-claim';
import { BackupScheduleProps } from '../backup-props';

/** Properties for `VolumeSnapshots`. */
export interface VolumeSnapshotsProps extends BackupScheduleProps {
  /** Of which claims of the namespace. A run that finds none of them fails. */
  readonly claims: ClaimSelector;

  /**
   * Name of the CronJob and of all that belongs to it, at most 46 characters.
   *
   * @default - the id of the construct
   */
  readonly name?: string;

  /**
   * The VolumeSnapshotClass. Its driver must be that of the volumes.
   *
   * In the manifest: VolumeSnapshot `spec.volumeSnapshotClassName`.
   *
   * @default - the default class of the driver of each volume, without which snapshots fail
   */
  readonly snapshotClassName?: string;

  /**
   * How many of the newest snapshots of each claim that can be used are kept, however old they are.
   *
   * @default 3
   */
  readonly keepAtLeast?: number;

  /**
   * How many snapshots of each claim that can be used are kept at most: drivers limit them, and charge for them. No
   * less than `keepAtLeast`. Older ones are deleted before `retention` is over.
   *
   * @default - as many as `retention` keeps
   */
  readonly keepAtMost?: number;

  /**
   * CPU, memory and local storage of a run.
   *
   * @default Resources.small()
   */
  readonly resources?: Resources;

  /**
   * An image with `kubectl`, a shell and the tools of POSIX, pinned by tag and digest.
   *
   * In the manifest: CronJob `spec.jobTemplate.spec.template.spec.containers[0].image`.
   *
   * @default - docker.io/alpine/kubectl, by digest
   */
  readonly image?: string;
}

/** What a claim is made from. */
export interface RestoredClaimOptions {
  /**
   * Name of the VolumeSnapshot, in the same namespace. It must be ready.
   *
   * In the manifest: PersistentVolumeClaim `spec.dataSource.name`.
   */
  readonly snapshot: string;

  /**
   * Size of the volume, in whole MiB: no less than `status.restoreSize` of the snapshot, or no volume is ever made.
   *
   * In the manifest: PersistentVolumeClaim `spec.resources.requests.storage`.
   */
  readonly size: Size;

  /**
   * StorageClass of the volume. Its driver must be that of the snapshot.
   *
   * In the manifest: PersistentVolumeClaim `spec.storageClassName`.
   *
   * @default - the cluster's default class
   */
  readonly storageClassName?: string;

  /**
   * Who may mount the volume at once.
   *
   * In the manifest: PersistentVolumeClaim `spec.accessModes`.
   *
   * @default ClaimAccessMode.READ_WRITE_ONCE
   */
  readonly accessMode?: ClaimAccessMode;
}
