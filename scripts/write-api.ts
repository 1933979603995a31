import * as fs from 'fs';
import * as path from 'path';
import { DOMAINS, pageOf } from './api/domains';
import { EXAMPLES_FILE, examplesText } from './api/examples-file';
import { indexText } from './api/index-page';
import { pageText } from './api/page';
import { readReference } from './api/reference';
import { SIGNATURES_FILE, signaturesText } from './api/signatures-file';

const ROOT = path.resolve(__dirname, '..');

void main(path.resolve(process.argv[2] ?? ROOT));

/** Writes API.md, its pages, the file that its examples are compiled from, and the signatures, below a folder. */
async function main(target: string): Promise<void> {
  const reference = await readReference(ROOT);
  const pages = Object.keys(DOMAINS).map((domain) => [pageOf(domain), pageText(reference, domain)]);
  const files = [
    ['API.md', indexText(reference)],
    [EXAMPLES_FILE, examplesText(ROOT)],
    [SIGNATURES_FILE, signaturesText(ROOT)],
    ...pages,
  ];
  // A page of a domain that is gone would be read on.
  fs.rmSync(path.join(target, path.dirname(pages[0][0])), { recursive: true, force: true });
  for (const [file, text] of files) {
    fs.mkdirSync(path.dirname(path.join(target, file)), { recursive: true });
    fs.writeFileSync(path.join(target, file), text);
  }
}
