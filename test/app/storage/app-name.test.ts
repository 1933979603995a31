import * as fs from 'fs';
import * as path from 'path';
import { appName } from '../../../src/app/storage/app-name';
import { inFolder } from '../../support/system/folders';

/** What an app is called of a program that was started so. */
function nameBy(program: string | undefined, folder: string, app: object = {}): string | undefined {
  const { argv } = process;
  process.argv = program === undefined ? [argv[0]] : [argv[0], program];
  try {
    return appName(folder, app);
  } finally {
    process.argv = argv;
  }
}

describe('appName', () => {
  it('is the program as it is called from the folder, compiled or not', () => {
    inFolder((folder) => {
      const dist = path.join(folder, 'dist');
      const names = ['main.ts', 'main.js', 'infra/main.mjs'].map((file) => nameBy(path.join(folder, file), dist));
      expect(names).toEqual(['../main', '../main (app 2)', '../infra/main (app 3)']);
    });
  });

  it('is the same of the same app, and of each folder', () => {
    const app = {};
    expect(nameBy('/shop/main.js', '/shop/one', app)).toBe('../main');
    expect(nameBy('/shop/main.js', '/shop/one', app)).toBe('../main');
    expect(nameBy('/shop/main.js', '/shop/two', {})).toBe('../main');
  });

  it('follows the links around the program', () => {
    inFolder((folder) => {
      fs.mkdirSync(path.join(folder, 'real'));
      fs.symlinkSync('real', path.join(folder, 'link'));
      expect(nameBy(path.join(folder, 'link/main.js'), fs.realpathSync(folder))).toBe('real/main');
    });
  });

  it('is the folder that a program of another language runs in', () => {
    expect(nameBy('/tmp/a81/bin/jsii-runtime.js', path.join(process.cwd(), 'dist'))).toBe('..');
  });

  it('is not known where no program is named', () => {
    expect(nameBy(undefined, '/shop/dist')).toBeUndefined();
  });
});
