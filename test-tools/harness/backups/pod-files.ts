import * as fs from 'fs';
import * as path from 'path';
import { run } from './commands';
import { dataOf, KeySource, Pod } from './pod';
import { Manifest } from '../../../test/support/schemas';

const USUAL_MODE = 0o644;

interface VolumeFile {
  readonly name: string;
  readonly content: string | Buffer;
  readonly mode: number;
}

interface Projection {
  readonly source: KeySource;
  readonly items?: readonly { readonly key: string; readonly path: string; readonly mode?: number }[];
}

/** Writes what a Secret, a ConfigMap or a projection holds, as the kubelet does: links into a hidden folder. */
export function writeFiles(pod: Pod, volume: Manifest, folder: string): void {
  const { secret, configMap, projected } = volume;
  const { defaultMode = USUAL_MODE } = secret ?? configMap ?? projected;
  const files = projectionsOf(volume).flatMap((projection) => filesOf(pod, projection, defaultMode));
  const hidden = path.join(folder, '..version');
  for (const file of files) writeFile(hidden, file);
  fs.mkdirSync(hidden, { recursive: true });
  fs.symlinkSync('..version', path.join(folder, '..data'));
  for (const name of new Set(files.map((file) => file.name.split('/')[0]))) {
    fs.symlinkSync(path.join('..data', name), path.join(folder, name));
  }
  const { fsGroup } = pod.spec.securityContext ?? {};
  if (fsGroup !== undefined) giveToGroup(folder, fsGroup);
}

function projectionsOf({ secret, configMap, projected }: Manifest): Projection[] {
  if (projected) return (projected.sources as Manifest[]).flatMap(projectionsOf);
  if (secret) {
    const { name = secret.secretName, optional, items } = secret;
    return [{ source: { kind: 'Secret', name, optional }, items }];
  }
  if (!configMap) throw new Error('a projection is of neither a Secret nor a ConfigMap');
  const { name, optional, items } = configMap;
  return [{ source: { kind: 'ConfigMap', name, optional }, items }];
}

function filesOf({ world }: Pod, { source, items }: Projection, defaultMode: number): VolumeFile[] {
  const data = dataOf(source, world);
  const chosen = items ?? Object.keys(data).map((key) => ({ key, path: key, mode: undefined }));
  const present = chosen.filter(({ key }) => key in data || source.optional !== true);
  return present.map(({ key, path: name, mode = defaultMode }) => {
    if (!(key in data)) throw new Error(`${source.kind} ${source.name} has no key ${key}`);
    return { name, content: data[key], mode };
  });
}

function writeFile(folder: string, { name, content, mode }: VolumeFile): void {
  const file = path.join(folder, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, content);
  fs.chmodSync(file, mode);
}

function giveToGroup(folder: string, group: number): void {
  run('chgrp', ['-R', '-h', String(group), folder]);
  run('chmod', ['-R', 'ug+rX', folder]);
}
