import * as fs from 'fs';
import * as path from 'path';
import { Baseline, BaselineEntry } from '../../../src/cli/check/baseline/baseline';
import { baselineText, readBaseline, writeBaseline } from '../../../src/cli/check/baseline/baseline-file';
import { inFolder } from '../../support/system/folders';

const SCOPE = { paths: ['.'], exclude: [] };
const CONTENT = { baseline: Baseline.from([entryOf('web')]), scope: SCOPE };

function entryOf(name: string, more: Partial<BaselineEntry> = {}): BaselineEntry {
  return { check: 'image-has-tag', kind: 'Pod', namespace: 'shop', name, count: 1, ...more };
}

describe('a baseline that could not be read again', () => {
  const entries = Array.from({ length: 350 }, (_, index) => entryOf(`web-${index}`, { path: 'x'.repeat(100_000) }));
  const LARGE = { baseline: Baseline.from(entries), scope: SCOPE };
  const MANIFOLD = { ...CONTENT, scope: { ...SCOPE, paths: new Array(1_000_000).fill('') } };

  it.each([['bytes', LARGE], ['values', MANIFOLD]])('is not written, for its %s', (_, content) => inFolder((folder) => {
    const file = path.join(folder, 'known.yaml');
    expect(() => writeBaseline(file, content)).toThrow(`--baseline ${file} is not written: `);
    expect(fs.readdirSync(folder)).toEqual([]);
  }));

  it('would be refused, and it is said what helps', () => inFolder((folder) => {
    const file = path.join(folder, 'known.yaml');
    expect(() => writeBaseline(file, LARGE)).toThrow(
      /: 350 findings are more than a file holds; mend or waive what .*, or judge folders apart, with a baseline each$/,
    );
    fs.writeFileSync(file, baselineText(LARGE));
    expect(() => readBaseline(file)).toThrow('it is larger than 32 MiB');
  }));

  it('leaves the one that was there', () => inFolder((folder) => {
    const file = path.join(folder, 'known.yaml');
    writeBaseline(file, CONTENT);
    expect(() => writeBaseline(file, LARGE)).toThrow('is not written');
    expect(fs.readFileSync(file, 'utf8')).toBe(baselineText(CONTENT));
  }));
});

describe('the file of a baseline', () => {
  it.each([
    ['to a file', 'there/known.yaml', true],
    ['to nothing yet', 'there/known.yaml', false],
    ['by another link', 'other.yaml', false],
  ])('is written through a link %s', (_, address, isThere) => inFolder((folder) => {
    const [file, target] = ['link.yaml', 'there/known.yaml'].map((name) => path.join(folder, name));
    fs.mkdirSync(path.dirname(target));
    fs.symlinkSync(target, path.join(folder, 'other.yaml'));
    fs.symlinkSync(address, file);
    if (isThere) fs.writeFileSync(target, 'x');
    writeBaseline(file, CONTENT);
    expect(fs.readlinkSync(file)).toBe(address);
    expect(fs.readFileSync(target, 'utf8')).toBe(baselineText(CONTENT));
    expect(fs.readdirSync(path.dirname(target))).toEqual(['known.yaml']);
  }));

  it.each([
    ['a link to itself', (file: string) => fs.symlinkSync('known.yaml', file), 'it is a link that leads to itself'],
    ['a link into no folder', (file: string) => fs.symlinkSync('none/known.yaml', file), 'there is no such file'],
    ['a folder', (file: string) => fs.mkdirSync(file), 'it is no file'],
  ])('is refused where it is %s', (_, make, problem) => inFolder((folder) => {
    const file = path.join(folder, 'known.yaml');
    make(file);
    expect(() => writeBaseline(file, CONTENT)).toThrow(`--baseline ${file} cannot be written: ${problem}`);
    expect(fs.readdirSync(folder)).toEqual(['known.yaml']);
  }));

  it('keeps its mode, whatever the mask of the process', () => inFolder((folder) => {
    const file = path.join(folder, 'known.yaml');
    const mask = process.umask(0o077);
    try {
      for (const mode of [0o664, 0o600, 0o644]) {
        fs.writeFileSync(file, 'x');
        fs.chmodSync(file, mode);
        writeBaseline(file, CONTENT);
        expect((fs.statSync(file).mode % 0o1000).toString(8)).toBe(mode.toString(8));
      }
    } finally {
      process.umask(mask);
    }
  }));
});
