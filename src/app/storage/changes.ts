import * as fs from 'fs';
import * as path from 'path';
import { refuseFile } from './output-problem';
import { broughtBack, clearUnfinished } from './unfinished';

/** A step that can be undone. */
export interface Change {
  /** As the user calls what is changed. */
  readonly name: string;
  /**
   * Gives what undoes it.
   *
   * @param spare where a file can be made that is renamed then
   */
  readonly make: (spare: string) => () => void;
}

/** What a link leads to, or a file holds. */
type Content = { readonly target: string } | { readonly bytes: Buffer; readonly mode: number };

const HALF_DONE = 'and run it again: files of both runs are there';

/** Puts a finished file in the place of what is there, if anything. */
export function putFile(name: string, place: string, finished: string): Change {
  return { name, make: (spare) => changeFile(place, spare, () => fs.renameSync(finished, place)) };
}

export function removeFile(name: string, place: string): Change {
  return { name, make: (spare) => changeFile(place, spare, () => fs.rmSync(place)) };
}

export function makeFolder(name: string, place: string): Change {
  return {
    name,
    make: () => {
      fs.mkdirSync(place);
      return () => fs.rmdirSync(place);
    },
  };
}

/** Removes a folder where nothing is left in it. */
export function removeEmptyFolder(name: string, place: string): Change {
  return {
    name,
    make: () => {
      if (fs.readdirSync(place).length > 0) return () => undefined;
      fs.rmdirSync(place);
      return () => fs.mkdirSync(place);
    },
  };
}

/**
 * Makes all of the changes, or none where one cannot be made. Whenever the process ends, each place has what was there
 * or what comes there.
 *
 * @param unfinished the folder of finished files that have no place yet, on the same file system
 */
export function makeAll(changes: readonly Change[], unfinished: string): void {
  const undoing: (() => void)[] = [];
  for (const [index, { name, make }] of changes.entries()) {
    try {
      undoing.push(make(path.join(unfinished, broughtBack(index))));
    } catch (error) {
      refuseFile(name, error, undoAll(undoing, unfinished) ? undefined : HALF_DONE);
    }
  }
}

function changeFile(place: string, spare: string, change: () => void): () => void {
  const before = contentOf(place);
  change();
  return () => (before === undefined ? fs.rmSync(place) : bringBack(before, place, spare));
}

/** None where nothing is there. */
function contentOf(place: string): Content | undefined {
  const stats = fs.lstatSync(place, { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  return stats.isSymbolicLink()
    ? { target: fs.readlinkSync(place) }
    : { bytes: fs.readFileSync(place), mode: stats.mode };
}

function bringBack(content: Content, place: string, spare: string): void {
  if ('target' in content) {
    fs.symlinkSync(content.target, spare);
  } else {
    fs.writeFileSync(spare, content.bytes, { flag: 'wx' });
    fs.chmodSync(spare, content.mode);
  }
  fs.renameSync(spare, place);
}

/** The last one first, with the room of what is not needed any more; false where one is left. */
function undoAll(undoing: readonly (() => void)[], unfinished: string): boolean {
  try {
    clearUnfinished(unfinished);
    fs.mkdirSync(unfinished);
    for (const undo of [...undoing].reverse()) undo();
    return true;
  } catch {
    return false;
  }
}
