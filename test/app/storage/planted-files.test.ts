import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { storeFiles } from '../../../src/app/file-store';
import { runningProcess } from '../../../src/app/storage/running-process';
import { messageOf } from '../../support/errors';
import { filesIn, inFolder } from '../../support/system/folders';

const INDEX = '.preflight-files';
const FILES = [{ file: 'a.yaml', text: 'one' }, { file: 'shop/b.yaml', text: 'two' }];
const OWN = 'by hand';
const NO_FOLDER = 'have a folder there, and no file, or link that leads out of it or to a name with a dot in front';
const WRITTEN = { 'a.yaml': 'one', 'shop/': '', 'shop/b.yaml': 'two' };
/** What lies beside the output, and nobody may touch. */
const BESIDE = { 'secret': 'mine', 'folder/': '', 'folder/b.yaml': 'mine', 'folder/empty/': '' };

const ENDED = spawnSync('true').pid;
const { place: PLACE } = runningProcess(process.pid);

interface Place {
  /** The output. */
  readonly dist: string;
  /** What lies beside it. */
  readonly beside: string;
}

describe('an output folder that a stranger filled', () => {
  it.each<[string, (place: Place) => void]>([
    ['a link in the place of a file', ({ dist, beside }) => link(`${beside}/secret`, `${dist}/a.yaml`)],
    ['a link to nothing in the place of a file', ({ dist, beside }) => link(`${beside}/new`, `${dist}/a.yaml`)],
    ['a link in the place of the index', ({ dist, beside }) => link(`${beside}/secret`, `${dist}/${INDEX}`)],
    ['a folder of unfinished files that leads elsewhere',
      ({ dist, beside }) => link(`${beside}/folder`, `${dist}/.preflight-unfinished`)],
    ['links among unfinished files', ({ dist, beside }) => {
      fs.mkdirSync(`${dist}/.preflight-unfinished`);
      for (const name of ['0', '1', 'back-0']) link(`${beside}/secret`, `${dist}/.preflight-unfinished/${name}`);
    }],
    ['the lock of an ended process that leads elsewhere',
      ({ dist, beside }) => link(`${beside}/secret`, `${dist}/.preflight-lock-${ENDED}-${PLACE}-00000000`)],
    ['a second name of a file that lies elsewhere',
      ({ dist, beside }) => fs.linkSync(`${beside}/secret`, `${dist}/a.yaml`)],
    ['an index of what lies elsewhere', ({ dist, beside }) => {
      link(beside, `${dist}/link`);
      const names = ['link/secret', 'link/folder/b.yaml', 'link/folder/empty/x', '../beside/secret', '.', '..', '/'];
      const odd = ['\0', `${beside}/secret`, 'shop/../link/secret', 'C:/Windows', 'C:x', ''];
      fs.writeFileSync(`${dist}/${INDEX}`, [...names, ...odd].join('\n'));
    }],
    ['an index of what a link in it leads to, among what begins with a dot', ({ dist }) => {
      fs.mkdirSync(`${dist}/.git`);
      fs.writeFileSync(`${dist}/.git/config`, OWN);
      link('.git', `${dist}/link`);
      fs.writeFileSync(`${dist}/${INDEX}`, 'link/config\nlink/.\n');
    }],
    ['an index of what no run writes', ({ dist }) => {
      fs.mkdirSync(`${dist}/.git`);
      fs.writeFileSync(`${dist}/.git/config`, OWN);
      fs.writeFileSync(`${dist}/${INDEX}`, '.git/config\n.git\nshop\nnone/of/these\na.yaml/x\n');
    }],
  ])('is written as any other, and nothing beside it, where there is %s', (_, plant) => {
    inPlace((place) => {
      plant(place);
      storeFiles(place.dist, FILES, { index: INDEX });
      fs.rmSync(`${place.dist}/link`, { force: true });
      expect(filesIn(place.dist)).toEqual(WRITTEN);
      expect(filesIn(place.beside)).toEqual(BESIDE);
      expect(['a.yaml', INDEX].map((name) => fs.lstatSync(`${place.dist}/${name}`).isFile())).toEqual([true, true]);
      if (fs.existsSync(`${place.dist}/.git`)) expect(fs.readFileSync(`${place.dist}/.git/config`, 'utf8')).toBe(OWN);
    });
  });

  it.each<[string, (place: Place) => void, string]>([
    ['a link that leads out of it', ({ dist, beside }) => link(`${beside}/folder`, `${dist}/shop`),
      `${NO_FOLDER}, got "dist/shop"`],
    ['a link to what is around it', ({ dist }) => link('..', `${dist}/shop`),
      `${NO_FOLDER}, got "dist/shop"`],
    ['a link to what begins with a dot', ({ dist }) => {
      fs.mkdirSync(`${dist}/.git`);
      link('.git', `${dist}/shop`);
    }, `${NO_FOLDER}, got "dist/shop"`],
    ['a link to nothing in the place of a folder', ({ dist, beside }) => link(`${beside}/new`, `${dist}/shop`),
      `${NO_FOLDER}, got "dist/shop"`],
    ['a file in the place of a folder', ({ dist }) => fs.writeFileSync(`${dist}/shop`, OWN),
      `${NO_FOLDER}, got "dist/shop"`],
    ['a folder in the place of a file', ({ dist }) => fs.mkdirSync(`${dist}/a.yaml`),
      'have a file there or nothing, got "dist/a.yaml"'],
    ['a folder in the place of the index', ({ dist }) => fs.mkdirSync(`${dist}/${INDEX}`),
      `have a file there or nothing, got "dist/${INDEX}"`],
    ['a pipe in the place of the index', ({ dist }) => { spawnSync('mkfifo', [`${dist}/${INDEX}`]); },
      `have a file there or nothing, got "dist/${INDEX}"`],
    ['a pipe in the place of a file', ({ dist }) => { spawnSync('mkfifo', [`${dist}/a.yaml`]); },
      'have a file there or nothing, got "dist/a.yaml"'],
  ])('is refused, and left as it was, where there is %s', (_, plant, expected) => {
    inPlace((place) => {
      plant(place);
      const before = fs.readdirSync(place.dist);
      const message = messageOf(() => storeFiles(place.dist, FILES, { index: INDEX }));
      expect(message.replace(path.dirname(place.dist) + path.sep, ''))
        .toBe(`[App] 'outdir' must ${expected}; remove what is there, or choose another outdir`);
      expect(fs.readdirSync(place.dist)).toEqual(before);
      expect(filesIn(place.beside)).toEqual(BESIDE);
    });
  });

  it('is refused where it is a file, or a link to nothing', () => {
    inPlace(({ beside }) => {
      link('nowhere', `${beside}/dangling`);
      const messages = ['secret', 'dangling'].map((name) => (
        messageOf(() => storeFiles(`${beside}/${name}`, FILES, { index: INDEX })).replace(beside, 'beside')
      ));
      expect(messages).toEqual(['secret', 'dangling'].map((name) => (
        "[App] 'outdir' must take what is written (something of that name is there already), "
          + `got "beside/${name}"; remove what is in the way, or choose another outdir, and run it again:`
          + ' what was there is as it was'
      )));
    });
  });

  it.each<[string, (unfinished: string) => void]>([
    ['a file of others', (unfinished) => {
      fs.mkdirSync(unfinished);
      fs.writeFileSync(`${unfinished}/notes.txt`, OWN);
    }],
    ['a folder of others', (unfinished) => fs.mkdirSync(`${unfinished}/0`, { recursive: true })],
    ['nothing but a file', (unfinished) => fs.writeFileSync(unfinished, OWN)],
  ])('is refused where in the place of unfinished files there is %s, which stays', (_, plant) => {
    inPlace(({ dist }) => {
      const unfinished = `${dist}/.preflight-unfinished`;
      plant(unfinished);
      const before = fs.readdirSync(dist, { recursive: true });
      expect(messageOf(() => storeFiles(dist, FILES, { index: INDEX })).replace(dist, 'dist'))
        .toBe("[App] 'outdir' must hold nothing of that name but what a run of ours left there, "
          + 'got "dist/.preflight-unfinished"; move what is there, or choose another outdir');
      expect(fs.readdirSync(dist, { recursive: true })).toEqual(before);
    });
  });

  it('may be a link itself, and have links that stay in it', () => {
    inPlace(({ dist, beside }) => {
      fs.mkdirSync(`${dist}/real`);
      link('real', `${dist}/shop`);
      link(dist, `${beside}/dist`);
      storeFiles(`${beside}/dist`, FILES, { index: INDEX });
      expect(fs.readFileSync(`${dist}/real/b.yaml`, 'utf8')).toBe('two');
      storeFiles(`${beside}/dist`, [], { index: INDEX });
      expect(filesIn(dist)).toEqual({ 'real/': '', 'shop/': '' });
    });
  });
});

function link(target: string, place: string): void {
  fs.symlinkSync(target, place);
}

function inPlace(use: (place: Place) => void): void {
  inFolder((folder) => {
    const place = { dist: path.join(folder, 'dist'), beside: path.join(folder, 'beside') };
    fs.mkdirSync(place.dist);
    fs.mkdirSync(`${place.beside}/folder/empty`, { recursive: true });
    for (const name of ['secret', 'folder/b.yaml']) fs.writeFileSync(path.join(place.beside, name), 'mine');
    use(place);
  });
}
