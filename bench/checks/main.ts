import * as path from 'path';
import { writeFleet } from './fleet';
import { writeSchemas, SCHEMA_PATH } from '../../test-tools/harness/kubeconform-schemas';
import { TOOLS } from '../../test-tools/harness/programs';
import { Cost, fastest, newFolder, runNode, runProgram } from '../measure';

const PREFLIGHT = path.resolve(__dirname, '../../lib/cli/main.js');
const OBJECTS_PER_APPLICATION = 6;
const SMALL = 200;
const LARGE = 2000;
const TURNS = 5;
const MINOR = '1.30';

main();

/** Judges the same fleet by preflight, by kube-score and by kubeconform, in turns, and prints what each costs. */
function main(): void {
  const programs = programsFor(newFolder());
  const costs = new Map(Object.keys(programs).map((name) => [name, [] as Cost[]]));
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const [name, run] of Object.entries(programs)) costs.get(name)!.push(run());
  }
  report((name) => costs.get(name)!);
}

function programsFor(folder: string): Record<string, () => Cost> {
  const files = writeFleet(path.join(folder, 'large'), LARGE);
  writeFleet(path.join(folder, 'small'), SMALL);
  writeFleet(path.join(folder, 'empty'), 0);
  const schemas = newFolder();
  writeSchemas(schemas, MINOR);
  const preflight = (fleet: string, ...more: string[]) => () => runNode([
    PREFLIGHT, 'check', path.join(folder, fleet), '--format', 'json', '--output', path.join(folder, 'report.json'),
    ...more,
  ]);
  return {
    'empty': preflight('empty'),
    'small': preflight('small'),
    'large': preflight('large'),
    'schema alone': preflight('large', '--only', 'fields-match-schema'),
    'kube-score': () => runProgram(TOOLS.kubeScore(), ['score', '-o', 'json', ...files]),
    'kubeconform': () => runProgram(TOOLS.kubeconform(), [
      '-strict', '-output', 'json', '-kubernetes-version', `${MINOR}.0`,
      '-schema-location', path.join(schemas, SCHEMA_PATH), path.join(folder, 'large'),
    ]),
  };
}

function report(costsOf: (name: string) => Cost[]): void {
  const of = (name: string) => fastest(costsOf(name));
  const perObject = (name: string, applications: number) => (
    ((of(name).seconds - of('empty').seconds) / (applications * OBJECTS_PER_APPLICATION)) * 1e6
  );
  const objects = LARGE * OBJECTS_PER_APPLICATION;
  const growth = perObject('large', LARGE) / perObject('small', SMALL);
  const rows = [
    ['preflight check, no object', show(of('empty'))],
    [`preflight check, ${SMALL * OBJECTS_PER_APPLICATION} objects`, show(of('small'))],
    [`preflight check, ${objects} objects`, show(of('large'))],
    [`preflight check --only fields-match-schema, ${objects} objects`, show(of('schema alone'))],
    [`kube-score, ${objects} objects`, show(of('kube-score'))],
    [`kubeconform, ${objects} objects`, show(of('kubeconform'))],
    ['time of preflight to kube-score, median of turns', ratio(costsOf('large'), costsOf('kube-score'))],
    ['time of preflight to kubeconform, schema alone', ratio(costsOf('schema alone'), costsOf('kubeconform'))],
    ['time of preflight to kubeconform, all checks', ratio(costsOf('large'), costsOf('kubeconform'))],
    [`time for an object at ${LARGE} applications to ${SMALL}`, growth.toFixed(2)],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  rows.forEach(([name, value]) => console.log(`${name.padEnd(width)}  ${value}`));
}

/** Each pair stands beside each other in time, so that what else a machine does weighs on both. */
function ratio(left: readonly Cost[], right: readonly Cost[]): string {
  const ratios = left.map(({ seconds }, turn) => seconds / right[turn].seconds).sort((a, b) => a - b);
  return ratios[Math.floor(ratios.length / 2)].toFixed(2);
}

function show({ seconds, mebibytes }: Cost): string {
  return `${seconds.toFixed(2)} s${mebibytes === undefined ? '' : `, ${Math.round(mebibytes)} MiB`}`;
}
