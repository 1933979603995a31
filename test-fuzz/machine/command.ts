import { spawn } from 'child_process';
import { once } from 'events';
import * as path from 'path';
import { Readable } from 'stream';

const COMMAND = path.resolve(__dirname, '../../lib/cli/main.js');

/** Where the command writes. */
export interface CommandOutput {
  readonly stdout: 'ignore' | 'pipe' | number;
  readonly stderr: 'pipe' | number;
  /** Reads no more of a pipe after so many bytes. */
  readonly readBytes?: number;
}

/** How the command ended. */
export interface CommandEnd {
  readonly code: number | null;
  readonly said: string;
}

/** Runs the compiled `preflight`. */
export async function preflight(args: readonly string[], output: CommandOutput): Promise<CommandEnd> {
  const { stdout, stderr, readBytes = Infinity } = output;
  const child = spawn(process.execPath, [COMMAND, ...args], { stdio: ['ignore', stdout, stderr] });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
  });
  if (child.stdout) readSome(child.stdout, readBytes);
  const [code] = await once(child, 'close') as [number | null];
  return { code, said };
}

function readSome(stream: Readable, bytes: number): void {
  let read = 0;
  stream.on('error', () => {});
  stream.on('data', (chunk: Buffer) => {
    read += chunk.length;
    if (read >= bytes) stream.destroy();
  });
  if (bytes === 0) stream.destroy();
}
