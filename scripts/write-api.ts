import * as fs from 'fs';
import * as path from 'path';
import { DOMAINS, pageOf } from './api/domains';
import { EXAMPLES_FILE, examplesText } from './api/examples-file';
import { indexText } from './api/index-page';
import { pageText } from './api/page';
import { readReference } from './api/reference';

const ROOT = path.resolve(__dirname, '..');

void main(path.resolve(process.argv[2] ?? ROOT));

/** Writes API.md, its pages, and the file that its examples are compiled from, below a folder. */
async function main(target: string): Promise<void> {
  const reference = await readReference(ROOT);
  const pages = Object.keys(DOMAINS).map((domain) => [pageOf(domain), pageText(reference, domain)]);
  // A page of a domain that is gone would be read on.
  fs.rmSync(path.join(target, path.dirname(pages[0][0])), { recursive: true, force: true });
  for (const [file, text] of [['API.md', indexText(reference)], [EXAMPLES_FILE, examplesText(ROOT)], ...pages]) {
    fs.mkdirSync(path.dirname(path.join(target, file)), { recursive: true });
    fs.writeFileSync(path.join(target, file), text);
  }
}
