import * as fs from 'fs';
import * as path from 'path';
import { CASES } from './cases';
import { RELEASES } from './harness/versions';
import { EXAMPLE_NAMES } from '../test/support/examples';
import { jsiiTypes } from '../test/support/project/assembly';

describe('the cases', () => {
  const names = CASES.map(({ name }) => name);

  it('hold every exported construct', () => {
    const constructs = jsiiTypes().filter(({ base }) => base === 'constructs.Construct').map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(constructs.map((name) => `the smallest ${name}`)));
  });

  it('hold every example', () => {
    expect(names).toEqual(expect.arrayContaining(EXAMPLE_NAMES.map((name) => `the example ${name}`)));
  });

  it('are put to every minor', () => {
    const files = fs.readdirSync(path.join(__dirname, 'minors')).sort();
    expect(files).toEqual(RELEASES.map(({ minor }) => `${minor}.test.ts`));
  });
});
