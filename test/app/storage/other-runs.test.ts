import * as fs from 'fs';
import * as path from 'path';
import { storeFiles } from '../../../src/app/file-store';
import { IndexName, indexName } from '../../../src/app/storage/index-name';
import { messageOf } from '../../support/errors';
import { filesIn, inFolder } from '../../support/system/folders';

/** What an app writes, and how it is started. */
interface Run {
  /** What is in them, by their ids. */
  readonly charts: Readonly<Record<string, string>>;
  /** None as with `node -e`. */
  readonly program?: string;
  readonly name?: string;
  readonly shard?: IndexName['shard'];
}

/** The first app of each run, which is a process of its own. */
const APP = {};

const SHOP = '/srv/shop/main.ts';
const INFRA = '/srv/infra/main.ts';
const PYTHON = '/tmp/jsii/bin/jsii-runtime.js';
const AB = { a: '1', b: '1' };
const OWN = 'give each app, or stage of one, a name or an outdir of its own';
const GONE = 'where that app is no more';

describe('two runs into one folder', () => {
  it.each<[string, Run, Run]>([
    ['the same program', { charts: AB, program: SHOP }, { charts: { a: '2' }, program: SHOP }],
    ['the same program, compiled',
      { charts: { a: '1' }, program: SHOP }, { charts: { a: '2' }, program: '/srv/shop/main.js' }],
    ['a program that was moved',
      { charts: { ...AB, c: '1' }, program: SHOP }, { charts: { ...AB, c: '2' }, program: INFRA }],
    ['a program that was moved and makes less',
      { charts: { ...AB, c: '1' }, program: SHOP }, { charts: AB, program: INFRA }],
    ['no program twice', { charts: { a: '1' } }, { charts: { b: '1' } }],
    ['the same name, whatever the program',
      { charts: { a: '1' }, program: SHOP, name: 'shop' }, { charts: { b: '1' }, program: INFRA, name: 'shop' }],
    ['a shard whose charts have other names',
      { charts: { a: '1' }, program: SHOP, shard: { number: 1, count: 1 } },
      { charts: { b: '1' }, program: SHOP, shard: { number: 1, count: 1 } }],
  ])('leave what the second one writes: %s', (_, first, second) => {
    inFolder((outdir) => {
      write(outdir, first);
      write(outdir, second);
      expect(Object.keys(filesIn(outdir))).toEqual(Object.keys(second.charts).map((chart) => `${chart}.yaml`));
    });
  });

  it.each<[string, Run, Run, string]>([
    ['another program would remove', { charts: { a: '1' }, program: SHOP }, { charts: { b: '1' }, program: INFRA },
      'be written by one app, and /srv/shop/main wrote a.yaml there, which this one would remove, got "dist"; '
        + `${OWN}, or remove dist/.preflight-files ${GONE}`],
    ['another program would replace', { charts: { a: '1' }, program: SHOP }, { charts: { a: '2' }, program: INFRA },
      'be written by one app, and /srv/shop/main wrote a.yaml there, which this one would replace, got "dist"; '
        + `${OWN}, or remove dist/.preflight-files ${GONE}`],
    ['nobody knows which program would remove', { charts: { a: '1' }, program: SHOP }, { charts: { b: '1' } },
      `be written by one app, and /srv/shop/main wrote a.yaml there, which this one would remove, got "dist"; ${OWN}, `
        + `or remove dist/.preflight-files ${GONE}`],
    ['another stage would remove',
      { charts: { 'a-test': '1' }, program: SHOP }, { charts: { 'a-live': '1' }, program: SHOP },
      'keep some file of the run before, and this one would remove all that /srv/shop/main wrote there, such as '
        + `a-test.yaml, got "dist"; ${OWN}, or remove these files first where nobody needs them any more`],
    ['another program in Python would remove',
      { charts: { a: '1' }, program: PYTHON }, { charts: { b: '1' }, program: PYTHON },
      `keep some file of the run before, and this one would remove all that ${process.cwd()} wrote there, such as `
        + `a.yaml, got "dist"; ${OWN}, or remove these files first where nobody needs them any more`],
    ['an app of another name would replace',
      { charts: AB, name: 'shop' }, { charts: { b: '2', c: '1' }, name: 'infra' },
      'have files of one app each, and shop wrote b.yaml there, which infra would replace, got "dist"; call charts '
        + `otherwise, give one of the two an outdir of its own, or remove dist/.preflight-files.shop ${GONE}`],
    ['an app with a name would replace', { charts: AB, program: SHOP }, { charts: { b: '2' }, name: 'infra' },
      'have files of one app each, and /srv/shop/main wrote b.yaml there, which infra would replace, got "dist"; call '
        + `charts otherwise, give one of the two an outdir of its own, or remove dist/.preflight-files ${GONE}`],
    ['an app without a name would replace',
      { charts: AB, name: 'shop' }, { charts: { b: '2' }, program: INFRA },
      'have files of one app each, and shop wrote b.yaml there, which this one would replace, got "dist"; call charts '
        + `otherwise, give one of the two an outdir of its own, or remove dist/.preflight-files.shop ${GONE}`],
  ])('leave what %s', (...[, first, second, message]) => {
    inFolder((outdir) => {
      write(outdir, first);
      const before = filesIn(outdir);
      // Where a program is, is said as it is called from the folder.
      const said = messageOf(() => write(outdir, second)).replaceAll(relative(outdir, process.cwd()), process.cwd())
        .replaceAll(relative(outdir, '/'), '').replaceAll(outdir, 'dist');
      expect(said).toBe(`[App] 'outdir' must ${message}`);
      expect(filesIn(outdir)).toEqual(before);
    });
  });

  it('share it by their names, each with its own files', () => {
    inFolder((outdir) => {
      for (const name of ['shop', 'infra']) write(outdir, { charts: { [`${name}-a`]: '1', [`${name}-b`]: '1' }, name });
      write(outdir, { charts: { 'shop-c': '1' }, name: 'shop' });
      expect(Object.keys(filesIn(outdir))).toEqual(['infra-a.yaml', 'infra-b.yaml', 'shop-c.yaml']);
    });
  });

  it('are one where what the first one wrote was removed by hand', () => {
    inFolder((outdir) => {
      write(outdir, { charts: { a: '1' }, program: SHOP });
      fs.rmSync(path.join(outdir, 'a.yaml'));
      write(outdir, { charts: { b: '1' }, program: SHOP });
      fs.rmSync(path.join(outdir, 'b.yaml'));
      write(outdir, { charts: { c: '1' }, program: INFRA });
      expect(Object.keys(filesIn(outdir))).toEqual(['c.yaml']);
    });
  });

  it('do not remove what both have in their indexes', () => {
    inFolder((outdir) => {
      write(outdir, { charts: AB, name: 'shop' });
      fs.copyFileSync(path.join(outdir, '.preflight-files.shop'), path.join(outdir, '.preflight-files.infra'));
      write(outdir, { charts: { c: '1' }, name: 'infra' });
      expect(Object.keys(filesIn(outdir))).toEqual(['a.yaml', 'b.yaml', 'c.yaml']);
    });
  });
});

function write(outdir: string, { charts, program, name, shard }: Run): void {
  const { argv } = process;
  process.argv = program === undefined ? [argv[0]] : [argv[0], program];
  try {
    const files = Object.entries(charts).map(([chart, text]) => ({ file: `${chart}.yaml`, text }));
    storeFiles(outdir, files, { index: indexName({ app: name, shard }), app: name === undefined ? APP : undefined });
  } finally {
    process.argv = argv;
  }
}

/** The way from the folder to the root. */
function relative(outdir: string, place: string): string {
  return path.relative(fs.realpathSync(outdir), place);
}
