import * as fs from 'fs';
import * as path from 'path';
import { OutputFile } from './output-files';

const UNFINISHED = '.preflight-unfinished';

/** What is known of a folder besides its files. */
export interface Storing {
  /** The file that lists what a run wrote; neither `.yaml` nor `.json`, so that `kubectl apply -f` passes it by. */
  readonly index: string;
  /** Folders that are made even where nothing is in them. */
  readonly folders?: readonly string[];
}

/**
 * Writes files into a folder so that each is wholly old or wholly new, whenever the process ends, and removes those
 * that an earlier run wrote and this one does not.
 *
 * Nothing is renamed before everything is written. The index names all files of both runs while they change places, so
 * that the next run finds what one that was killed left behind. Files that no index names are never removed.
 */
export function storeFiles(folder: string, files: readonly OutputFile[], { index, folders = [] }: Storing): void {
  fs.mkdirSync(folder, { recursive: true });
  const names = files.map(({ file }) => file);
  const earlier = readIndex(folder, index);
  const known = [...new Set([...earlier, ...names])];
  if (earlier.length > 0) known.forEach((file) => fs.rmSync(path.join(folder, file + UNFINISHED), { force: true }));
  new Set([...folders, ...names.map((file) => path.dirname(file))])
    .forEach((inner) => fs.mkdirSync(path.join(folder, inner), { recursive: true }));
  writeIndex(folder, index, known);
  files.forEach(({ file, text }) => fs.writeFileSync(path.join(folder, file + UNFINISHED), text));
  names.forEach((file) => fs.renameSync(path.join(folder, file + UNFINISHED), path.join(folder, file)));
  const kept = new Set(names);
  earlier.filter((file) => !kept.has(file)).forEach((file) => remove(folder, file));
  writeIndex(folder, index, names);
}

/** Paths that leave the folder are nobody's to remove, whoever wrote them there. */
function readIndex(folder: string, index: string): string[] {
  const file = path.join(folder, index);
  if (!fs.existsSync(file)) return [];
  return fs.readFileSync(file, 'utf8').split('\n').filter((name) => name !== '' && isInside(folder, name));
}

function isInside(folder: string, file: string): boolean {
  const relative = path.relative(path.resolve(folder), path.resolve(folder, file));
  return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
}

function writeIndex(folder: string, index: string, files: readonly string[]): void {
  const file = path.join(folder, index);
  fs.writeFileSync(file + UNFINISHED, files.map((name) => `${name}\n`).join(''));
  fs.renameSync(file + UNFINISHED, file);
}

/** Removes a file, and the folder that nothing is left in. */
function remove(folder: string, file: string): void {
  fs.rmSync(path.join(folder, file), { force: true });
  const inner = path.dirname(path.join(folder, file));
  if (path.resolve(inner) === path.resolve(folder) || !fs.existsSync(inner)) return;
  if (fs.readdirSync(inner).length === 0) fs.rmdirSync(inner);
}
