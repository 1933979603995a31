import * as fs from 'fs';
import * as path from 'path';
import { sizeComplaint } from './config-size';
import { withCallersStack } from '../../internal/callers-stack';
import { Complaint, messageAt } from '../../internal/fail';
import { fileProblem } from '../../internal/values/file-problems';
import { misreadBecause } from '../../internal/values/yaml/yaml-text';

/** Contents by file name: texts, and in Base64 what is none. */
export interface DiskFiles {
  readonly data: { [name: string]: string };
  readonly binaryData: { [name: string]: string };
}

/** Where files are, and by which call they were asked for, which messages name. */
export interface FolderOnDisk {
  readonly call: string;
  readonly folder: string;
  /** Whether files of folders below belong to it. */
  readonly flatten: boolean;
}

/** A file that is there. */
interface FoundFile {
  readonly name: string;
  readonly file: string;
  readonly bytes: number;
}

/** Reads the files of a folder, but for hidden ones. Links are followed to what is in the folder. */
export function readFolder({ call, folder, flatten }: FolderOnDisk): DiskFiles {
  const root = attempt({ call, prop: 'folder', place: folder }, () => fs.realpathSync(folder));
  if (statOf({ call, prop: 'folder', place: folder }).isFile()) {
    const must = 'be a folder, and it is a file';
    refuse(call, { prop: 'folder', must, got: folder, remedy: 'use Config.fromFiles' });
  }
  const found: FoundFile[] = [];
  const seen = new Set<string>();
  const walk = (place: string): void => {
    // Links may lead to a folder that was read.
    if (seen.has(place)) return;
    seen.add(place);
    const names = attempt({ call, prop: 'folder', place }, () => fs.readdirSync(place));
    for (const name of names.filter((entry) => !entry.startsWith('.'))) {
      const file = within(call, root, path.join(place, name));
      const stat = statOf({ call, prop: 'folder', place: file });
      if (!stat.isDirectory()) found.push({ name, file, bytes: stat.size });
      else if (flatten) walk(file);
      else refuseFolder(call, root, path.join(place, name));
    }
  };
  walk(root);
  return readAll(call, 'folder', found);
}

/** Reads files, each to be called by its own name, wherever it is. */
export function readFiles(call: string, files: readonly string[]): DiskFiles {
  return readAll(call, 'files', files.map((file) => {
    const stat = statOf({ call, prop: 'files', place: file });
    if (stat.isDirectory()) {
      refuse(call, { prop: 'files', must: 'name files', got: file, remedy: 'use Config.fromFolder' });
    }
    return { name: path.basename(file), file, bytes: stat.size };
  }));
}

/** In the order of their names, whatever the order of the disk is. */
function readAll(call: string, prop: string, found: readonly FoundFile[]): DiskFiles {
  if (found.length === 0) {
    refuse(call, { prop, must: 'hold a file that is not hidden', got: [], remedy: 'add one, or leave the config out' });
  }
  const sorted = [...found].sort((left, right) => (left.name < right.name ? -1 : 1));
  const twice = sorted.find(({ name }, index) => sorted[index + 1]?.name === name);
  if (twice !== undefined) {
    refuse(call, { prop, must: 'hold each name once', got: twice.name, remedy: 'rename one of the two' });
  }
  // Before they are read: what is in the way may be of any size.
  const tooLarge = sizeComplaint(prop, sorted);
  if (tooLarge !== undefined) refuse(call, tooLarge);
  const [data, binaryData]: [string, string][][] = [[], []];
  for (const { name, file } of sorted) {
    const bytes = attempt({ call, prop, place: file }, () => fs.readFileSync(file));
    const text = textOf(bytes);
    if (text === undefined) binaryData.push([name, bytes.toString('base64')]);
    else data.push([name, text]);
  }
  return { data: Object.fromEntries(data), binaryData: Object.fromEntries(binaryData) };
}

/** Undefined where it is no text that a manifest can hold; the file that pods see is the same either way. */
function textOf(bytes: Buffer): string | undefined {
  const text = bytes.toString('utf8');
  const isText = Buffer.from(text, 'utf8').equals(bytes) && misreadBecause(text) === undefined;
  return isText ? text : undefined;
}

/** Where a file is, which no link may lead out of the folder. */
function within(call: string, root: string, place: string): string {
  const file = attempt({ call, prop: 'folder', place }, () => fs.realpathSync(place));
  if (file === root || file.startsWith(path.join(root, path.sep))) return file;
  return refuse(call, {
    prop: 'folder',
    must: 'hold no link that leads out of it',
    got: path.relative(root, place),
    remedy: 'copy what it leads to, or name the file in Config.fromFiles',
  });
}

function refuseFolder(call: string, root: string, place: string): never {
  const remedy = 'use flatten: true, by which files of folders below are called by their own names, or remove it';
  return refuse(call, { prop: 'folder', must: 'hold no folder', got: path.relative(root, place), remedy });
}

/** A place on the disk, and as what it was given. */
interface Place {
  readonly call: string;
  readonly prop: string;
  readonly place: string;
}

/** Of a file or a folder: to read from anything else may never end. */
function statOf(given: Place): fs.Stats {
  const { call, prop, place } = given;
  const stat = attempt(given, () => fs.statSync(place));
  if (stat.isFile() || stat.isDirectory()) return stat;
  const remedy = 'remove what is a device, pipe or socket';
  return refuse(call, { prop, must: 'hold plain files', got: place, remedy });
}

function attempt<T>({ call, prop, place }: Place, action: () => T): T {
  try {
    return action();
  } catch (error) {
    const must = `lead to what can be read, and ${fileProblem(error)}`;
    const remedy = 'correct the path; from a file, use path.join(__dirname, ...)';
    return refuse(call, { prop, must, got: place, remedy });
  }
}

function refuse(call: string, complaint: Complaint): never {
  throw withCallersStack(new Error(messageAt(call, complaint)));
}
