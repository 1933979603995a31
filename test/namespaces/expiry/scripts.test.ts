import * as fs from 'fs';
import * as path from 'path';
import { EXPIRY_SCRIPTS } from '../../../src/namespaces/expiry/embedded-scripts';

const FOLDER = path.resolve(__dirname, '../../../src/namespaces/expiry/scripts');
const FILES = fs.readdirSync(FOLDER).sort();

describe('the scripts of a namespace reaper', () => {
  it('are embedded as they are, all of them', () => {
    const read = FILES.map((file) => [file, fs.readFileSync(path.join(FOLDER, file), 'utf8')]);

    expect(Object.entries(EXPIRY_SCRIPTS)).toEqual(read);
  });

  it('stop at the first error, and interpret no data', () => {
    const script = EXPIRY_SCRIPTS['reap-namespaces.sh'];
    const code = script.replace(/^ *#.*$/gm, '');

    expect(script).toMatch(/^#!\/bin\/sh\n(#.*\n)+set -eu\n/);
    expect(code).not.toMatch(/\beval\b|`/);
  });

  it.each(Object.entries(EXPIRY_SCRIPTS))('hold nothing that a ConfigMap would change, in %s', (_, text) => {
    expect(text).toMatch(/^[\n\x20-\x7e]+\n$/);
  });
});
