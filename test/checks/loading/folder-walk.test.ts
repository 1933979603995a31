import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { FolderWalk } from '../../../src/checks/loading/folder-walk';
import { systemError, withFileSystem } from '../../support/system/file-system';
import { inFolder } from '../../support/system/folders';

/** What a walk tells of a folder, with all places as they are called below it. */
interface Told {
  readonly files: readonly string[];
  readonly skipped: readonly string[];
  readonly unreadable: readonly string[];
}

describe('FolderWalk', () => {
  it('tells of each link whether it was followed, and why not', () => {
    expect(walked((folder) => {
      write(folder, 'root/a.yaml', 'root/deep/b.yaml', 'outside/c.yaml', 'around.yaml');
      link(folder, { 'root/folder': '../outside', 'root/deep/folder': '../../outside', 'root/up': '..' });
      link(folder, { 'root/gone': 'nowhere', 'root/gone.yaml': 'nowhere' });
      link(folder, { 'root/loop': 'loop', 'root/below': 'a.yaml/x' });
    })).toEqual({
      files: ['root/a.yaml', 'root/deep/b.yaml', 'root/deep/folder/c.yaml', 'root/gone.yaml'],
      skipped: ['root/below nowhere', 'root/gone nowhere', 'root/loop nowhere', 'root/up around'],
      unreadable: [],
    });
  });

  it('finds what a link leads to by way of others', () => {
    expect(walked((folder) => {
      write(folder, 'one/a.yaml', 'two/b.yaml', 'three/c.yaml', 'root/d.yaml');
      link(folder, { 'root/one': '../one', 'one/two': '../two', 'two/three': '../three', 'three/root': '../root' });
    }).files).toEqual(['root/d.yaml', 'root/one/a.yaml', 'root/one/two/b.yaml', 'root/one/two/three/c.yaml']);
  });

  it.each<[string, 'readdirSync' | 'statSync', string]>([
    ['a folder', 'readdirSync', 'locked'],
    ['a link', 'statSync', 'hidden'],
  ])('goes on where it may not read %s, and says so of that one alone', (_, call, denied) => {
    let told: Told | undefined;
    withFileSystem((_place, name, [place]) => {
      if (path.basename(String(place)) === denied) throw systemError('EACCES', name);
    }, () => {
      told = walked((folder) => {
        write(folder, 'root/a.yaml', 'root/locked/b.yaml', 'root/z/c.yaml', 'outside/d.yaml');
        link(folder, { 'root/hidden': '../outside' });
      });
    }, [call]);
    const rest = ['root/locked/b.yaml', 'root/hidden/d.yaml'].filter((file) => !file.includes(denied));
    expect(told).toEqual({
      files: ['root/a.yaml', ...rest, 'root/z/c.yaml'].sort(),
      skipped: [],
      unreadable: [`root/${denied} permission is denied`],
    });
  });

  it('takes no pipe for a file', () => {
    expect(walked((folder) => {
      write(folder, 'root/a.yaml');
      execFileSync('mkfifo', [path.join(folder, 'root/pipe.yaml')]);
      link(folder, { 'root/linked.yaml': 'pipe.yaml' });
    })).toEqual({
      files: ['root/a.yaml'], skipped: ['root/linked.yaml special', 'root/pipe.yaml special'], unreadable: [],
    });
  });
});

function walked(prepare: (folder: string) => void): Told {
  return inFolder((folder) => {
    prepare(folder);
    const walk = new FolderWalk(() => false);
    walk.find([path.join(folder, 'root')]);
    const below = (file: string) => path.relative(folder, file);
    return {
      files: walk.files.map(({ file }) => below(file)).sort(),
      skipped: walk.skipped.map(({ file, reason }) => `${below(file)} ${reason}`).sort(),
      unreadable: walk.unreadable.map(({ file, message }) => `${below(file)} ${message}`).sort(),
    };
  });
}

function write(folder: string, ...files: readonly string[]): void {
  for (const file of files) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), '');
  }
}

function link(folder: string, links: Readonly<Record<string, string>>): void {
  for (const [place, target] of Object.entries(links)) fs.symlinkSync(target, path.join(folder, place));
}
