import * as path from 'path';
import { writeFleet } from './fleet';
import { TOOLS } from '../../test-tools/harness/programs';
import { Cost, newFolder, repeated, runNode, runProgram } from '../measure';

const PREFLIGHT = path.resolve(__dirname, '../../lib/cli/main.js');
const OBJECTS_PER_APPLICATION = 6;
const SMALL = 200;
const LARGE = 2000;
const RUNS = 3;

main();

/** Judges the same fleet by preflight and by kube-score, and prints what each costs. */
function main(): void {
  const folder = newFolder();
  const files = writeFleet(path.join(folder, 'large'), LARGE);
  writeFleet(path.join(folder, 'small'), SMALL);
  writeFleet(path.join(folder, 'empty'), 0);
  const check = (fleet: string) => repeated(RUNS, () => runNode([
    PREFLIGHT, 'check', path.join(folder, fleet), '--format', 'json', '--output', path.join(folder, 'report.json'),
  ]));
  const kubeScore = repeated(RUNS, () => runProgram(TOOLS.kubeScore(), ['score', '-o', 'json', ...files]));
  report({ empty: check('empty'), small: check('small'), large: check('large'), kubeScore });
}

interface Costs {
  readonly empty: Cost;
  readonly small: Cost;
  readonly large: Cost;
  readonly kubeScore: Cost;
}

function report({ empty, small, large, kubeScore }: Costs): void {
  const perObject = (cost: Cost, applications: number) => (
    ((cost.seconds - empty.seconds) / (applications * OBJECTS_PER_APPLICATION)) * 1e6
  );
  const [few, many] = [perObject(small, SMALL), perObject(large, LARGE)];
  const rows = [
    ['preflight check, no object', show(empty)],
    [`preflight check, ${SMALL * OBJECTS_PER_APPLICATION} objects`, show(small)],
    [`preflight check, ${LARGE * OBJECTS_PER_APPLICATION} objects`, show(large)],
    [`kube-score, ${LARGE * OBJECTS_PER_APPLICATION} objects`, show(kubeScore)],
    ['time of preflight to kube-score', (large.seconds / kubeScore.seconds).toFixed(2)],
    ['memory above an empty run', `${Math.round(large.mebibytes! - empty.mebibytes!)} MiB`],
    [`time for an object at ${LARGE} applications to ${SMALL}`, (many / few).toFixed(2)],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  rows.forEach(([name, value]) => console.log(`${name.padEnd(width)}  ${value}`));
}

function show({ seconds, mebibytes }: Cost): string {
  return `${seconds.toFixed(2)} s${mebibytes === undefined ? '' : `, ${Math.round(mebibytes)} MiB`}`;
}
