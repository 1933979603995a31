import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { readCheckPlan } from './checks/check-plan';
import { checkFiles, PLACEHOLDER } from './checks/check-skeleton';
import { checkDomains, readCheckSources } from '../projenrc/check-sources';
import { MANIFEST_IS_READABLE } from '../src/checks/model/engine/manifest-is-readable';
import { WAIVER_CHECKS } from '../src/checks/model/engine/waiver-checks';

const ROOT = path.join(__dirname, '..');

try {
  main();
} catch (error) {
  console.error(`new:check: ${(error as Error).message}`);
  process.exitCode = 1;
}

function main(): void {
  const ids = [...readCheckSources(ROOT), ...WAIVER_CHECKS, MANIFEST_IS_READABLE].map(({ id }) => id);
  const files = checkFiles(readCheckPlan(process.argv.slice(2), { ids, domains: checkDomains(ROOT) }));
  for (const [file, text] of files) {
    fs.mkdirSync(path.dirname(path.join(ROOT, file)), { recursive: true });
    // Whatever stands there already is somebody's work.
    fs.writeFileSync(path.join(ROOT, file), text, { flag: 'wx' });
  }
  // The catalogue and docs/checks.md are made of the folders.
  execFileSync('npx', ['projen', 'default'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  console.log(nextSteps([...files.keys()]));
}

function nextSteps([source, cases]: readonly string[]): string {
  return [
    `Wrote ${source}, ${cases}, the catalogue and docs/checks.md.`,
    `Tests fail until nothing says ${PLACEHOLDER} any more:`,
    `  1. ${cases}: manifests that pass, that fail, and that the check does not apply to`,
    `  2. ${source}: what it looks at, why it matters, what to do, and where the opinion comes from`,
    `  3. npx jest test/checks -t ${path.basename(source, '.ts')}`,
    '  4. npx projen default, which writes the title into docs/checks.md, and the page of the check',
    '     example: true marks the two cases that the page shows, where it should not choose',
  ].join('\n');
}
