import * as fs from 'fs';
import * as path from 'path';
import { allExamples, checkPageFiles } from './checks/check-pages';
import { PAGES_FOLDER } from '../src/report/check-page/page-address';

const ROOT = path.join(__dirname, '..');

writePages(checkPageFiles(ROOT, allExamples()));

/** Writes the pages of all checks, and removes those of checks that are gone. */
function writePages(files: ReadonlyMap<string, string>): void {
  fs.rmSync(path.join(ROOT, PAGES_FOLDER), { recursive: true, force: true });
  fs.mkdirSync(path.join(ROOT, PAGES_FOLDER), { recursive: true });
  for (const [file, text] of files) fs.writeFileSync(path.join(ROOT, file), text);
}
