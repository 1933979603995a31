import * as fs from 'fs';
import { fileProblem } from '../../internal/values/file-problems';
import { visibleLines } from '../../internal/values/visible-text';

const BLOCK_LENGTH = 65_536;

/** A file that an option names. */
export interface OutputFile {
  readonly option: '--output' | '--report';
  readonly file: string;
}

/** Writes the lines that a function prints to a file. */
export function writeOutput(output: OutputFile, act: (print: (lines: string) => void) => void): void {
  const descriptor = attempt(output, () => fs.openSync(output.file, 'w'));
  let waiting = '';
  const flush = () => {
    attempt(output, () => { fs.writeFileSync(descriptor, waiting); });
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

function attempt<T>({ option, file }: OutputFile, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw new Error(`${option} ${file} cannot be written: ${fileProblem(error)}`);
  }
}
