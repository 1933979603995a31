import { execFileSync } from 'child_process';
import * as path from 'path';
import { jsiiTypes } from './support/project/assembly';

const ROOT = path.resolve(__dirname, '..');
const API = jsiiTypes().filter(({ kind }) => kind !== 'interface').map(({ name }) => name);
/** Beside the API is what cdk8s-cli looks for, whatever language an app is written in. */
const NAMES = [...API, 'ReadinessValidation'];

describe('the compiled package', () => {
  it('has all classes and enums of the API and the plugin of cdk8s-cli, and nothing else', () => {
    expect(answerOf<string[]>("Object.keys(require('./lib'))").sort()).toEqual([...NAMES].sort());
  });

  it('gives the same value each time', () => {
    expect(answerOf("Object.entries(require('./lib')).map(([name, value]) => value === require('./lib')[name])"))
      .toEqual(NAMES.map(() => true));
  });

  it('loads what is asked for: an app of plain objects needs no cdk8s-plus', () => {
    const loaded = (names: string) => answerOf<string[]>(`(() => {
      const { ${names} } = require('./lib');
      return Object.keys(require.cache).map((file) => require('path').relative('.', file));
    })()`);
    const isOfPlus = (file: string) => file.includes('cdk8s-plus');
    expect(loaded('ProductionApp').filter(isOfPlus)).toEqual([]);
    expect(loaded('ProductionService').filter(isOfPlus)).not.toEqual([]);
    expect(loaded('ProductionService').filter((file) => file.startsWith('lib/backup/'))).toEqual([]);
    // Nor does who judges manifests need cdk8s.
    expect(loaded('Manifest, Cluster').filter((file) => /node_modules\/(cdk8s|constructs)/.test(file))).toEqual([]);
  });

  it('gives ES modules its names', () => {
    const program = `
      import { createRequire } from 'module';
      import { ProductionApp, Severity } from './lib/index.js';
      const library = createRequire('${ROOT}/package.json')('./lib');
      console.log(JSON.stringify([ProductionApp === library.ProductionApp, Severity === library.Severity]));
    `;
    expect(JSON.parse(run(['--input-type=module', '-e', program]))).toEqual([true, true]);
  });
});

/** The value of an expression in a Node of its own. */
function answerOf<T>(expression: string): T {
  return JSON.parse(run(['-p', `JSON.stringify(${expression})`]));
}

function run(args: string[]): string {
  return execFileSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
}
