import { Size } from 'cdk8s';
import { Container, Volume } from 'cdk8s-plus-28';
import { fail } from '../internal/fail';
import { checkMountPath } from '../internal/mount-paths';
import { WorkloadContext } from '../internal/workload-context';

/** A folder that the container may write to; what is in it goes with the pod. */
export interface ScratchFolder {
  /** Name of the volume. */
  readonly name: string;
  readonly path: string;
  readonly sizeLimit?: Size;
}

const DEFAULT_SIZE = Size.mebibytes(64);

/** Mounts an `emptyDir`. */
export function mountScratch({ scope }: WorkloadContext, container: Container, folder: ScratchFolder): void {
  const { name, path, sizeLimit = DEFAULT_SIZE } = folder;
  checkFreePath(scope, container, path);
  const mebibytes = sizeLimit.toKibibytes() / 1024;
  if (!Number.isInteger(mebibytes) || mebibytes < 1) {
    const must = 'be whole MiB, at least one';
    fail(scope, { prop: 'sizeLimit', must, got: sizeLimit.asString(), remedy: 'use Size.mebibytes(64)' });
  }
  container.mount(path, Volume.fromEmptyDir(scope, `Volume-${name}`, name, { sizeLimit }));
}

/** Refuses a folder that something is mounted at already. */
export function checkFreePath(scope: WorkloadContext['scope'], container: Container, path: string): void {
  checkMountPath(scope, 'path', path);
  if (container.mounts.some((mount) => mount.path === path)) {
    fail(scope, { prop: 'path', must: 'be mounted once', got: path, remedy: 'choose another folder' });
  }
}
