import * as fs from 'fs';
import * as path from 'path';
import { parseArgs } from 'util';
import { ApiLifecycle, ApiLifecycles, readApiLifecycles } from './schemas/api-lifecycles';

const FILE = 'src/checks/facts/cluster/api-lifecycles.ts';

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`api-lifecycles: ${(error as Error).message}\n`);
  process.exitCode = 2;
}

/** Writes down when versions of the API go, as the modules of Kubernetes say. */
function main(args: string[]): number {
  const { check } = parseArgs({ args, options: { check: { type: 'boolean' } } }).values;
  const location = path.join(__dirname, '..', FILE);
  const lifecycles = readApiLifecycles();
  const text = fileOf(lifecycles);
  if (!check) fs.writeFileSync(location, text);
  if (!fs.existsSync(location) || fs.readFileSync(location, 'utf8') !== text) {
    process.stderr.write(`${FILE} differs from what the modules of Kubernetes say\n`);
    return 1;
  }
  process.stdout.write(`api-lifecycles: ${lifecycles.rows.length} versions of kinds up to date\n`);
  return 0;
}

function fileOf({ rows, modules }: ApiLifecycles): string {
  return `// Written by \`npx projen update-api-lifecycles\`, of zz_generated.prerelease-lifecycle.go in these modules:
${modules.map(({ name, version, sum }) => `// ${name}@${version} ${sum}\n`).join('')}
/**
 * The apiVersion, the kind, the minor that deprecates them, the first that does not serve them, the apiVersion to write
 * instead or its version in the same group, and the first minor that has it, where it is none of the oldest.
 */
export type ApiLifecycle = readonly [string, string, number, number, string?, number?];

/** Versions of the API of Kubernetes that are deprecated, or gone. */
export const API_LIFECYCLES: readonly ApiLifecycle[] = [
${rows.map(rowOf).join('')}];
`;
}

function rowOf({ apiVersion, kind, deprecatedIn, removedIn, replacement, replacedIn }: ApiLifecycle): string {
  const instead = replacement?.replace(`${apiVersion.split('/')[0]}/`, '');
  const values = [apiVersion, kind, deprecatedIn, removedIn, instead, replacedIn].filter((one) => one !== undefined);
  return `  [${values.map((value) => (typeof value === 'string' ? `'${value}'` : value)).join(', ')}],\n`;
}
