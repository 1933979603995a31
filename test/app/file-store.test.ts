import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { storeFiles } from '../../src/app/file-store';
import { filesIn, inFolder } from '../support/system/folders';

const INDEX = '.preflight-files';
const ROOT = path.resolve(__dirname, '../..');

describe('storeFiles', () => {
  it('writes files, in folders too, and says which in an index that kubectl passes by', () => {
    inFolder((folder) => {
      storeFiles(folder, [file('a.yaml', 'one'), file('shop/b.yaml', 'two')], { index: INDEX, folders: ['empty'] });
      expect(filesIn(folder)).toEqual({ 'a.yaml': 'one', 'empty/': '', 'shop/': '', 'shop/b.yaml': 'two' });
      expect(hiddenIn(folder)).toEqual([INDEX]);
      expect(fs.readFileSync(path.join(folder, INDEX), 'utf8')).toBe('a.yaml\nshop/b.yaml\n');
    });
  });

  it('removes what an earlier run wrote, with the folder that is empty then, and nothing else', () => {
    inFolder((folder) => {
      fs.writeFileSync(path.join(folder, 'mine.yaml'), 'by hand');
      const earlier = [file('a.yaml', 'one'), file('shop/b.yaml', 'two'), file('pay/c.yaml', 'three')];
      storeFiles(folder, earlier, { index: INDEX });
      fs.writeFileSync(path.join(folder, 'pay/mine.yaml'), 'by hand');
      storeFiles(folder, [file('a.yaml', 'new')], { index: INDEX });
      expect(filesIn(folder)).toEqual({
        'a.yaml': 'new', 'mine.yaml': 'by hand', 'pay/': '', 'pay/mine.yaml': 'by hand',
      });
    });
  });

  it('removes nothing outside of the folder, whatever an index says', () => {
    inFolder((folder) => {
      const inner = path.join(folder, 'dist');
      fs.mkdirSync(inner);
      fs.writeFileSync(path.join(folder, 'mine.yaml'), 'by hand');
      fs.writeFileSync(path.join(inner, INDEX), `../mine.yaml\n${path.join(folder, 'mine.yaml')}\n.\n`);
      storeFiles(inner, [], { index: INDEX });
      expect(filesIn(folder)['mine.yaml']).toBe('by hand');
    });
  });

  it('leaves each file wholly old or wholly new when it is killed, and mends the folder in the next run', () => {
    const states = new Set<string>();
    for (let delay = 0; delay < 12; delay++) {
      inFolder((folder) => {
        write(folder, { letter: 'o', count: 300 });
        write(folder, { letter: 'n', count: 200, killedBefore: delay * 73 });
        const found = Object.entries(filesIn(folder)).filter(([name]) => name.endsWith('.yaml'));
        for (const [name, text] of found) expect([name, text.length, new Set(text).size]).toEqual([name, 3_000, 1]);
        states.add([...new Set(found.map(([, text]) => text[0]))].join());
        write(folder, { letter: 'x', count: 100 });
        expect(Object.values(filesIn(folder))).toEqual(Array(100).fill('x'.repeat(3_000)));
        expect(hiddenIn(folder)).toEqual([INDEX]);
      });
    }
    // Before, in the midst of it, and afterwards.
    expect(states).toEqual(new Set(['o', 'n,o', 'n']));
  });
});

function file(name: string, text: string) {
  return { file: name, text };
}

function hiddenIn(folder: string): string[] {
  return fs.readdirSync(folder).filter((name) => name.startsWith('.') || name.includes('unfinished'));
}

/** Files that hold nothing but one letter, and when the process that writes them is killed, if it is. */
interface Writing {
  readonly letter: string;
  readonly count: number;
  /** Before which call of the file system, the first one being 0. */
  readonly killedBefore?: number;
}

/** Writes them in a process of its own. */
function write(folder: string, { letter, count, killedBefore = -1 }: Writing): void {
  const program = `
    const fs = require('fs');
    const { storeFiles } = require(${JSON.stringify(path.join(ROOT, 'lib/app/file-store.js'))});
    let calls = 0;
    for (const name of ['writeFileSync', 'renameSync', 'rmSync']) {
      const real = fs[name];
      fs[name] = (...args) => {
        if (calls++ === ${killedBefore}) process.kill(process.pid, 'SIGKILL');
        return real(...args);
      };
    }
    storeFiles(${JSON.stringify(folder)}, Array.from({ length: ${count} }, (_, index) => (
      { file: index + '.yaml', text: '${letter}'.repeat(3000) })), { index: '${INDEX}' });`;
  const { status, stderr } = spawnSync(process.execPath, ['-e', program], { encoding: 'utf8' });
  if (killedBefore < 0 && status !== 0) throw new Error(stderr);
}
