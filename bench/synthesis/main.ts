import * as fs from 'fs';
import * as path from 'path';
import { parseArgs } from 'util';
import { loading, services } from './constructs';
import { platform } from './platform';
import { compilePrograms } from './programs';
import { pageWith, resultsOf, tableOf } from './report';
import { Conditions, Section } from './section';
import { flatTrees, layeredTrees, textTrees } from './trees';

const PAGE = path.resolve(__dirname, '../RESULTS.md');
const RUNS = 11;

const CASES: { readonly [name: string]: (conditions: Conditions) => Section | Section[] } = {
  flat: flatTrees,
  texts: textTrees,
  layers: layeredTrees,
  services,
  loading,
  platform,
};

main();

/** Measures what is asked for, all without `--only`, and prints a table as soon as there is one. */
function main(): void {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      record: { type: 'boolean', default: false },
      json: { type: 'string' },
      only: { type: 'string', default: Object.keys(CASES).join() },
      limit: { type: 'string', default: '300' },
    },
  });
  compilePrograms();
  const conditions = { quick: values.quick!, runs: values.quick ? 1 : RUNS, limit: Number(values.limit) };
  const results = resultsOf(values.only!.split(',').flatMap((name) => measured(name, conditions)));
  if (values.json !== undefined) fs.writeFileSync(values.json, `${JSON.stringify(results, undefined, 2)}\n`);
  if (values.record) fs.writeFileSync(PAGE, pageWith(results, fs.readFileSync(PAGE, 'utf8')));
}

function measured(name: string, conditions: Conditions): Section[] {
  if (!(name in CASES)) throw new Error(`--only must name some of ${Object.keys(CASES).join()}, got '${name}'`);
  const sections = [CASES[name](conditions)].flat();
  for (const section of sections) console.log(tableOf(section));
  return sections;
}
