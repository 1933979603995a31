import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { loadAll } from 'js-yaml';

const ROOT = path.resolve(__dirname, '..');
const EXAMPLES = path.join(ROOT, 'examples');
const EXPECTED_FLAG = '--expected';
/** What a newcomer sees first. */
const FIRST = 'online-boutique';

interface Manifest {
  readonly kind: string;
}

main(process.argv.slice(2));

/** Writes the examples that are named, or all of them, to `dist/<example>` or, on request, to their `expected/`. */
function main(args: string[]): void {
  const isExpected = args.includes(EXPECTED_FLAG);
  const named = args.filter((arg) => arg !== EXPECTED_FLAG);
  for (const example of named.length > 0 ? named : allExamples()) {
    const folder = isExpected ? path.join(EXAMPLES, example, 'expected') : path.join(ROOT, 'dist', example);
    const milliseconds = synth(example, folder);
    console.log(summary(example, folder, milliseconds));
  }
}

function allExamples(): string[] {
  const folders = fs.readdirSync(EXAMPLES, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const names = folders.map(({ name }) => name).filter((name) => fs.existsSync(path.join(EXAMPLES, name, 'main.ts')));
  return [FIRST, ...names.filter((name) => name !== FIRST).sort()];
}

function synth(example: string, folder: string): number {
  const program = path.join(EXAMPLES, example, 'main.ts');
  if (!fs.existsSync(program)) {
    console.error(`There is no example ${JSON.stringify(example)}; choose from: ${allExamples().join(', ')}`);
    process.exit(2);
  }
  const tsx = [require.resolve('tsx/cli'), '--tsconfig', path.join(EXAMPLES, 'tsconfig.json'), program];
  const start = performance.now();
  try {
    execFileSync(process.execPath, tsx, { stdio: 'inherit', env: { ...process.env, CDK8S_OUTDIR: folder } });
  } catch {
    process.exit(1);
  }
  return Math.round(performance.now() - start);
}

function summary(example: string, folder: string, milliseconds: number): string {
  const files = fs.readdirSync(folder).filter((name) => name.endsWith('.yaml')).sort();
  const manifests = files.flatMap((file) => loadAll(fs.readFileSync(path.join(folder, file), 'utf8')) as Manifest[]);
  const counts = new Map<string, number>();
  for (const { kind } of manifests) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const width = Math.max(...[...counts.keys()].map((kind) => kind.length));
  const lines = [...counts].sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([kind, count]) => `  ${kind.padEnd(width)}  ${count}`);
  const where = path.relative(process.cwd(), folder) || '.';
  return [
    `${example}: ${plural(manifests.length, 'object')} in ${plural(files.length, 'chart')}, ${milliseconds} ms`,
    ...lines,
    ...files.map((file) => `  -> ${path.join(where, file)}`),
  ].join('\n');
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
