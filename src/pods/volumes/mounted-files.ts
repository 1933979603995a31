import { Container, Volume } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { checkFreePath } from './scratch-folder';
import { fail } from '../../internal/fail';
import { volumeName } from '../../internal/naming/names';

/** Permissions of files that hold secrets: for root, who owns them, and the group of the pod. */
export const SECRET_FILE_MODE = 0o440;

/** What holds files of ours, and whether it takes the place of a folder. */
const FILE_VOLUMES = new WeakMap<Volume, { readonly isFolder: boolean }>();

/** The files of a ConfigMap or a Secret. */
export interface MountedFiles {
  /** The prop of the folder, for messages. */
  readonly prop: string;
  readonly path: string;
  /** Those that stand beside what the image has in the folder; all take its place where none are named. */
  readonly beside?: readonly string[];
  /** Makes the volume by its name. */
  volume(name: string): Volume;
}

/** Mounts files, in the place of a folder or beside what the image has there. */
export function mountFiles(scope: Construct, container: Container, files: MountedFiles): void {
  const { prop, path, beside } = files;
  const names = beside && [...beside].sort();
  const paths = names === undefined ? [path] : names.map((name) => `${path}/${name}`);
  const name = volumeName(paths[0]);
  for (const one of paths) {
    checkFreePath(scope, container, { prop, path: one, volume: name, isFile: names !== undefined });
    checkNotInFolder(scope, container, { prop, path: one, isFolder: names === undefined });
  }
  const volume = files.volume(name);
  FILE_VOLUMES.set(volume, { isFolder: names === undefined });
  paths.forEach((one, index) => container.mount(one, volume, { readOnly: true, subPath: names?.[index] }));
}

/** The kubelet makes a folder at each place within a folder of files, and no file can be mounted at it. */
function checkNotInFolder(scope: Construct, container: Container, { prop, path, isFolder }: Place): void {
  const other = container.mounts.find(({ volume, path: where }) => {
    const known = FILE_VOLUMES.get(volume);
    const [inner, outer] = isFolder ? [where, path] : [path, where];
    return known !== undefined && known.isFolder !== isFolder && inner.startsWith(`${outer}/`);
  });
  if (other === undefined) return;
  const must = isFolder ? `not hold ${other.path}, which is mounted by itself` : `not be in ${other.path}, which `
    + 'has the files of another mount';
  fail(scope, { prop, must, got: path, remedy: 'choose another folder, or keep it in both mounts by keepFolder' });
}

interface Place {
  readonly prop: string;
  readonly path: string;
  readonly isFolder: boolean;
}
