import * as fs from 'fs';

/** Names what comes in. */
export const STDIN = '-';
const MAX_BYTES = 32 * 1024 * 1024;
const PROBLEMS = new Map([
  ['ENOENT', 'there is no such file or folder'],
  ['ENOTDIR', 'there is no such file or folder'],
  ['EACCES', 'permission is denied'],
  ['EPERM', 'permission is denied'],
  ['EISDIR', 'it is a folder'],
  ['EEXIST', 'a file is in its way'],
  ['ERR_INVALID_ARG_VALUE', 'nothing can be called so'],
  ['ENOSPC', 'no space is left'],
  ['EDQUOT', 'no space is left'],
  ['EROFS', 'it can only be read'],
  ['ENAMETOOLONG', 'its name is too long'],
  ['ELOOP', 'it is a link that leads to itself'],
  ['ERR_ENCODING_INVALID_ENCODED_DATA', 'it is not UTF-8'],
]);
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

/** The text of a file that an option names. */
export function readNamedText(option: string, file: string): string {
  const read = readText(file);
  if ('text' in read) return read.text;
  throw new Error(`${option} ${file}: ${read.problem}`);
}

/** Why a file or folder cannot be opened, read or written. */
export function fileProblem(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return PROBLEMS.get(code) ?? message;
}

function readFile(file: string): Buffer | undefined {
  const descriptor = fs.openSync(file, 'r');
  try {
    return readBounded(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}

/** The bytes up to the end; undefined where there are too many. */
function readBounded(descriptor: number): Buffer | undefined {
  const { size } = fs.fstatSync(descriptor);
  if (size > MAX_BYTES) return undefined;
  const chunks: Buffer[] = [];
  for (let total = 0; total <= MAX_BYTES;) {
    // What is not a file has no size.
    const chunk = Buffer.allocUnsafe(size > 0 && total === 0 ? size + 1 : CHUNK_BYTES);
    const length = readChunk(descriptor, chunk);
    if (length === 0) return Buffer.concat(chunks);
    chunks.push(chunk.subarray(0, length));
    total += length;
  }
  return undefined;
}

/** Waits for a writer who is slower than we are: a pipe may be one that does not block. */
function readChunk(descriptor: number, chunk: Buffer): number {
  for (;;) {
    try {
      return fs.readSync(descriptor, chunk);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MILLISECONDS);
    }
  }
}
