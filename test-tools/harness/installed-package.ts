import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';

const ROOT = path.resolve(__dirname, '../..');

/** Installs the package as users do, from its tarball, beside a cdk8s of a range; the folder goes with its user. */
export function installPackage(cdk8sRange: string): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preflight-installed-'));
  const pack = ['npm', 'pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const [{ filename }] = JSON.parse(run(ROOT, pack));
  fs.writeFileSync(path.join(folder, 'package.json'), '{ "private": true }');
  const install = ['npm', 'install', '--no-audit', '--no-fund', '--loglevel=error'];
  run(folder, [...install, `./${filename}`, `cdk8s@${cdk8sRange}`, 'cdk8s-plus-28@2', 'constructs@10']);
  return folder;
}

/** What a command prints in a folder; where it fails, the error has what it complained of. */
export function run(folder: string, [program, ...args]: readonly string[], environment = {}): string {
  const env = { ...process.env, ...environment };
  return execFileSync(program, args, { cwd: folder, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
