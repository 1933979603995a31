import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';

const ROOT = path.resolve(__dirname, '..');
const RAW = path.join(ROOT, 'tmp/suite-times.jsonl');
const TARGET = path.join(ROOT, 'bench/test-times.md');

interface Suite {
  readonly file: string;
  readonly seconds: number;
}

/** Runs all suites; projenrc/jest-worker/environment.js writes down what each took. */
function measure(): Suite[] {
  fs.mkdirSync(path.dirname(RAW), { recursive: true });
  fs.rmSync(RAW, { force: true });
  const env = { ...process.env, SUITE_TIMES: RAW };
  const { status } = spawnSync('npx', ['jest', '--ci', '--silent'], { cwd: ROOT, env, stdio: 'inherit' });
  if (status !== 0) throw new Error('the times of failing tests say nothing; run npm test first');
  return fs.readFileSync(RAW, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Suite);
}

function page(suites: readonly Suite[]): string {
  const total = suites.reduce((sum, { seconds }) => sum + seconds, 0);
  const sorted = [...suites].sort((left, right) => right.seconds - left.seconds || (left.file < right.file ? -1 : 1));
  const rows = sorted.map(({ file, seconds }) => `| ${path.relative(ROOT, file)} | ${seconds.toFixed(1)} |`);
  return `# What each suite costs

Seconds of one core, written by \`npx projen test:times\`; no test holds them. The first suites of a worker also load
and compile what all share, and programs that a suite starts are not counted. A suite that climbs without new tests is
worth a look; what \`npm test\` may cost in all is in [the map](../docs/architecture.md#what-npm-test-may-cost).

${suites.length} suites took ${total.toFixed(0)} s.

| suite | seconds |
| --- | ---: |
${rows.join('\n')}
`;
}

fs.writeFileSync(TARGET, page(measure()));
