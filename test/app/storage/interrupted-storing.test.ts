import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { storeFiles } from '../../../src/app/file-store';
import { systemError, withFileSystem } from '../../support/system/file-system';
import { filesIn, inFolder } from '../../support/system/folders';

const STORING = { index: '.preflight-files', folders: ['made'] };
type Files = Readonly<Record<string, string>>;
const OLD: Files = { 'a.yaml': 'old', 'shop/b.yaml': 'old', 'gone/d.yaml': 'old' };
const NEW: Files = { 'a.yaml': 'new', 'shop/b.yaml': 'new', 'shop/e.yaml': 'new', 'pay/f.yaml': 'new' };
const NEXT: Files = { 'a.yaml': 'next', 'last/g.yaml': 'next' };
const ENDED = spawnSync('true').pid;

describe('storing that ends before any of its steps', () => {
  it('leaves each file wholly old or wholly new where the process is killed, and is mended by the next one', () => {
    const states = eachStep((folder, step) => {
      // Nothing is done any more, not even cleaning.
      errorOf(() => withFileSystem((place) => {
        if (place >= step) throw new Error('killed');
      }, () => store(folder, NEW)));
      const found = Object.entries(filesIn(folder)).filter(([name]) => !name.endsWith('/'));
      for (const [name, text] of found) expect([OLD, NEW].map((files) => files[name])).toContain(text);
      expectNext(folder);
      return found.filter(([, text]) => text === 'new').length;
    });
    expect(new Set(states)).toEqual(new Set([0, 1, 2, 3, 4]));
  });

  it('leaves all as it was where the system refuses it, and names the file', () => {
    const messages = eachStep((folder, step) => {
      const error = errorOf(() => withFileSystem((place, name) => {
        if (place === step) throw systemError('ENOSPC', name);
      }, () => store(folder, NEW)));
      expectMade(folder, error === undefined ? NEW : OLD);
      expectNext(folder);
      return error?.message.replace(folder, 'dist') ?? '';
    });
    const refusal = /^\[App\] 'outdir' must take what is written \(no space is left\), got "(.*)"; make room, or choose another outdir, and run it again: what was there is as it was$/;
    const refused = messages.filter((message) => message !== '').map((message) => refusal.exec(message)?.[1]);
    expect(new Set(refused.map((file) => file))).toEqual(new Set([
      'dist', 'dist/.preflight-files', 'dist/pay', 'dist/gone',
      ...Object.keys({ ...OLD, ...NEW }).map((file) => `dist/${file}`),
    ]));
  });

  it('says so where what was there cannot be brought back', () => {
    inFolder((folder) => {
      store(folder, OLD);
      let renamed = 0;
      const error = errorOf(() => withFileSystem(() => {
        if (++renamed > 3) throw systemError('EIO');
      }, () => store(folder, NEW), ['renameSync']));
      expect(error?.message).toContain('mend that and run it again: files of both runs are there');
      expectNext(folder);
    });
  });

  it('brings links and modes back', () => {
    inFolder((folder) => {
      store(folder, OLD);
      fs.chmodSync(path.join(folder, 'a.yaml'), 0o640);
      fs.rmSync(path.join(folder, 'shop/b.yaml'));
      fs.symlinkSync('../a.yaml', path.join(folder, 'shop/b.yaml'));
      const error = errorOf(() => withFileSystem((_place, name, [file]) => {
        if (name === 'rmSync' && String(file).endsWith('d.yaml')) throw systemError('EACCES', name);
      }, () => store(folder, NEW)));
      expect(error?.message).toContain('what was there is as it was');
      expect(fs.statSync(path.join(folder, 'a.yaml')).mode % 0o1000).toBe(0o640);
      expect(fs.readlinkSync(path.join(folder, 'shop/b.yaml'))).toBe('../a.yaml');
      expectMade(folder, OLD);
    });
  });

  it('does nothing to files that are as they should be', () => {
    inFolder((folder) => {
      store(folder, OLD);
      const changed: unknown[] = [];
      withFileSystem((_place, _name, [, to]) => changed.push(to), () => store(folder, { ...OLD, 'shop/b.yaml': 'new' }),
        ['renameSync']);
      expect(changed).toEqual([path.join(folder, 'shop/b.yaml')]);
    });
  });
});

/** Does something with a folder of old files for each step that it takes to store the new ones. */
function eachStep<T>(act: (folder: string, step: number) => T): T[] {
  const steps = inFolder((folder) => {
    store(folder, OLD);
    return withFileSystem(() => undefined, () => store(folder, NEW));
  });
  return Array.from({ length: steps }, (_, step) => inFolder((folder) => {
    store(folder, OLD);
    return act(folder, step);
  }));
}

function store(folder: string, files: Files): void {
  storeFiles(folder, Object.entries(files).map(([file, text]) => ({ file, text })), STORING);
}

/** That these are the files and folders, and the index says the same. */
function expectMade(folder: string, files: Files): void {
  const folders = ['made', ...Object.keys(files).map((file) => path.dirname(file))].filter((name) => name !== '.');
  expect(filesIn(folder)).toEqual({ ...files, ...Object.fromEntries(folders.map((name) => [`${name}/`, ''])) });
  expect(fs.readFileSync(path.join(folder, STORING.index), 'utf8').trim().split('\n')).toEqual(Object.keys(files));
}

/** That the next process writes what it would have written into an empty folder. */
function expectNext(folder: string): void {
  // The lock of a process that was killed is not that of the one that runs the tests.
  for (const name of fs.readdirSync(folder).filter((file) => file.startsWith('.preflight-lock-'))) {
    fs.renameSync(path.join(folder, name), path.join(folder, name.replace(/\d+/, String(ENDED))));
  }
  store(folder, NEXT);
  expectMade(folder, NEXT);
  expect(fs.readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([STORING.index]);
}

function errorOf(action: () => void): Error | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    return error as Error;
  }
}
