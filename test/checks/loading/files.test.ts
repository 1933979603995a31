import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { readPaths } from '../../../src/checks/loading/files';

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\n';

describe('readPaths', () => {
  let folder: string;
  const write = (name: string, content: string | Buffer) => {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), content);
    return path.join(folder, name);
  };

  beforeEach(() => { folder = fs.mkdtempSync(path.join(os.tmpdir(), 'manifests-')); });
  afterEach(() => { fs.rmSync(folder, { recursive: true }); });

  it('reads YAML and JSON of a folder and those below it, in the order of their names', () => {
    write('b.yaml', POD);
    write('a/z.yml', POD);
    write('c.json', JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'json' } }));
    write('readme.md', 'not: a manifest');
    write('node_modules/x.yaml', POD);
    const { manifests, unreadable } = readPaths([folder]);
    expect(unreadable).toEqual([]);
    expect(manifests.map(({ source }) => path.relative(folder, source?.file ?? '')))
      .toEqual(['a/z.yml', 'b.yaml', 'c.json']);
  });

  it('reads a file that is named twice once, whatever its name', () => {
    const file = write('manifest.txt', POD);
    expect(readPaths([file, file]).manifests).toHaveLength(1);
  });

  it('reads nothing from an empty folder', () => {
    expect(readPaths([folder])).toEqual({ manifests: [], unreadable: [], skipped: [], waivers: [] });
  });

  it('says of a path that is not there that it cannot be read, and reads the others', () => {
    const file = write('a.yaml', POD);
    const { manifests, unreadable } = readPaths([path.join(folder, 'missing'), file]);
    expect(manifests).toHaveLength(1);
    expect(unreadable.map(({ message }) => message)).toEqual([expect.stringMatching(/^it cannot be read: ENOENT/)]);
  });

  it('says of bytes that are no UTF-8 what is wrong', () => {
    const file = write('a.yaml', Buffer.from([0x61, 0x3a, 0x20, 0xff, 0xfe]));
    expect(readPaths([file]).unreadable).toEqual([{ file, line: 1, message: 'it is not UTF-8' }]);
  });

  it('takes a byte order mark', () => {
    expect(readPaths([write('a.yaml', `\ufeff${POD}`)]).manifests).toHaveLength(1);
  });

  it('does not try to read what is too large', () => {
    const file = write('a.yaml', '');
    fs.truncateSync(file, 100 * 1024 * 1024);
    const [{ message }] = readPaths([file]).unreadable;
    expect(message).toBe('it is larger than 32 MiB; split it, or judge the files that it is made of');
  });
});
