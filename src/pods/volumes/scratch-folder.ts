import { Size, SizeRoundingBehavior } from 'cdk8s';
import { Container, Volume } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { fail } from '../../internal/fail';
import { WorkloadContext } from '../../internal/manifest/workload-context';
import { checkMountPath } from '../../internal/naming/mount-paths';
import { volumeName } from '../../internal/naming/names';

/** A folder that the container may write to; what is in it goes with the pod. */
export interface ScratchFolder {
  readonly path: string;
  readonly sizeLimit?: Size;
  /** Name of the volume; made from the path where it is left out. */
  readonly volume?: string;
}

/** A folder with the prop it was given as, and the name of the volume there. */
export interface GivenPath {
  readonly prop: string;
  readonly path: string;
  readonly volume: string;
  /** Whether it is the path of a file. */
  readonly isFile?: boolean;
}

const DEFAULT_SIZE = Size.mebibytes(64);

/** Mounts an `emptyDir`. */
export function mountScratch({ scope }: WorkloadContext, container: Container, folder: ScratchFolder): void {
  const { path, sizeLimit = DEFAULT_SIZE } = folder;
  checkMountPath(scope, 'addWritableFolder.path', path);
  const name = folder.volume ?? volumeName(path);
  checkFreePath(scope, container, { prop: 'addWritableFolder.path', path, volume: name });
  const mebibytes = sizeLimit.toKibibytes({ rounding: SizeRoundingBehavior.NONE }) / 1024;
  if (!Number.isInteger(mebibytes) || mebibytes < 1) {
    fail(scope, {
      prop: 'addWritableFolder.sizeLimit',
      must: 'be whole MiB, at least one',
      got: sizeLimit.asString(),
      remedy: 'use Size.mebibytes(64)',
    });
  }
  container.mount(path, Volume.fromEmptyDir(scope, `Volume-${name}`, name, { sizeLimit }));
}

/** Refuses a path that something is mounted at already, or whose volume has the name of another one. */
export function checkFreePath(scope: Construct, container: Container, given: GivenPath): void {
  const { prop, path, volume, isFile = false } = given;
  if (container.mounts.some((mount) => mount.path === path)) {
    const must = `be a ${isFile ? 'file' : 'folder'} that nothing is mounted at`;
    fail(scope, { prop, must, got: path, remedy: 'choose another one' });
  }
  const other = container.mounts.find((mount) => mount.volume.name === volume);
  if (other !== undefined) {
    const must = `have a volume with a name of its own, not that of ${other.path}, ${volume}`;
    fail(scope, { prop, must, got: path, remedy: 'choose another folder, or another name for the claim' });
  }
}
