import * as fs from 'fs';
import * as path from 'path';
import { refuseFile, refuseOutput } from './output-problem';

/** What is in the folder of unfinished files, but for what others put there. */
const OF_OURS = /^(back-)?\d{1,15}$/;

/** A file that has its place next. */
export function finishedFile(number: number): string {
  return `${number}`;
}

/** What was there before the change of that number, until it has its place again. */
export function broughtBack(number: number): string {
  return `back-${number}`;
}

/** Makes the folder anew, without what a run that was killed left there; refuses it where it holds more than that. */
export function makeUnfinished(name: string, place: string): void {
  try {
    clearUnfinished(place);
    fs.mkdirSync(place);
  } catch (error) {
    const isOthers = ['ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
    if (!isOthers) refuseFile(path.dirname(name), error);
    const must = 'hold nothing of that name but what a run of ours left there';
    refuseOutput({ must, got: name, remedy: 'move what is there, or choose another outdir' });
  }
}

/** Removes what is of ours, and the folder where nothing else is in it. A link there is removed, and not followed. */
export function clearUnfinished(place: string): void {
  const stats = fs.lstatSync(place, { throwIfNoEntry: false });
  if (stats === undefined) return;
  if (stats.isSymbolicLink()) {
    fs.rmSync(place);
    return;
  }
  const entries = fs.readdirSync(place, { withFileTypes: true });
  for (const entry of entries.filter(({ name }) => OF_OURS.test(name))) {
    if (!entry.isDirectory()) fs.rmSync(path.join(place, entry.name));
  }
  fs.rmdirSync(place);
}
