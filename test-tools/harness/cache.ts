import { createHash } from 'crypto';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';

const CACHE = path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'cdk8s-preflight');

/** A folder that is made once for all that it is made of, such as versions. */
export function cachedFolder(name: string, madeOf: string, make: (folder: string) => void): string {
  const target = path.join(CACHE, `${name}-${createHash('sha256').update(madeOf).digest('hex').slice(0, 16)}`);
  const mark = path.join(target, '.complete');
  // A virtual environment knows its own path, so it cannot be renamed when it is whole.
  if (fs.existsSync(mark)) return target;
  fs.rmSync(target, { recursive: true, force: true });
  fs.mkdirSync(target, { recursive: true });
  make(target);
  fs.writeFileSync(mark, '');
  return target;
}
