import { Construct } from 'constructs';
import { Waivers } from '../../../internal/manifest/waiver-annotations';
import { checked } from '../../../internal/signatures/checked';
import { JsonObject } from '../../../internal/values/json';
import { checkReason } from '../../../internal/values/plain-text';

/** The three switches of a BackupSpec. */
interface VolumeSwitches {
  readonly snapshots: boolean;
  readonly moved: boolean;
  readonly files: boolean;
}

/**
 * How the data of volumes get into a backup.
 *
 * Whatever is chosen, data are as consistent as after a loss of power, unless a hook makes them more.
 *
 * @see https://velero.io/docs/v1.18/file-system-backup/
 * @see https://velero.io/docs/v1.18/csi-snapshot-data-movement/
 */
@checked
export class VolumeBackup {
  /**
   * Not at all: objects alone. The reason is recorded as a waiver.
   *
   * @param reason where the data are instead
   */
  public static none(reason: string): VolumeBackup {
    return new VolumeBackup({ snapshots: false, moved: false, files: false }, reason);
  }

  /**
   * File by file, from a pod on the node that has the volume. Works with any storage; volumes that no running pod
   * mounts are left out, and files change while they are read. Needs the node agent.
   */
  public static fileSystem(): VolumeBackup {
    return new VolumeBackup({ snapshots: false, moved: false, files: true });
  }

  /**
   * By snapshots of the storage. They stay there, and are lost with it: for mistakes, and not for disasters.
   *
   * Needs a VolumeSnapshotClass with the label `velero.io/csi-volumesnapshot-class: "true"` for the driver.
   */
  public static csiSnapshots(): VolumeBackup {
    return new VolumeBackup({ snapshots: true, moved: false, files: false });
  }

  /**
   * By snapshots whose data are then brought to the bucket, and can be restored into another cluster. Needs what
   * `csiSnapshots` needs, and the node agent.
   */
  public static csiDataMovement(): VolumeBackup {
    return new VolumeBackup({ snapshots: true, moved: true, files: false });
  }

  private constructor(private readonly switches: VolumeSwitches, private readonly reason?: string) {}

  /** @internal */
  public _check(scope: Construct): void {
    if (this._saves) return;
    checkReason(scope, 'volumes', this.reason!);
  }

  /** Records why data are left out. @internal */
  public _record(waivers: Waivers): void {
    const { reason } = this;
    if (reason !== undefined) waivers.addOptOut('volumes', 'velero-volumes-are-backed-up', { reason });
  }

  /** Whether data are backed up. @internal */
  public get _saves(): boolean {
    return this.switches.snapshots || this.switches.files;
  }

  /** Whether they leave the storage that they are in. @internal */
  public get _leaves(): boolean {
    return this.switches.moved || this.switches.files;
  }

  /** Whether snapshots are made. @internal */
  public get _takesSnapshots(): boolean {
    return this.switches.snapshots;
  }

  /** Whether a pod of each node does it. @internal */
  public get _needsNodeAgent(): boolean {
    return this.switches.moved || this.switches.files;
  }

  /** Fields of a BackupSpec; none is left to the flags of a server. @internal */
  public get _fields(): JsonObject {
    const { snapshots, moved, files } = this.switches;
    return { snapshotVolumes: snapshots, snapshotMoveData: moved, defaultVolumesToFsBackup: files };
  }
}
