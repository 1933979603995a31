import * as path from 'path';
import { writeFleet } from './fleet';
import { writeSchemas, SCHEMA_PATH } from '../../test-tools/harness/kubeconform-schemas';
import { NODE_LINES, nodeOf } from '../../test-tools/harness/node-lines';
import { TOOLS } from '../../test-tools/harness/programs';
import { Cost, fastest, newFolder, runNode, runProgram } from '../measure';

const PREFLIGHT = path.resolve(__dirname, '../../lib/cli/main.js');
const OBJECTS_PER_APPLICATION = 6;
const SMALL = 200;
const LARGE = 2000;
const TURNS = 5;
const MINOR = '1.30';
const VERSIONS = NODE_LINES.map(({ version }) => version);

main();

/** Judges the same fleet by preflight on each Node, by kube-score and by kubeconform, and prints what each costs. */
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
  return {
    ...preflightOnEachNode(folder),
    'kube-score': () => runProgram(TOOLS.kubeScore(), ['score', '-o', 'json', ...files]),
    'kubeconform': () => runProgram(TOOLS.kubeconform(), [
      '-strict', '-output', 'json', '-kubernetes-version', `${MINOR}.0`,
      '-schema-location', path.join(schemas, SCHEMA_PATH), path.join(folder, 'large'),
    ]),
  };
}

/** Node compiles as it runs: how fast a short program is depends on its version more than on anything else. */
function preflightOnEachNode(folder: string): Record<string, () => Cost> {
  return Object.fromEntries(VERSIONS.flatMap((version) => {
    const node = nodeOf(version);
    const preflight = (fleet: string, ...more: string[]) => () => runNode([
      PREFLIGHT, 'check', path.join(folder, fleet), '--format', 'json', '--output', path.join(folder, 'report.json'),
      ...more,
    ], { node });
    return [
      [`empty ${version}`, preflight('empty')],
      [`small ${version}`, preflight('small')],
      [`large ${version}`, preflight('large')],
      [`schema alone ${version}`, preflight('large', '--only', 'fields-match-schema')],
    ];
  }));
}

function report(costsOf: (name: string) => Cost[]): void {
  const objects = LARGE * OBJECTS_PER_APPLICATION;
  const rows = [
    [`kube-score, ${objects} objects`, show(fastest(costsOf('kube-score')))],
    [`kubeconform, ${objects} objects`, show(fastest(costsOf('kubeconform')))],
    ...VERSIONS.flatMap((version) => rowsFor(version, costsOf)),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  rows.forEach(([name, value]) => console.log(`${name.padEnd(width)}  ${value}`.trimEnd()));
}

function rowsFor(version: string, costsOf: (name: string) => Cost[]): [string, string][] {
  const of = (name: string) => fastest(costsOf(`${name} ${version}`));
  const perObject = (name: string, applications: number) => (
    (of(name).seconds - of('empty').seconds) / (applications * OBJECTS_PER_APPLICATION)
  );
  const objects = LARGE * OBJECTS_PER_APPLICATION;
  const [all, schemaAlone] = [costsOf(`large ${version}`), costsOf(`schema alone ${version}`)];
  return [
    [`on Node ${version}`, ''],
    ['  preflight check, no object', show(of('empty'))],
    [`  preflight check, ${SMALL * OBJECTS_PER_APPLICATION} objects`, show(of('small'))],
    [`  preflight check, ${objects} objects`, show(of('large'))],
    [`  preflight check --only fields-match-schema, ${objects} objects`, show(of('schema alone'))],
    ['  time of preflight to kube-score, median of turns', ratio(all, costsOf('kube-score'))],
    ['  time of preflight to kubeconform, schema alone', ratio(schemaAlone, costsOf('kubeconform'))],
    ['  time of preflight to kubeconform, all checks', ratio(all, costsOf('kubeconform'))],
    [
      `  time for an object at ${LARGE} applications to ${SMALL}`,
      (perObject('large', LARGE) / perObject('small', SMALL)).toFixed(2),
    ],
  ];
}

/** Each pair stands beside each other in time, so that what else a machine does weighs on both. */
function ratio(left: readonly Cost[], right: readonly Cost[]): string {
  const ratios = left.map(({ seconds }, turn) => seconds / right[turn].seconds).sort((a, b) => a - b);
  return ratios[Math.floor(ratios.length / 2)].toFixed(2);
}

function show({ seconds, mebibytes }: Cost): string {
  return `${seconds.toFixed(2)} s${mebibytes === undefined ? '' : `, ${Math.round(mebibytes)} MiB`}`;
}
