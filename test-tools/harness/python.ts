import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { cachedFolder } from './cache';
import { run } from './installed-package';

const ROOT = path.resolve(__dirname, '../..');
const PROGRAMS = path.join(ROOT, 'test-tools/python');
const { devDependencies } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
/** The runtime of jsii, and the peers in the versions that the package is compiled against. */
const REQUIREMENTS = [
  'jsii==1.142.0',
  ...['cdk8s', 'cdk8s-plus-28', 'constructs'].map((peer) => `${peer}==${devDependencies[peer]}`),
];
/** The runtime starts a Node of its own; that this one is old is no news to the tests. */
const ENVIRONMENT = { JSII_NODE: process.execPath, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' };

/** Whether Python is there; where tests must be complete, it has to be. */
export function hasPython(): boolean {
  const { error } = spawnSync('python3', ['--version']);
  if (error === undefined) return true;
  const complaint = `python3 cannot be run (${error.message}); install it, as the Debian package python3-venv`;
  if (process.env.CI === 'true') throw new Error(complaint);
  process.stderr.write(`left out: ${complaint}\n`);
  return false;
}

/** The folder of an environment of Python that has packages, which are installed once. */
export function virtualEnvironment(requirements: readonly string[]): string {
  const version = spawnSync('python3', ['--version'], { encoding: 'utf8' }).stdout;
  return cachedFolder('python', [version, ...requirements].join(), (folder) => {
    run(folder, ['python3', '-m', 'venv', folder]);
    run(folder, [path.join(folder, 'bin/pip'), 'install', '--quiet', ...requirements]);
  });
}

/** The package as jsii-pacmak makes it for Python, and what runs its programs. */
export class PythonPackage {
  private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preflight-python-'));
  private readonly python = path.join(virtualEnvironment(REQUIREMENTS), 'bin/python');

  constructor() {
    const pacmak = require.resolve('jsii-pacmak/bin/jsii-pacmak');
    run(ROOT, [process.execPath, pacmak, '--targets', 'python', '--code-only', '--outdir', this.folder], ENVIRONMENT);
  }

  /** What a program of `test-tools/python` prints; its manifests go to a folder. */
  public run(program: string, outputFolder: string): string {
    const environment = {
      ...ENVIRONMENT,
      PYTHONPATH: path.join(this.folder, 'python/src'),
      PYTHONDONTWRITEBYTECODE: '1',
      CDK8S_OUTDIR: outputFolder,
    };
    return run(outputFolder, [this.python, path.join(PROGRAMS, program)], environment);
  }

  /** Removes what was made. */
  public dispose(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}
