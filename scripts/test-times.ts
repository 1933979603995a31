import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';

const ROOT = path.resolve(__dirname, '..');
const RAW = path.join(ROOT, 'tmp/test-times.json');
const TARGET = path.join(ROOT, 'bench/test-times.md');

/** What of Jest's own report is read. */
interface SuiteReport {
  readonly name: string;
  readonly startTime: number;
  readonly endTime: number;
  readonly assertionResults: readonly object[];
}

interface Suite {
  readonly file: string;
  readonly tests: number;
  readonly seconds: number;
}

/** Runs each suite by itself, one after the other in one worker: side by side, they would slow each other down. */
function measure(): Suite[] {
  const args = ['jest', '--ci', '--runInBand', '--json', '--outputFile', RAW];
  const { status } = spawnSync('npx', args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error('the times of failing tests say nothing; run npm test first');
  const { testResults } = JSON.parse(fs.readFileSync(RAW, 'utf8')) as { testResults: SuiteReport[] };
  return testResults.map(({ name, startTime, endTime, assertionResults }) => ({
    file: path.relative(path.join(ROOT, 'test'), name),
    tests: assertionResults.length,
    seconds: (endTime - startTime) / 1000,
  }));
}

function table(suites: readonly Suite[]): string {
  const rows = [...suites].sort((left, right) => right.seconds - left.seconds || (left.file < right.file ? -1 : 1))
    .map(({ file, tests, seconds }) => `| ${file} | ${tests} | ${seconds.toFixed(1)} |`);
  return ['| suite | tests | seconds |', '| --- | ---: | ---: |', ...rows].join('\n');
}

function page(suites: readonly Suite[]): string {
  const seconds = suites.reduce((sum, suite) => sum + suite.seconds, 0).toFixed(0);
  const tests = suites.reduce((sum, suite) => sum + suite.tests, 0);
  return `# The time of each suite

Written by \`npx projen test:times\` on an idle machine; no test holds it. The budget is in
[the map](../docs/architecture.md#what-a-construct-may-add-to-npm-test): a suite that climbs in this table without new
tests is worth a look.

${suites.length} suites with ${tests} tests took ${seconds} s of one core.

${table(suites)}
`;
}

fs.mkdirSync(path.dirname(RAW), { recursive: true });
fs.writeFileSync(TARGET, page(measure()));
