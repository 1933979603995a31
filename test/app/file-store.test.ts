import { execFile, spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { promisify } from 'util';
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

  it('keeps a folder that is to be there, whatever is gone from it, and leaves none around what is gone', () => {
    inFolder((folder) => {
      storeFiles(folder, [file('shop/a.yaml', 'one'), file('deep/er/b.yaml', 'two')], { index: INDEX });
      storeFiles(folder, [], { index: INDEX, folders: ['shop'] });
      expect(filesIn(folder)).toEqual({ 'shop/': '' });
    });
  });

  it('writes names that are as long as names may be', () => {
    const name = `${'n'.repeat(250)}.yaml`;
    inFolder((folder) => {
      storeFiles(folder, [file(name, 'one')], { index: INDEX });
      expect(filesIn(folder)).toEqual({ [name]: 'one' });
    });
  });

  it('fails where no folder can be made, without trying for ever', () => {
    const [aFile, nowhere] = [path.join(__filename, 'dist'), '/proc/no-such-folder/dist'];
    for (const folder of fs.existsSync('/proc') ? [aFile, nowhere] : [aFile]) {
      expect(() => storeFiles(folder, [{ file: 'a.yaml', text: 'one' }], { index: INDEX }))
        .toThrow(/^\[App\] 'outdir' must take what is written \(.+\), got ".+"; .+ run it again: what was there is as it was$/);
    }
  });

  it('leaves each file wholly old or wholly new when it is killed, and mends the folder in the next run', () => {
    const states = new Set<string>();
    for (const killedBefore of [0, 20, 60, 100, 140, 167]) {
      inFolder((folder) => {
        write(folder, { letter: 'o', count: 60 });
        write(folder, { letter: 'n', count: 40, killedBefore });
        const found = Object.entries(filesIn(folder)).filter(([name]) => name.endsWith('.yaml'));
        for (const [name, text] of found) expect([name, text.length, new Set(text).size]).toEqual([name, 3_000, 1]);
        states.add([...new Set(found.map(([, text]) => text[0]))].join());
        write(folder, { letter: 'x', count: 20 });
        expect(Object.values(filesIn(folder))).toEqual(Array(20).fill('x'.repeat(3_000)));
        expect(hiddenIn(folder)).toEqual([INDEX]);
      });
    }
    // Before, in the midst of it, and afterwards.
    expect(states).toEqual(new Set(['o', 'n,o', 'n']));
  });

  it('is the work of one process at a time', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preflight-'));
    try {
      await Promise.all(['a', 'b'].map((letter) => writeBeside(folder, { letter, count: 20, times: 20 })));
      expect(new Set(Object.values(filesIn(folder))).size).toBe(1);
      expect(Object.keys(filesIn(folder))).toHaveLength(20);
      expect(hiddenIn(folder)).toEqual([INDEX]);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
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
  readonly times?: number;
  /** Before which call of the file system, the first one being 0. */
  readonly killedBefore?: number;
}

/** Writes them in a process of its own. */
function write(folder: string, writing: Writing): void {
  const { status, stderr } = spawnSync(process.execPath, ['-e', programFor(folder, writing)], { encoding: 'utf8' });
  if (writing.killedBefore === undefined && status !== 0) throw new Error(stderr);
}

/** Writes them in a process that runs beside others. */
async function writeBeside(folder: string, writing: Writing): Promise<void> {
  await promisify(execFile)(process.execPath, ['-e', programFor(folder, writing)]);
}

function programFor(folder: string, { letter, count, times = 1, killedBefore = -1 }: Writing): string {
  return `
    const fs = require('fs');
    const { storeFiles } = require(${JSON.stringify(path.join(ROOT, 'lib/app/file-store.js'))});
    let calls = 0;
    for (const name of ['writeFileSync', 'renameSync', 'linkSync', 'rmSync']) {
      const real = fs[name];
      fs[name] = (...args) => {
        if (calls++ === ${killedBefore}) process.kill(process.pid, 'SIGKILL');
        return real(...args);
      };
    }
    const files = Array.from({ length: ${count} }, (_, index) => (
      { file: index + '.yaml', text: '${letter}'.repeat(3000) }));
    for (let time = 0; time < ${times}; time++) storeFiles(${JSON.stringify(folder)}, files, { index: '${INDEX}' });`;
}
