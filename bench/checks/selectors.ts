import * as fs from 'fs';
import * as path from 'path';
import { SHAPES, workloadsOf } from '../../test/checks/support/workloads';
import { Cost, fastest, newFolder, runNode } from '../measure';

const PREFLIGHT = path.resolve(__dirname, '../../lib/cli/main.js');
const [USUAL] = Object.keys(SHAPES);
const WORKLOADS = 2000;
const TURNS = 3;

main();

/** Judges workloads that select each other in every way there is, in turns, and compares each with the usual way. */
function main(): void {
  const folder = newFolder();
  const costs = new Map(Object.keys(SHAPES).map((shape) => [shape, [] as Cost[]]));
  for (const shape of costs.keys()) fs.writeFileSync(fileOf(folder, shape), listOf(shape));
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const [shape, own] of costs) own.push(judge(folder, shape));
  }
  const usual = fastest(costs.get(USUAL)!).seconds;
  const width = Math.max(...Object.keys(SHAPES).map(({ length }) => length));
  for (const [shape, own] of costs) {
    const { seconds, mebibytes } = fastest(own);
    const figures = [`${seconds.toFixed(2)} s`, (seconds / usual).toFixed(2), `${Math.round(mebibytes!)} MiB`];
    console.log([shape.padEnd(width), ...figures].join('  '));
  }
}

function judge(folder: string, shape: string): Cost {
  const report = path.join(folder, 'report.json');
  fs.rmSync(report, { force: true });
  const cost = runNode([PREFLIGHT, 'check', fileOf(folder, shape), '--format', 'json', '--output', report]);
  // A command that fails is a fast one.
  fs.accessSync(report);
  return cost;
}

function listOf(shape: string): string {
  return workloadsOf(SHAPES[shape], WORKLOADS).map((object) => JSON.stringify(object)).join('\n');
}

function fileOf(folder: string, shape: string): string {
  return path.join(folder, `${shape.replace(/\W+/g, '-')}.json`);
}
