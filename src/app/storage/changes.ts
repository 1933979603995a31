import * as fs from 'fs';
import * as path from 'path';
import { refuseFile } from './output-problem';

/** A step that can be undone. */
export interface Change {
  /** As the user calls what is changed. */
  readonly name: string;
  /**
   * Gives what undoes it.
   *
   * @param kept where something can be kept for that
   */
  readonly make: (kept: string) => () => void;
}

const HALF_DONE = 'mend that and run it again: files of both runs are there';

/** Puts a finished file in the place of what is there, if anything. */
export function putFile(name: string, place: string, finished: string): Change {
  return { name, make: (kept) => changeFile(place, kept, () => fs.renameSync(finished, place)) };
}

export function removeFile(name: string, place: string): Change {
  return { name, make: (kept) => changeFile(place, kept, () => fs.rmSync(place, { force: true })) };
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
 * @param keptIn an own folder on the same file system, for what was there
 */
export function makeAll(changes: readonly Change[], keptIn: string): void {
  const undoing: (() => void)[] = [];
  for (const [index, { name, make }] of changes.entries()) {
    try {
      undoing.push(make(path.join(keptIn, `was-${index}`)));
    } catch (error) {
      refuseFile(name, error, undoAll(undoing) ? undefined : HALF_DONE);
    }
  }
}

function changeFile(place: string, kept: string, change: () => void): () => void {
  const wasThere = keep(place, kept);
  change();
  return () => (wasThere ? fs.renameSync(kept, place) : fs.rmSync(place, { force: true }));
}

/** Gives what is there a second name, or copies it where a file has but one; false where nothing is there. */
function keep(place: string, kept: string): boolean {
  const stats = fs.lstatSync(place, { throwIfNoEntry: false });
  if (stats === undefined) return false;
  if (stats.isSymbolicLink()) fs.symlinkSync(fs.readlinkSync(place), kept);
  else linkOrCopy(place, kept);
  return true;
}

function linkOrCopy(place: string, kept: string): void {
  try {
    fs.linkSync(place, kept);
  } catch {
    fs.copyFileSync(place, kept, fs.constants.COPYFILE_EXCL);
  }
}

/** The last one first; false where one is left. */
function undoAll(undoing: readonly (() => void)[]): boolean {
  try {
    for (const undo of [...undoing].reverse()) undo();
    return true;
  } catch {
    return false;
  }
}
