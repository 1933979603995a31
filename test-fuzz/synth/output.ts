import * as fs from 'fs';
import * as path from 'path';
import { synthesize, Version } from './versions';
import { Fault } from '../campaign';

/** The content of every file of a folder, by its path; folders end in a slash. */
export type Files = ReadonlyMap<string, string>;

export function filesOf(folder: string): Files {
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(entries.map((entry) => {
    const file = path.join(entry.parentPath, entry.name);
    const name = path.relative(folder, file);
    return entry.isDirectory() ? [`${name}/`, ''] : [name, fs.readFileSync(file, 'utf8')];
  }));
}

/** What a version becomes in a folder that nobody else writes. */
export function cleanFiles(version: Version, folder: string): Files {
  synthesize(version, folder);
  return filesOf(folder);
}

/** Each manifest is that of one of the versions, as a whole. */
export function expectWhole(found: Files, versions: readonly Files[]): void {
  for (const [name, text] of found) {
    if (!name.endsWith('.yaml')) continue;
    if (versions.some((files) => files.get(name) === text)) continue;
    throw new Fault(`${name} is no whole file of any version: ${text.length} characters`);
  }
}

/** What is there is one version, with nothing beside it. */
export function expectSame(found: Files, expected: Files): void {
  const problem = differenceOf(found, expected);
  if (problem !== undefined) throw new Fault(`the folder is not as that of a clean run: ${problem}`);
}

/** How a folder differs from another one, if it does. */
export function differenceOf(found: Files, expected: Files): string | undefined {
  const missing = [...expected.keys()].filter((name) => !found.has(name));
  if (missing.length > 0) return `${missing.length} files are missing, such as ${missing[0]}`;
  const more = [...found.keys()].filter((name) => !expected.has(name));
  if (more.length > 0) return `${more.length} files are too many, such as ${more[0]}`;
  const other = [...expected].filter(([name, text]) => found.get(name) !== text);
  return other.length > 0 ? `${other.length} files have another content, such as ${other[0][0]}` : undefined;
}
