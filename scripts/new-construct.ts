import * as fs from 'fs';
import * as path from 'path';
import { readArguments } from './new-construct/arguments';
import { withExport, withSmallestCall } from './new-construct/insertions';
import { findKind, readKinds } from './new-construct/kinds';
import { Names, namesOf } from './new-construct/names';
import { PLACEHOLDER } from './new-construct/placeholder';
import { sourceText } from './new-construct/source-file';
import { testText } from './new-construct/test-file';

const ROOT = path.resolve(__dirname, '..');

try {
  main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`new:construct: ${(error as Error).message}\n`);
  process.exitCode = 2;
}

/** Writes the files of a new construct; what is missing in them is marked. */
function main(argv: string[]): void {
  const { path: below, emits } = readArguments(argv);
  const names = namesOf(below, findKind(emits, readKinds(path.join(ROOT, 'schemas'))));
  const files = filesOf(names);
  for (const [file, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(ROOT, file)), { recursive: true });
    fs.writeFileSync(path.join(ROOT, file), text);
  }
  process.stdout.write(nextSteps(names, Object.keys(files)));
}

/** The text of each file that is new or changed. */
function filesOf(names: Names): Record<string, string> {
  const [source, test] = [`src/${names.path}.ts`, `test/${names.path}.test.ts`];
  for (const file of [source, test]) {
    if (fs.existsSync(path.join(ROOT, file))) throw new Error(`${file} is there already; choose another name`);
  }
  const [index, calls] = ['src/index.ts', 'test/support/smallest-calls.ts'];
  const read = (file: string) => fs.readFileSync(path.join(ROOT, file), 'utf8');
  return {
    [source]: sourceText(names),
    [test]: testText(names),
    [index]: withExport(read(index), names),
    [calls]: withSmallestCall(read(calls), names),
  };
}

function nextSteps({ path: below }: Names, files: readonly string[]): string {
  return `${files.map((file) => `  -> ${file}`).join('\n')}
Its line in API.md is written next, from its first sentence and its @example. Then
  1. replace each ${PLACEHOLDER} in src/${below}.ts and its test; test/conventions.test.ts names those that are left
  2. add the props that it needs, each with a default, a test and the message where a value cannot work
  3. npx projen compile && npm run docgen && npx jest test/${below}.test.ts test/conventions.test.ts
`;
}
