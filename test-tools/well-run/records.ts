import * as fs from 'fs';
import * as path from 'path';
import * as yaml from 'js-yaml';
import { ProjectRecord } from './judged-project';

const FILE = path.join(__dirname, 'findings.yaml');

/** What is recorded, by project. */
export interface Records {
  readonly [project: string]: ProjectRecord;
}

/** Reads what was said of each project when somebody last read it all. */
export function readRecords(): Records {
  return yaml.load(fs.readFileSync(FILE, 'utf8')) as Records;
}

/** Records what is said now. */
export function writeRecords(records: Records): void {
  fs.writeFileSync(FILE, yaml.dump(records, { lineWidth: 120 }));
}
