import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';

/** Uses an empty folder that goes afterwards. */
export function inFolder<T>(use: (folder: string) => T): T {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preflight-'));
  try {
    return use(folder);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** The bytes of every file, by its path; folders end in a slash. The index of what was written is none of them. */
export function filesIn(folder: string): Record<string, string> {
  const names = (fs.readdirSync(folder, { recursive: true }) as string[]).filter((name) => !name.startsWith('.'));
  return Object.fromEntries(names.sort().map((name) => {
    const file = path.join(folder, name);
    return fs.statSync(file).isDirectory() ? [`${name}/`, ''] : [name, fs.readFileSync(file, 'utf8')];
  }));
}
