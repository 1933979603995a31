import * as childProcess from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Config, ConfigFolderOptions, ProductionService } from '../../../src';
import { messageOf } from '../../support/errors';
import { IMAGE, only, render } from '../../support/render';
import { Manifest } from '../../support/schemas';

const BYTES = Buffer.from([0x89, 0x50, 0xff, 0x00]);
const MOST = 1024 * 1024;
const ROOT = fs.mkdtempSync(path.join(os.tmpdir(), 'config-'));

afterAll(() => fs.rmSync(ROOT, { recursive: true }));

describe('Config.fromFolder', () => {
  it('keeps each file, by name, as it is on the disk', () => {
    const folder = folderWith({ 'b.yaml': 'b: 1\n', 'a.conf': '', 'é.txt': undefined });

    expect(Object.entries(configMap(Config.fromFolder(folder)).data)).toEqual([['a.conf', ''], ['b.yaml', 'b: 1\n']]);
  });

  it.each<[string, Buffer]>([
    ['no UTF-8', BYTES],
    ['what YAML cannot hold', Buffer.from('a\u2028b')],
  ])('keeps as binary data what is %s, and writes no map of nothing beside it', (_, bytes) => {
    const map = configMap(Config.fromFolder(folderWith({ logo: bytes })));

    expect(map).not.toHaveProperty('data');
    expect(Buffer.from(map.binaryData.logo, 'base64')).toEqual(bytes);
  });

  it('keeps the mark at the beginning of a text', () => {
    expect(configMap(Config.fromFolder(folderWith({ a: '\ufeffx' })))).toMatchObject(
      { binaryData: { a: Buffer.from('\ufeffx').toString('base64') } },
    );
  });

  it('passes hidden files by', () => {
    const folder = folderWith({ '.git/config': 'x', '.env': 'x', 'a': 'x' });

    expect(configMap(Config.fromFolder(folder)).data).toEqual({ a: 'x' });
  });

  it('reads when it is called, and not later', () => {
    const folder = folderWith({ a: 'before' });
    const config = Config.fromFolder(folder);
    fs.writeFileSync(path.join(folder, 'a'), 'after');

    expect(configMap(config).data).toEqual({ a: 'before' });
  });

  it('mounts binary files beside others too', () => {
    const config = Config.fromFolder(folderWith({ logo: BYTES, a: 'x' }), { keepFolder: true });
    const [{ volumeMounts }] = only(service(config), 'Deployment').spec.template.spec.containers;

    expect(volumeMounts.slice(1).map(({ subPath }: Manifest) => subPath)).toEqual(['a', 'logo']);
  });

  it('takes files of folders below where it is told to, each folder once', () => {
    const folder = folderWith({ 'sub/b': 'b', 'sub/deep/c': 'c', 'a': 'a' });
    fs.symlinkSync('..', path.join(folder, 'sub', 'up'));

    expect(configMap(Config.fromFolder(folder, { flatten: true })).data).toEqual({ a: 'a', b: 'b', c: 'c' });
  });

  it('follows links to what is in the folder', () => {
    const folder = folderWith({ '..data/a': 'x' });
    fs.symlinkSync(path.join('..data', 'a'), path.join(folder, 'a'));

    expect(configMap(Config.fromFolder(folder)).data).toEqual({ a: 'x' });
  });

  it.each<[string, (folder: string) => unknown, ConfigFolderOptions, string]>([
    ['a link to elsewhere', (folder) => fs.symlinkSync('/etc/hosts', path.join(folder, 'x')), {},
      "'folder' must hold no link that leads out of it, got \"x\"; copy what it leads to, or name the file in "
        + 'Config.fromFiles'],
    ['a folder whose name begins like its own', (folder) => {
      fs.mkdirSync(`${folder}-other`);
      fs.symlinkSync(`${folder}-other`, path.join(folder, 'x'));
    }, { flatten: true }, "'folder' must hold no link that leads out of it, got \"x\""],
    ['a link to nothing', (folder) => fs.symlinkSync('nothing', path.join(folder, 'x')), {},
      "'folder' must lead to what can be read, and there is no such file or folder, got"],
    ['a folder below', (folder) => fs.mkdirSync(path.join(folder, 'x')), {},
      "'folder' must hold no folder, got \"x\"; use flatten: true, by which files of folders below are called by their "
        + 'own names, or remove it'],
    ['a name that stands in two folders', (folder) => {
      fs.mkdirSync(path.join(folder, 'x'));
      fs.writeFileSync(path.join(folder, 'x', 'a'), '');
    }, { flatten: true }, "'folder' must hold each name once, got \"a\"; rename one of the two"],
    ['a pipe', (folder) => childProcess.execFileSync('mkfifo', [path.join(folder, 'x')]), {},
      "'folder' must hold plain files, got"],
    ['more than a ConfigMap can hold', (folder) => {
      fs.truncateSync(path.join(folder, 'a'), MOST);
      fs.writeFileSync(path.join(folder, 'x'), '1');
    }, {}, "'folder' must hold at most 1048576 bytes, the limit of a ConfigMap, got \"1048577 bytes, the most of them "
      + '1048576 in a, 1 in x"; ship large files in the image or in a volume'],
    ['nothing', (folder) => fs.rmSync(path.join(folder, 'a')), {},
      "'folder' must hold a file that is not hidden, got []; add one, or leave the config out"],
  ])('refuses %s', (...[, change, options, message]) => {
    const folder = folderWith({ a: 'x' });
    change(folder);

    expect(messageOf(() => Config.fromFolder(folder, options))).toContain(`[Config.fromFolder] ${message}`);
  });

  it('refuses a file', () => {
    expect(messageOf(() => Config.fromFolder(__filename))).toBe("[Config.fromFolder] 'folder' must be a folder, and it "
      + `is a file, got ${JSON.stringify(__filename)}; use Config.fromFiles`);
  });

  it.each(['/no/such/folder', 'a\0b'])('refuses %j, which is no folder', (folder) => {
    expect(messageOf(() => Config.fromFolder(folder)))
      .toMatch(/^\[Config\.fromFolder\] 'folder' must lead to what can be read, and .*; correct the path; from a file, /);
  });

  it('leaves names that no file of a ConfigMap can have to the construct', () => {
    expect(messageOf(() => service(Config.fromFolder(folderWith({ 'a b': 'x' })))))
      .toContain("[shop/web] 'config' must hold file names of letters, digits, -, _ and ., got \"a b\"");
  });
});

describe('Config.fromFiles', () => {
  it('calls each file by its own name, wherever it is', () => {
    const folder = folderWith({ 'x/b': 'b', '.env': 'a' });
    fs.symlinkSync('/dev/null', path.join(folder, 'c'));
    const files = ['x/b', '.env'].map((file) => path.join(folder, file));

    expect(configMap(Config.fromFiles(files)).data).toEqual({ '.env': 'a', 'b': 'b' });
    expect(messageOf(() => Config.fromFiles([path.join(folder, 'c')])))
      .toContain("[Config.fromFiles] 'files' must hold plain files, got");
    expect(messageOf(() => Config.fromFiles([folder])))
      .toContain("[Config.fromFiles] 'files' must name files, got");
    expect(messageOf(() => Config.fromFiles([files[0], files[0]])))
      .toContain("[Config.fromFiles] 'files' must hold each name once, got \"b\"");
  });
});

/** Files by their places; nothing is made of what is undefined. */
function folderWith(files: Readonly<Record<string, string | Buffer | undefined>>): string {
  const folder = fs.mkdtempSync(path.join(ROOT, 'files-'));
  for (const [place, content] of Object.entries(files)) {
    if (content === undefined) continue;
    fs.mkdirSync(path.join(folder, path.dirname(place)), { recursive: true });
    fs.writeFileSync(path.join(folder, place), content);
  }
  return folder;
}

function configMap(config: Config): Manifest {
  return only(service(config), 'ConfigMap');
}

function service(config: Config): Manifest[] {
  return render((chart) => new ProductionService(chart, 'web', { image: IMAGE, config }));
}
