import * as fs from 'fs';
import * as path from 'path';
import { load } from 'js-yaml';
import { splitDocuments } from '../../src/checks/loading/documents';
import { isMap, PlainMap } from '../../src/checks/model/values/plain-data';
import { readYaml } from '../../src/checks/model/yaml/kubernetes-yaml';

const ROOT = path.resolve(__dirname, '../..');

/** Texts with several documents that belong together: the tables of checks, and what examples become. */
export const GROUPS: readonly string[] = [...tables(), ...examples(), read('test/data/validity/valid.yaml')];

/** Each document for itself. */
export const DOCUMENTS: readonly string[] = [...new Set(GROUPS.flatMap((text) => (
  splitDocuments(text).map((document) => document.text.replace(/^---.*\n/, ''))
)))].filter((text) => text.trim() !== '');

/** Each object that can be read. */
export const OBJECTS: readonly PlainMap[] = DOCUMENTS.map(parsed).filter(isMap);

function tables(): string[] {
  const cases = filesBelow('test/checks/cases').flatMap((file) => load(read(file)) as { objects: string }[]);
  return cases.map(({ objects }) => objects);
}

function examples(): string[] {
  const folders = fs.readdirSync(path.join(ROOT, 'examples')).map((name) => `examples/${name}/expected`);
  return folders.filter((folder) => fs.existsSync(path.join(ROOT, folder))).flatMap(filesBelow).map(read);
}

function filesBelow(folder: string): string[] {
  const names = fs.readdirSync(path.join(ROOT, folder), { recursive: true }) as string[];
  return names.filter((name) => name.endsWith('.yaml')).sort().map((name) => path.join(folder, name));
}

function read(file: string): string {
  return fs.readFileSync(path.join(ROOT, file), 'utf8');
}

/** Some of the tables are about documents that cannot be read. */
function parsed(text: string): unknown {
  try {
    return readYaml(text);
  } catch {
    return undefined;
  }
}
