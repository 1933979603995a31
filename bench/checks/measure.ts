import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';

const KIBIBYTES_PER_MEBIBYTE = 1024;

/** What one run of a program cost. */
export interface Cost {
  readonly seconds: number;
  /** The most memory at one time; unknown for programs that are not Node's. */
  readonly mebibytes?: number;
}

/** Runs a program several times and gives the run in the middle, by time. */
export function median(runs: number, measure: () => Cost): Cost {
  const costs = Array.from({ length: runs }, measure).sort((left, right) => left.seconds - right.seconds);
  return costs[Math.floor(runs / 2)];
}

/** Runs a program of Node's, and asks it for its memory when it ends. */
export function runNode(program: string, args: readonly string[]): Cost {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  const report = path.join(folder, 'memory.cjs');
  const memory = path.join(folder, 'memory');
  fs.writeFileSync(report, `process.on('exit', () => require('fs').writeFileSync(${JSON.stringify(memory)}, `
    + 'String(process.resourceUsage().maxRSS)));\n');
  try {
    const seconds = run(process.execPath, ['--require', report, program, ...args]);
    return { seconds, mebibytes: Number(fs.readFileSync(memory, 'utf8')) / KIBIBYTES_PER_MEBIBYTE };
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** Runs any program; its answer is thrown away. */
export function runProgram(program: string, args: readonly string[]): Cost {
  return { seconds: run(program, args) };
}

function run(program: string, args: readonly string[]): number {
  const start = performance.now();
  const { error, signal, stderr } = spawnSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  if (error !== undefined) throw error;
  if (signal !== null) throw new Error(`${program} was ended by ${signal}: ${stderr.toString()}`);
  return (performance.now() - start) / 1000;
}
