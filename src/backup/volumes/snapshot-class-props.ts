import { knownMembersOnly } from '../../internal/signatures/known-members';

/** Properties for `SnapshotClass`. */
export interface SnapshotClassProps {
  /**
   * The CSI driver that takes the snapshots, such as `ebs.csi.aws.com`: the `provisioner` of the StorageClass.
   *
   * In the manifest: VolumeSnapshotClass `driver`.
   */
  readonly driver: string;

  /**
   * Name of the class.
   *
   * @default - the id of the construct
   */
  readonly name?: string;

  /**
   * What becomes of a snapshot in the storage system when its VolumeSnapshot is deleted.
   *
   * In the manifest: VolumeSnapshotClass `deletionPolicy`.
   *
   * @default SnapshotDeletionPolicy.DELETE
   */
  readonly deletionPolicy?: SnapshotDeletionPolicy;

  /**
   * What only the driver understands. It is in no Secret.
   *
   * In the manifest: VolumeSnapshotClass `parameters`.
   *
   * @default - none
   */
  readonly parameters?: { [key: string]: string };

  /**
   * Whether snapshots that name no class are of this one, where their driver is the same.
   *
   * In the manifest: annotation `snapshot.storage.kubernetes.io/is-default-class`.
   *
   * @default false
   */
  readonly isDefault?: boolean;

  /**
   * Whether Velero takes its snapshots of volumes of this driver by it: at most one class of a driver.
   *
   * In the manifest: label `velero.io/csi-volumesnapshot-class`.
   *
   * @default false
   */
  readonly usedByVelero?: boolean;
}

/**
 * What becomes of a snapshot in the storage system.
 *
 * @see https://kubernetes.io/docs/concepts/storage/volume-snapshot-classes/#deletionpolicy
 */
export enum SnapshotDeletionPolicy {
  /**
   * It goes with its VolumeSnapshot: retention frees what it took, and so does whoever deletes the namespace, which
   * takes all snapshots in it along.
   */
  DELETE = 'Delete',
  /** It stays until somebody deletes it in the storage system: no retention ever frees anything. */
  RETAIN = 'Retain',
}

knownMembersOnly({ SnapshotDeletionPolicy });
