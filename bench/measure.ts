import { spawnSync, SpawnSyncReturns } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';

const KIBIBYTES_PER_MEBIBYTE = 1024;
const GNU_TIME = '/usr/bin/time';

let folders: string | undefined;

/** What one run of a program cost. */
export interface Cost {
  readonly seconds: number;
  /** The most memory at one time, where it is known. */
  readonly mebibytes?: number;
  /** It was ended at its limit; `seconds` is the limit. */
  readonly unfinished?: boolean;
}

/** How a program is run. */
export interface RunOptions {
  /** The file that gets its answer; thrown away without. */
  readonly output?: string;
  /** Seconds after which it is ended. */
  readonly limit?: number;
  /** Fails where its exit code is not 0. */
  readonly strict?: boolean;
  /** The Node that runs it, where it is not the one that measures. */
  readonly node?: string;
}

/** The fastest run: whatever else a machine does only adds to a time. */
export function fastest(costs: readonly Cost[]): Cost {
  return costs.reduce((least, cost) => cost.seconds < least.seconds ? cost : least);
}

/** Measures several times; the fastest run counts. */
export function repeated(runs: number, measure: () => Cost): Cost {
  return fastest(Array.from({ length: runs }, measure));
}

/** Runs Node with arguments of which the first is a program, and asks it for its memory when it ends. */
export function runNode(args: readonly string[], options: RunOptions = {}): Cost {
  const folder = newFolder();
  const report = path.join(folder, 'memory.cjs');
  const memory = path.join(folder, 'memory');
  fs.writeFileSync(report, memoryReport(memory));
  const cost = run(options.node ?? process.execPath, ['--require', report, ...args], options);
  return cost.unfinished ? cost : { ...cost, mebibytes: readMebibytes(memory) };
}

/** Runs any program. */
export function runProgram(program: string, args: readonly string[], options: RunOptions = {}): Cost {
  return run(program, args, options);
}

/** What a program needs at most at one time; unknown where there is no GNU time. */
export function memoryOf(program: string, args: readonly string[]): number | undefined {
  if (!fs.existsSync(GNU_TIME)) return undefined;
  const memory = path.join(newFolder(), 'memory');
  run(GNU_TIME, ['-f', '%M', '-o', memory, program, ...args], {});
  return readMebibytes(memory);
}

/**
 * A new folder, which stays until the end of the benchmark.
 *
 * ext4 gives no number of a file out again for some seconds, and a new file is looked for beyond all of them: what is
 * removed between two runs makes the second one write several times as slowly.
 */
export function newFolder(): string {
  folders ??= temporaryFolder();
  return fs.mkdtempSync(path.join(folders, 'run-'));
}

function temporaryFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  process.on('exit', () => fs.rmSync(folder, { recursive: true }));
  return folder;
}

/** On Linux the kernel is asked, for `maxRSS` of a process is at least that of the one that started it. */
function memoryReport(file: string): string {
  return `
const fs = require('fs');
process.on('exit', () => {
  const status = fs.existsSync('/proc/self/status') ? fs.readFileSync('/proc/self/status', 'utf8') : '';
  const peak = /^VmHWM:\\s+(\\d+) kB$/m.exec(status)?.[1] ?? process.resourceUsage().maxRSS;
  fs.writeFileSync(${JSON.stringify(file)}, String(peak));
});
`;
}

function readMebibytes(file: string): number {
  return Number(fs.readFileSync(file, 'utf8')) / KIBIBYTES_PER_MEBIBYTE;
}

function run(program: string, args: readonly string[], options: RunOptions): Cost {
  const { output, limit, strict } = options;
  const answer = output === undefined ? 'ignore' : fs.openSync(output, 'w');
  const start = performance.now();
  const result = spawnSync(program, args, {
    stdio: ['ignore', answer, 'pipe'],
    timeout: limit && limit * 1000,
    killSignal: 'SIGKILL',
  });
  const seconds = (performance.now() - start) / 1000;
  if (typeof answer === 'number') fs.closeSync(answer);
  if (limit !== undefined && isTimeout(result)) return { seconds: limit, unfinished: true };
  refuseFailure(program, result);
  if (strict && result.status !== 0) throw new Error(`${program} ended with ${result.status}: ${result.stderr}`);
  return { seconds };
}

function isTimeout({ error }: SpawnSyncReturns<Buffer>): boolean {
  return (error as NodeJS.ErrnoException | undefined)?.code === 'ETIMEDOUT';
}

function refuseFailure(program: string, { error, signal, stderr }: SpawnSyncReturns<Buffer>): void {
  if (error !== undefined) throw error;
  if (signal !== null) throw new Error(`${program} was ended by ${signal}: ${stderr.toString()}`);
}
