import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { readPaths } from '../../../src/checks/loading/files';
import { Skipped } from '../../../src/checks/loading/skipped';
import { Manifest } from '../../../src/checks/model/manifest';

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
    expect(unreadable.map(({ message }) => message)).toEqual(['there is no such file or folder']);
  });

  it('says of bytes that are no UTF-8 what is wrong', () => {
    const file = write('a.yaml', Buffer.from([0x61, 0x3a, 0x20, 0xff, 0xfe]));
    expect(readPaths([file]).unreadable).toEqual([{ file, message: 'it is not UTF-8' }]);
  });

  it('takes a byte order mark', () => {
    expect(readPaths([write('a.yaml', `\ufeff${POD}`)]).manifests).toHaveLength(1);
  });

  const namesOf = ({ manifests }: { manifests: readonly Manifest[] }) => manifests.map(({ name }) => name);
  const pod = (name: string) => POD.replace('web', name);
  const skippedBelow = ({ skipped }: { skipped: readonly Skipped[] }) => (
    skipped.map(({ file, reason }) => `${path.relative(folder, file)} ${reason}`)
  );

  it('follows links, to each file once, and calls it as it is called where it stands', () => {
    write('a/z.yaml', pod('a'));
    fs.mkdirSync(path.join(folder, 'out'));
    fs.mkdirSync(path.join(folder, 'in'));
    write('out/x.yaml', pod('out'));
    fs.symlinkSync('../out', path.join(folder, 'in/linked'));
    fs.symlinkSync('linked', path.join(folder, 'in/again'));
    fs.symlinkSync('.', path.join(folder, 'in/loop'));
    fs.symlinkSync('../a/z.yaml', path.join(folder, 'in/z.yaml'));
    const reading = readPaths([path.join(folder, 'in')]);
    expect(reading.manifests.map(({ source }) => path.relative(folder, source?.file ?? '')))
      .toEqual(['in/again/x.yaml', 'in/z.yaml']);
    expect(reading.unreadable).toEqual([]);
    expect(namesOf(readPaths([folder]))).toEqual(['a', 'out']);
    expect(readPaths([folder]).manifests.map(({ source }) => path.relative(folder, source?.file ?? '')))
      .toEqual(['a/z.yaml', 'out/x.yaml']);
  });

  it('does not follow a link to what is around what was named, and says so of one that leads nowhere', () => {
    write('in/a.yaml', pod('a'));
    write('b.yaml', pod('b'));
    fs.symlinkSync('..', path.join(folder, 'in/up'));
    fs.symlinkSync('/', path.join(folder, 'in/all'));
    fs.symlinkSync('nowhere', path.join(folder, 'in/none.yaml'));
    fs.symlinkSync('self', path.join(folder, 'in/self'));
    const reading = readPaths([path.join(folder, 'in')]);
    expect(namesOf(reading)).toEqual(['a']);
    expect(skippedBelow(reading)).toEqual(['in/all around', 'in/self nowhere', 'in/up around']);
    expect(reading.unreadable.map(({ message }) => message)).toEqual(['there is no such file or folder']);
  });

  it('waits for no pipe and reads no device of a folder', () => {
    write('a.yaml', pod('a'));
    execFileSync('mkfifo', [path.join(folder, 'pipe.yaml')]);
    fs.symlinkSync('/dev/zero', path.join(folder, 'zero.yaml'));
    // Whoever looks for a chart or for waivers beside a file does not wait either.
    write('chart/templates/b.yaml', pod('b'));
    for (const name of ['chart/Chart.yaml', 'preflight.yaml']) execFileSync('mkfifo', [path.join(folder, name)]);
    const reading = readPaths([folder]);
    expect(namesOf(reading)).toEqual(['a', 'b']);
    expect(skippedBelow(reading))
      .toEqual(['chart/Chart.yaml special', 'pipe.yaml special', 'preflight.yaml special', 'zero.yaml special']);
  });

  it('waits for nothing that is called a file and has no end, as the log of the kernel', () => {
    fs.symlinkSync('/proc/kmsg', path.join(folder, 'log.yaml'));
    expect(readPaths([folder]).unreadable).toHaveLength(1);
  });

  it('reads a device that was named no further than a file may be', () => {
    expect(readPaths(['/dev/zero']).unreadable.map(({ message }) => message))
      .toEqual(['it is larger than 32 MiB; split it, or judge the files that it is made of']);
  });

  it.each<[string[], string[]]>([
    [['c.yaml'], ['a', 'b', 'd']],
    [['deep'], ['a']],
    [['deep/*.yaml'], ['a', 'c', 'd']],
    [['deep/**'], ['a']],
    [['**/deeper/*'], ['a', 'b']],
    [['./deep/deeper/'], ['a', 'b']],
    [['{a,b}.yaml', 'd.*'], ['c']],
    [['[!a].yaml'], ['a']],
    [['x'], ['a', 'b', 'c', 'd']],
  ])('leaves out what the globs %p match', (exclude, names) => {
    for (const place of ['a', 'deep/b', 'deep/deeper/c', 'deep/deeper/d']) {
      write(`${place}.yaml`, pod(path.basename(place)));
    }
    expect(namesOf(readPaths([folder], { exclude }))).toEqual(names);
  });

  it('passes by what kustomize, Helm and others read, and says how it is called', () => {
    write('base/kustomization.yaml', [
      'resources: [./web.yaml, ../crd.yaml]',
      'patches: [{path: p.yaml}, {patch: "- op: remove"}]',
      'patchesStrategicMerge: [sm.yaml]',
      'patchesJson6902: [{path: json.yaml}, {path: ../shared/stolen.yaml}]',
      'replacements: [{path: r.yaml}]',
      'transformers: [transform]',
      'configurations: [c.yaml, web.yaml]',
      'configMapGenerator: [{files: [app.yaml=conf.yaml]}]',
    ].join('\n'));
    const patches = ['p', 'sm', 'r', 'c', 'conf', 'json', 'transform/t'].map((name) => `base/${name}.yaml`);
    for (const patch of patches) write(patch, pod('patch'));
    // kustomize reads nothing outside of its folder, so that nobody can hide there.
    write('shared/stolen.yaml', pod('stolen'));
    write('base/web.yaml', pod('web'));
    write('shared/other.yaml', pod('other'));
    write('chart/Chart.yaml', 'apiVersion: v2\nname: shop\nversion: 1.0.0');
    write('chart/values-prod.yaml', 'apiVersion: v1');
    write('chart/templates/web.yaml', 'a: {{ .Values.a }}');
    write('chart/crds/crd.yaml', pod('crd'));
    write('dashboard.json', '{"title": "Shop", "panels": [], "schemaVersion": 39}');
    write('wrapped.json', '{"dashboard": {"rows": [], "uid": "x"}}');
    write('package.json', '{"name": "shop"}');
    write('tsconfig.json', '// of the compiler\n{"files": []}');
    write('jsconfig.json', '{\n  // of the editor\n  "files": []\n}');
    write('ci.yaml', 'on: push\njobs: {}');
    const reading = readPaths([folder]);
    expect(namesOf(reading)).toEqual(['web', 'crd', 'other', 'stolen']);
    expect(reading.unreadable).toEqual([]);
    expect(skippedBelow(reading).sort()).toEqual([
      ...[...patches, 'base/kustomization.yaml'].map((file) => `${file} kustomize`),
      ...['Chart', 'templates/web', 'values-prod'].map((file) => `chart/${file}.yaml chart`),
      'ci.yaml foreign', 'dashboard.json dashboard', 'jsconfig.json foreign',
      'package.json foreign', 'tsconfig.json foreign', 'wrapped.json dashboard',
    ].sort());
  });

  it('passes by the templates of a chart where they were named as a folder', () => {
    write('chart/Chart.yaml', 'apiVersion: v2\nname: shop\nversion: 1.0.0');
    write('chart/templates/web.yaml', 'a: {{ .Values.a }}');
    expect(skippedBelow(readPaths([path.join(folder, 'chart/templates')]))).toEqual(['chart/templates/web.yaml chart']);
  });

  it('passes by nothing that was named, or that may be half of an object', () => {
    const dashboard = write('dashboard.json', '{"title": "Shop", "panels": [], "schemaVersion": 39}');
    expect(readPaths([dashboard]).unreadable).toHaveLength(1);
    write('half.yaml', 'apiversion: v1\nmetadata: {name: a}');
    write('mixed.yaml', `${POD}---\na: 1`);
    write('text.yaml', 'hello');
    write('broken.yaml', 'a: [');
    write('commented.json', '{\n// an object\n"apiVersion": "v1", "kind": "Pod"}');
    expect(readPaths([folder]).unreadable.map(({ file }) => path.basename(file)))
      .toEqual(['broken.yaml', 'commented.json', 'half.yaml', 'mixed.yaml', 'text.yaml']);
  });

  it('reads the objects that Flux calls Kustomization', () => {
    const apiVersion = 'kustomize.toolkit.fluxcd.io/v1';
    write('other/kustomization.yaml', 'apiVersion: {toString: 1}\nresources: [a.yaml]');
    write('kustomization.yaml', `apiVersion: ${apiVersion}\nkind: Kustomization\nmetadata: {name: shop}`);
    expect(namesOf(readPaths([folder]))).toEqual(['shop']);
  });

  it('finds what is waived beside the manifests, with its lines', () => {
    const file = write('deep/preflight.yaml', '# shop\nwaivers:\n- {check: a}\n- check: b\n');
    const manifest = write('deep/a.yaml', POD);
    const expected = [
      { file, folder: path.dirname(file), line: 3, path: 'waivers[0]', content: { check: 'a' } },
      { file, folder: path.dirname(file), line: 4, path: 'waivers[1]', content: { check: 'b' } },
    ];
    expect(readPaths([folder])).toMatchObject({ waivers: expected, skipped: [], unreadable: [] });
    expect(readPaths([manifest, manifest]).waivers).toEqual(expected);
    expect(readPaths([folder, manifest, file]).waivers).toEqual(expected);
  });

  it('reads a file beside which a file of waivers leads nowhere', () => {
    fs.symlinkSync('preflight.yaml', path.join(folder, 'preflight.yaml'));
    expect(namesOf(readPaths([write('a.yaml', POD)]))).toEqual(['web']);
  });

  it.each([
    ['waivers: {a: 1}', 'it must hold waivers, a list, and nothing else'],
    ['waiver: []', 'it must hold waivers, a list, and nothing else'],
    ['waivers: &a [*a]', 'an anchor holds itself'],
    ['a: [', 'it is no YAML: unexpected end of the stream within a flow collection'],
  ])('says of a file of waivers %p what is wrong with it', (text, message) => {
    write('preflight.yaml', text);
    const { unreadable } = readPaths([folder]);
    expect(unreadable.map((one) => one.message)).toEqual([`it should say what is waived: ${message}`]);
  });

  it('refuses a file of waivers whose aliases stand for too much', () => {
    write('preflight.yaml', `waivers: [&a [${'1, '.repeat(500)}1], ${'*a, '.repeat(50)}*a]`);
    const [{ message }] = readPaths([folder]).unreadable;
    expect(message).toMatch(/^it should say what is waived: its aliases stand for \d+ values, out of \d+ characters/);
  });

  it('takes an object in a file that is called like one of waivers', () => {
    write('preflight.yaml', POD);
    expect(namesOf(readPaths([folder]))).toEqual(['web']);
  });

  it('holds more objects than a call has room for', () => {
    const list = `apiVersion: v1\nkind: PodList\nitems: [${'{metadata: {}},'.repeat(130_000)}]`;
    expect(readPaths([write('a.yaml', list)]).manifests).toHaveLength(130_000);
  });

  it('does not try to read what is too large', () => {
    const file = write('a.yaml', '');
    fs.truncateSync(file, 100 * 1024 * 1024);
    const [{ message }] = readPaths([file]).unreadable;
    expect(message).toBe('it is larger than 32 MiB; split it, or judge the files that it is made of');
  });
});
