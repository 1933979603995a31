import * as fs from 'fs';
import { fileProblem } from '../../internal/values/file-problems';

/** Names what comes in. */
export const STDIN = '-';
/** No file is read further. */
export const MAX_BYTES = 32 * 1024 * 1024;
const CHUNK_BYTES = 1024 * 1024;
const PAUSE_MILLISECONDS = 10;

/** The text of a file, or of what comes in; what has no end is read no further than is allowed. */
export function readText(file: string): { text: string } | { problem: string } {
  try {
    const bytes = file === STDIN ? readBounded(0) : readFile(file);
    return bytes === undefined
      ? { problem: `it is larger than ${MAX_BYTES / 1024 / 1024} MiB; split it, or judge the files that it is made of` }
      : { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (error) {
    return { problem: fileProblem(error) };
  }
}

/** Whether there is a file that ends; a pipe would be waited for. */
export function isFile(file: string): boolean {
  try {
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

/** The text of a file that an option names. */
export function readNamedText(option: string, file: string): string {
  const read = readText(file);
  if ('text' in read) return read.text;
  throw new Error(`${option} ${file}: ${read.problem}`);
}

function readFile(file: string): Buffer | undefined {
  const descriptor = fs.openSync(file, flagsFor(file));
  try {
    return readBounded(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}

/** The bytes up to the end; undefined where there are too many. */
function readBounded(descriptor: number): Buffer | undefined {
  const stats = fs.fstatSync(descriptor);
  const { size } = stats;
  if (size > MAX_BYTES) return undefined;
  const chunks: Buffer[] = [];
  for (let total = 0; total <= MAX_BYTES;) {
    // What is not a file has no size.
    const chunk = Buffer.allocUnsafe(size > 0 && total === 0 ? size + 1 : CHUNK_BYTES);
    const length = readChunk(descriptor, chunk, stats.isFile());
    if (length === 0) return Buffer.concat(chunks);
    chunks.push(chunk.subarray(0, length));
    // A file that had no more to give, though there was room, is at its end.
    if (stats.isFile() && size > 0 && length < chunk.length) return Buffer.concat(chunks);
    total += length;
  }
  return undefined;
}

/** Waits for a writer who is slower than we are: a pipe may be one that does not block. */
function readChunk(descriptor: number, chunk: Buffer, isEnding: boolean): number {
  for (;;) {
    try {
      return fs.readSync(descriptor, chunk);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      if (isEnding) throw new Error('it does not end, as other files do');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MILLISECONDS);
    }
  }
}

/** A pipe that is named is waited for. What the kernel shows as a file, such as its log, may have no end either. */
function flagsFor(file: string): number {
  const { O_RDONLY, O_NONBLOCK = 0 } = fs.constants;
  // eslint-disable-next-line no-bitwise -- flags of open are bits
  return isFile(file) ? O_RDONLY | O_NONBLOCK : O_RDONLY;
}
