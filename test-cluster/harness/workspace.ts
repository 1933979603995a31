import { randomBytes } from 'crypto';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';

const PREFIX = 'cdk8s-preflight-cluster-';

/** An empty folder for the data of one control plane; removes those that killed runs left behind. */
export function createWorkspace(): string {
  fs.readdirSync(os.tmpdir()).filter(isAbandoned).forEach((name) => {
    fs.rmSync(path.join(os.tmpdir(), name), { recursive: true, force: true });
  });
  const folder = path.join(os.tmpdir(), `${PREFIX}${process.pid}-${randomBytes(4).toString('hex')}`);
  fs.mkdirSync(folder, { mode: 0o700 });
  return folder;
}

function isAbandoned(name: string): boolean {
  const owner = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
  return owner !== undefined && !isAlive(Number(owner));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
