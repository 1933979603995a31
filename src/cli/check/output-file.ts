import * as fs from 'fs';
import { fileProblem } from '../../internal/values/file-problems';
import { visibleLines } from '../../internal/values/visible-text';

const BLOCK_LENGTH = 65_536;

/** Writes the lines that a function prints to the file of `--output`. */
export function writeOutput(file: string, act: (print: (lines: string) => void) => void): void {
  const descriptor = attempt(file, () => fs.openSync(file, 'w'));
  let waiting = '';
  const flush = () => {
    attempt(file, () => { fs.writeFileSync(descriptor, waiting); });
    waiting = '';
  };
  try {
    act((lines) => {
      waiting += visibleLines(lines);
      // Each line for itself would cost a call of the system.
      if (waiting.length > BLOCK_LENGTH) flush();
    });
    flush();
  } finally {
    fs.closeSync(descriptor);
  }
}

function attempt<T>(file: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw new Error(`--output ${file} cannot be written: ${fileProblem(error)}`);
  }
}
