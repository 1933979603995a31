import * as fs from 'fs';
import * as path from 'path';
import { run } from './commands';
import { Mount } from './images';
import { Pod } from './pod';
import { writeFiles } from './pod-files';
import { Manifest } from '../../../test/support/schemas';

const UNITS: Record<string, number> = {
  '': 1, 'k': 1e3, 'M': 1e6, 'G': 1e9, 'Ki': 1024, 'Mi': 1024 ** 2, 'Gi': 1024 ** 3,
};

/** How large the emptyDir volumes really are; those that say nothing have no limit. */
export interface VolumeSizes {
  /** Holds every volume to its own sizeLimit, so that a write beyond it fails. */
  readonly enforceSizeLimits?: boolean;
  /** Bytes by the name of the volume, whatever its own limit is. */
  readonly sizeOf?: Readonly<Record<string, number>>;
}

/** The volumes of a pod, in folders of this machine. */
export class PodVolumes {
  /** By the name of the volume, its folder; a hostPath's may be a file. */
  public readonly folders: Record<string, string> = {};
  private readonly mounted: string[] = [];

  constructor(private readonly pod: Pod, private readonly sizes: VolumeSizes, private readonly folder: string) {}

  /** Makes them all. */
  public create(): void {
    for (const volume of this.pod.spec.volumes ?? []) this.folders[volume.name] = this.make(volume);
  }

  /** What a container mounts, outer folders first. */
  public mountsOf(container: Manifest): Mount[] {
    const mounts: Mount[] = (container.volumeMounts ?? []).map((mount: Manifest) => this.mountOf(mount));
    return mounts.sort((one, other) => one.target.split('/').length - other.target.split('/').length);
  }

  /** Takes away what is mounted. */
  public unmount(): void {
    for (const target of this.mounted.splice(0)) run('umount', ['--lazy', target]);
  }

  private mountOf({ name, mountPath, subPath, readOnly = false }: Manifest): Mount {
    const volume = this.pod.spec.volumes?.find((one: Manifest) => one.name === name);
    if (volume === undefined) throw new Error(`there is no volume ${name}`);
    const { secret, configMap, projected } = volume;
    const unchangeable = [secret, configMap, projected].some((kind) => kind !== undefined);
    const source = subPath === undefined ? this.folders[name] : subFolder(this.folders[name], subPath);
    return { source, target: mountPath, readOnly: readOnly || unchangeable };
  }

  private make(volume: Manifest): string {
    if (volume.hostPath) return this.fileOfHost(volume.hostPath);
    const folder = path.join(this.folder, volume.name);
    fs.mkdirSync(folder, { recursive: true });
    if (volume.emptyDir) {
      this.makeEmpty(volume, folder);
    } else if (volume.secret ?? volume.configMap ?? volume.projected) {
      writeFiles(this.pod, volume, folder);
    } else {
      throw new Error(`volume ${volume.name} is of a kind that cannot be made here`);
    }
    return folder;
  }

  private makeEmpty({ name, emptyDir }: Manifest, folder: string): void {
    const isLimited = this.sizes.enforceSizeLimits === true || emptyDir.medium === 'Memory';
    const ownLimit = isLimited && emptyDir.sizeLimit ? bytesOf(emptyDir.sizeLimit) : undefined;
    const size = this.sizes.sizeOf?.[name] ?? ownLimit;
    if (size !== undefined) {
      run('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]);
      this.mounted.push(folder);
    }
    const { fsGroup } = this.pod.spec.securityContext ?? {};
    fs.chownSync(folder, 0, fsGroup ?? 0);
    fs.chmodSync(folder, fsGroup === undefined ? 0o777 : 0o2775);
  }

  private fileOfHost({ path: wanted, type = '' }: Manifest): string {
    const file = this.pod.world.hostFiles[wanted];
    if (file === undefined) throw new Error(`the node has no ${wanted}`);
    const state = fs.statSync(file);
    if (type === 'File' && !state.isFile()) throw new Error(`${wanted} is no file`);
    if (type === 'Directory' && !state.isDirectory()) throw new Error(`${wanted} is no folder`);
    return file;
  }
}

/** The kubelet makes a folder where there is none, with the rights of the volume. */
function subFolder(folder: string, subPath: string): string {
  const target = path.join(folder, subPath);
  if (!fs.existsSync(target)) {
    const { mode, gid } = fs.statSync(folder);
    fs.mkdirSync(target, { recursive: true });
    fs.chownSync(target, 0, gid);
    fs.chmodSync(target, mode);
  }
  return fs.realpathSync(target);
}

function bytesOf(quantity: string | number): number {
  const [, number, unit] = /^([0-9.]+)([kMG]i?|Ki|)$/.exec(String(quantity)) ?? [];
  if (number === undefined) throw new Error(`${quantity} is no size`);
  return Math.ceil(Number(number) * UNITS[unit]);
}
