import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import Ajv from 'ajv';
import { parseYaml } from '../../../src/checks/loading/parsed-yaml';
import { runCheck } from '../../../src/cli/commands';
import { sarifErrors } from '../../report/support/sarif-schema';

const SCHEMA = JSON.parse(fs.readFileSync(path.resolve(__dirname, '../../../docs/report.schema.json'), 'utf8'));
const AS_OF = ['--as-of', '2026-06-15'];

/** A result of the report. */
interface Line {
  readonly status: string;
  readonly known?: true;
  readonly object: { readonly name: string };
  readonly container?: string;
}

/** Of a file that is right so far. */
const HEAD = 'version: 1\npaths: []\nexclude: []\nfindings:';
const BOMB = [['a', 'x'], ['b', '*a'], ['c', '*b'], ['d', '*c']]
  .map(([name, item]) => `${name}: &${name} [${`${item}, `.repeat(99)}]`);

/** Finds something at each pod. */
const OWN_CHECK = `exports.check = {
  id: 'own', title: 'x', box: 'labels', severity: 'advice', why: 'x', remedy: { manifest: 'x' }, references: [],
  appliesTo: ['Pod'], evaluate: () => [{ passed: false, message: 'x' }],
};`;

/** A pod on the network of its node, with an image that says nothing. */
function pod(name: string, containers: readonly string[] = ['web'], isFixed = false): string {
  const spec = { hostNetwork: !isFixed, containers: containers.map((one) => ({ name: one, image: one })) };
  return JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'shop' }, spec });
}

describe('preflight check --baseline', () => {
  let folder: string;
  let file: string;
  let out: string;
  const write = (name: string, ...documents: string[]) => {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), documents.join('\n---\n'));
  };
  const run = (...args: string[]) => {
    out = '';
    const paths = args.some((arg) => arg.startsWith(folder)) ? [] : [folder];
    return runCheck([...paths, ...AS_OF, '--baseline', file, ...args]);
  };
  const begin = (...args: string[]) => run('--write-baseline', ...args);
  const report = (...args: string[]) => {
    run('--format', 'json', ...args);
    return JSON.parse(out);
  };
  const lines = () => fs.readFileSync(file, 'utf8').split('\n').filter((line) => line.startsWith('- '));
  const entriesOf = (check: string) => lines().map((line) => JSON.parse(line.slice(2)))
    .filter((entry) => entry.check === check);

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'baseline-'));
    file = path.join(folder, 'known.yaml');
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      out += String(text);
      return true;
    });
    write('a.yaml', pod('web'));
  });
  afterEach(() => {
    jest.restoreAllMocks();
    fs.rmSync(folder, { recursive: true });
  });

  it('lets a team begin with what it has: all is known, and no box is ticked by that', () => {
    expect(runCheck([folder, ...AS_OF])).toBe(1);
    expect(begin()).toBe(0);
    expect(run()).toBe(0);
    expect(out).toMatch(/^READY: nothing critical is new\n/);
    expect(out).toMatch(/\n\d+ of what failed are known from the baseline, 0 are new\n/);
    expect(out).not.toContain('[x] Pods run with the least');
    const { summary, results } = report();
    expect(new Ajv({ strict: false }).validate(SCHEMA, JSON.parse(out))).toBe(true);
    expect(summary.known).toBe(summary.failed);
    expect(results.filter(({ status, known }: Line) => status === 'failed' && !known)).toEqual([]);
  });

  it('writes a line for each finding, sorted, with the names of list items, and no file', () => {
    write('a.yaml', pod('web', ['proxy', 'web']));
    begin();
    const tag = { check: 'image-has-tag', kind: 'Pod', namespace: 'shop', name: 'web' };
    expect(entriesOf('image-has-tag')).toEqual([
      { ...tag, container: 'proxy', path: 'spec.containers[proxy].image' },
      { ...tag, container: 'web', path: 'spec.containers[web].image' },
    ]);
    expect(lines()).toEqual([...lines()].sort());
    const before = fs.readFileSync(file, 'utf8');
    write('a.yaml', pod('web', ['web', 'proxy']));
    fs.renameSync(path.join(folder, 'a.yaml'), path.join(folder, 'b.yaml'));
    expect(run()).toBe(0);
    expect(fs.readFileSync(file, 'utf8')).toBe(before);
  });

  it('fails for what is new: another object, a renamed one, another container', () => {
    begin();
    for (const documents of [[pod('web'), pod('api')], [pod('web', ['web', 'new'])]]) {
      write('a.yaml', ...documents);
      run('--fail-on', 'advice', '--format', 'json');
      const { results } = JSON.parse(out);
      const fresh = results.filter(({ status, known }: Line) => status === 'failed' && !known);
      expect(fresh.length).toBeGreaterThan(0);
      expect(fresh.every(({ object, container }: Line) => object.name === 'api' || container === 'new')).toBe(true);
    }
    write('a.yaml', pod('renamed'));
    expect(run()).toBe(1);
    expect(out).toMatch(/^NOT READY: \d+ new critical\n/);
  });

  it('takes out what is mended, says so, and then changes nothing', () => {
    begin();
    expect(entriesOf('pod-security-host-namespaces')).toHaveLength(1);
    write('a.yaml', pod('web', ['web'], true));
    expect(run()).toBe(0);
    expect(out).toMatch(/\n\d+ findings? (is|are) mended and taken out of .*known\.yaml; commit it\n/);
    expect(entriesOf('pod-security-host-namespaces')).toEqual([]);
    const { mtimeMs } = fs.statSync(file);
    expect(run()).toBe(0);
    expect(out).not.toContain('mended');
    expect(fs.statSync(file).mtimeMs).toBe(mtimeMs);
    write('a.yaml', pod('web'));
    expect(run()).toBe(1);
  });

  it('takes out objects that are gone, where all is judged that was', () => {
    write('one/a.yaml', pod('a'));
    write('two/b.yaml', pod('b'));
    begin();
    const before = lines();
    fs.rmSync(path.join(folder, 'two/b.yaml'));
    run(path.join(folder, 'one'));
    expect(lines()).toEqual(before);
    expect(out).not.toContain('mended');
    run();
    expect(lines()).toEqual(before.filter((line) => !line.includes('"name":"b"')));
  });

  it('keeps what is only found beside another file, in a run without it, and says how to have it out', () => {
    write('one/a.yaml', pod('a'));
    write('two/a.yaml', pod('a'));
    begin();
    expect(entriesOf('objects-are-written-once').length).toBeGreaterThan(0);
    const before = fs.readFileSync(file, 'utf8');
    run(path.join(folder, 'one'));
    expect(fs.readFileSync(file, 'utf8')).toBe(before);
    expect(out.replace(/\s+/g, ' ')).toMatch(
      /1 finding may be mended; judge (\S+) as \1\/known\.yaml was written to take it out: this run has other paths /,
    );
    fs.rmSync(path.join(folder, 'two'), { recursive: true });
    run();
    expect(entriesOf('objects-are-written-once')).toEqual([]);
  });

  it.each<[string, string[], object]>([
    ['exclude', ['--exclude', 'c.yaml'], { exclude: ['c.yaml'] }],
    ['kubernetesVersion', ['--kubernetes-version', '1.33'], { kubernetesVersion: '1.33' }],
    ['registries', ['--registry', 'ghcr.io/b', '--registry', 'ghcr.io/a'], { registries: ['ghcr.io/a', 'ghcr.io/b'] }],
    ['checks', ['--checks', 'FOLDER/own/checks.cjs'], { checks: ['own/checks.cjs'] }],
    ['evidence', ['--evidence', 'FOLDER/own/evidence.txt'], { evidence: 'own/evidence.txt' }],
    ['waivers', ['--waivers', 'FOLDER/own/waivers.txt'], { waivers: 'own/waivers.txt' }],
  ])('takes nothing out in a run with other %s, and tells the runs apart by what the file says', (key, args, scope) => {
    write('own/checks.cjs', OWN_CHECK);
    write('own/evidence.txt', '');
    write('own/waivers.txt', 'waivers: []');
    const given = args.map((arg) => arg.replace('FOLDER', folder));
    const runGiven = (...more: string[]) => run(folder, ...given, ...more);
    expect(runGiven('--write-baseline')).toBe(0);
    expect(parseYaml(fs.readFileSync(file, 'utf8'))).toEqual({
      value: { version: 1, paths: ['.'], exclude: [], findings: expect.anything(), ...scope },
    });
    write('a.yaml', pod('web', ['web'], true));
    const before = fs.readFileSync(file, 'utf8');
    run();
    expect(fs.readFileSync(file, 'utf8')).toBe(before);
    expect(out.replace(/\s+/g, ' ')).toMatch(new RegExp(`may be mended; judge .*: this run has other ${key} `));
    runGiven();
    expect(out).toContain('mended and taken out');
    expect(entriesOf('pod-security-host-namespaces')).toEqual([]);
  });

  it('takes out of what comes in only what is mended at an object that is there again', () => {
    const judgeWhatComes = (documents: string, ...args: string[]) => {
      const real = jest.requireActual<typeof fs>('fs');
      const { readSync } = real;
      const parts = [documents, ''];
      jest.spyOn(real, 'readSync').mockImplementation((descriptor: number, buffer: any, ...rest: any[]) => (
        descriptor === 0 ? buffer.write(parts.shift()) : (readSync as any)(descriptor, buffer, ...rest)
      ));
      runCheck(['-', ...AS_OF, '--baseline', file, ...args]);
      jest.mocked(real.readSync).mockRestore();
    };
    judgeWhatComes(`${pod('a')}\n---\n${pod('b')}`, '--write-baseline');
    expect(entriesOf('pod-security-host-namespaces')).toHaveLength(2);
    judgeWhatComes(pod('a', ['web'], true));
    expect(entriesOf('pod-security-host-namespaces')).toMatchObject([{ name: 'b' }]);
  });

  it.each([
    ['a selection', ['--skip', 'has-owner-label'], undefined],
    ['what cannot be read', [], 'apiVersion: v1\nkind: Pod\na: ['],
  ])('takes nothing out by %s', (_, args, broken) => {
    begin();
    const before = fs.readFileSync(file, 'utf8');
    write('a.yaml', pod('web', ['web'], true));
    if (broken !== undefined) write('broken.yaml', broken);
    run(...args);
    expect(fs.readFileSync(file, 'utf8')).toBe(before);
  });

  it('writes nothing where something could not be judged, or where there was nothing to judge', () => {
    write('broken.yaml', 'apiVersion: v1\nkind: Pod\na: [');
    expect(begin()).toBe(2);
    expect(out).toContain('known.yaml is not written, as something could not be judged');
    expect(fs.existsSync(file)).toBe(false);
    fs.rmSync(path.join(folder, 'broken.yaml'));
    fs.rmSync(path.join(folder, 'a.yaml'));
    expect(begin()).toBe(2);
    expect(fs.existsSync(file)).toBe(false);
  });

  it('tells every reader of a report what is known', () => {
    begin();
    write('a.yaml', pod('web'), pod('api'));
    const of = (format: string, ...args: string[]) => {
      run('--format', format, ...args);
      return out;
    };
    const sarif = JSON.parse(of('sarif'));
    expect(sarifErrors(sarif)).toEqual([]);
    const states = sarif.runs[0].results.map((one: any) => (
      `${one.locations[0].logicalLocations[0].name} ${one.baselineState}`
    ));
    expect([...new Set(states)]).toEqual(['api new', 'web unchanged']);
    expect(of('junit')).toMatch(/name="image-has-tag: Pod shop\/web[^>]*><skipped message="known from the baseline: /);
    expect(of('junit')).toMatch(/name="image-has-tag: Pod shop\/api[^>]*><failure /);
    expect(of('markdown')).toMatch(/\d+ of what failed are known from the baseline, \d+ are new/);
    expect(out).not.toContain('Pod shop/web');
    expect(of('text')).not.toContain('Pod shop/web');
    expect(of('text', '--all')).toMatch(/Pod shop\/api[^]*\nKnown from the baseline\n[^]*Pod shop\/web/);
    expect(runCheck([folder, ...AS_OF, '--format', 'sarif'])).toBe(1);
    expect(out).not.toContain('baselineState":"known');
  });

  it('counts what is alike, and takes the larger number of what a merge wrote twice', () => {
    begin();
    const text = fs.readFileSync(file, 'utf8');
    const [first] = lines();
    fs.writeFileSync(file, text.replace(first, `${first}\n${first.replace('}', ',"count":3}')}`));
    expect(run()).toBe(0);
    expect(fs.readFileSync(file, 'utf8')).toBe(text);
  });

  it('goes on where the file cannot be written', () => {
    begin();
    write('a.yaml', pod('web', ['web'], true));
    jest.spyOn(jest.requireActual<typeof fs>('fs'), 'renameSync').mockImplementation(() => {
      throw Object.assign(new Error('EACCES'), { code: 'EACCES' });
    });
    expect(run()).toBe(0);
    expect(out).toMatch(/should be taken out of the baseline; --baseline\s+\S+known\.yaml cannot be written: /);
    expect(fs.readdirSync(folder).sort()).toEqual(['a.yaml', 'known.yaml']);
  });

  it.each([
    ['findings: [', /^--baseline .*known\.yaml:\d+: it is no YAML/],
    ['[]', 'it is no map with version, paths, exclude, '],
    ['version: 2', 'its version must be 1, got 2'],
    ['version: 1\nfindigns: []', 'it says "findigns", and may say version, paths, exclude, '],
    ['version: 1\npaths: x\nexclude: []\nfindings: []', 'its paths must be a list of texts, got "x"'],
    ['version: 1\npaths: []\nfindings: []', 'its exclude must be a list of texts, got nothing'],
    [`registries: [1]\n${HEAD} []`, 'its registries must be a list of texts, got'],
    [`kubernetesVersion: 1.30\n${HEAD} []`, 'its kubernetesVersion must be a text, got 1.3'],
    [`${HEAD} {}`, 'its findings must be a list'],
    [`${HEAD} [{chek: x}]`, 'findings[0] says "chek", and may say check, kind'],
    [`${HEAD} [{kind: x}]`, 'findings[0] must say check'],
    [`${HEAD} [{check: x, name: 1}]`, 'findings[0] must have a text as name, got 1'],
    [`${HEAD} [{check: x, count: 0}]`, 'findings[0] must have a count from 1, got 0'],
    [`${HEAD} [{"__proto__": {}, check: x}]`, 'findings[0] says "__proto__"'],
    [BOMB.join('\n'), 'alias'],
  ])('refuses a file that is none: %s', (content, message) => {
    fs.writeFileSync(file, content);
    expect(() => run()).toThrow(message);
    expect(() => run()).toThrow('write it anew with --write-baseline');
    expect(begin()).toBe(0);
  });

  it('says what to do where there is no file, or none is named', () => {
    expect(() => run()).toThrow(/known\.yaml: there is no such file; write it with --write-baseline$/);
    expect(() => runCheck([folder, '--write-baseline'])).toThrow('needs a file; name it by --baseline FILE');
    expect(() => begin('--only', 'has-owner-label')).toThrow('leave out --only and --skip');
  });

  it('holds no secret, whatever things are called', () => {
    const token = `ghp_${'aB3dE5fG7hI9jK1lM2nO4pQ6rS8tU0vW1xYz'}`;
    write('a.yaml', pod(token, [token]));
    begin();
    expect(lines().length).toBeGreaterThan(0);
    expect(fs.readFileSync(file, 'utf8')).not.toContain(token);
    expect(run()).toBe(0);
  });
});
