import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import Ajv from 'ajv';
import { runCheck, runExplain, runList } from '../../src/cli/commands';

const GOOD = '{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: '
  + '{pod-security.kubernetes.io/enforce: restricted, owner: ada}}}';
const BAD = '{apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop}, spec: {hostNetwork: true, containers: '
  + '[{name: web, image: web}]}}';
const SCHEMA = JSON.parse(fs.readFileSync(path.resolve(__dirname, '../../docs/report.schema.json'), 'utf8'));
const ONLY = ['--only', 'pod-security-host-namespaces', '--only', 'namespace-enforces-restricted'];

describe('preflight check', () => {
  let folder: string;
  let out: string;
  const write = (name: string, content: string | Buffer) => {
    fs.writeFileSync(path.join(folder, name), content);
    return path.join(folder, name);
  };
  const run = (...args: string[]) => {
    out = '';
    return runCheck(args);
  };

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'check-'));
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      out += String(text);
      return true;
    });
  });
  afterEach(() => {
    jest.restoreAllMocks();
    fs.rmSync(folder, { recursive: true });
  });

  it('ends with 0 where everything is ready', () => {
    expect(run(write('a.yaml', GOOD), ...ONLY)).toBe(0);
    expect(out).toContain('1 objects: 1 passed, 0 failed');
    expect(out).toMatch(/\nReady\.\n$/);
  });

  it('ends with 1 where something is not, and names object, file and line', () => {
    expect(run(write('a.yaml', `${GOOD}\n---\n${BAD}`), ...ONLY)).toBe(1);
    expect(out).toContain(`Pod shop/web  ${folder}/a.yaml:2`);
    expect(out).toContain('pod-security-host-namespaces');
    expect(out).toMatch(/\nNot ready\.\n$/);
  });

  it('takes several ids by commas', () => {
    const ids = 'pod-security-host-namespaces,namespace-enforces-restricted';
    const file = write('a.yaml', `${GOOD}\n---\n${BAD}`);
    expect(run(file, '--only', ids)).toBe(1);
    expect(run(file, '--only', ids, '--skip', 'pod-security-host-namespaces')).toBe(0);
  });

  it.each([
    ['critical', 0],
    ['warning', 1],
    ['advice', 1],
  ])('counts failures from the severity %s on', (severity, code) => {
    const namespace = '{apiVersion: v1, kind: Namespace, metadata: {name: shop}}';
    expect(run(write('a.yaml', namespace), ...ONLY, '--fail-on', severity)).toBe(code);
  });

  it.each<[string, string | Buffer]>([
    ['no YAML', 'a: ['],
    ['half a file', BAD.slice(0, -20)],
    ['a key twice', 'apiVersion: v1\nkind: Pod\nkind: Pod\n'],
    ['tabs', 'a:\n\tb: 1'],
    ['NUL', 'a: \0'],
    ['not UTF-8', Buffer.from([0xc3, 0x28])],
    ['no kind', 'apiVersion: v1'],
    ['an anchor in itself', 'apiVersion: v1\nkind: Pod\nspec: &a {b: *a}'],
    ['nothing', ''],
  ])('ends with 2 on %s, names the file, shows no stack trace, and still judges the rest', (_what, content) => {
    const broken = write('broken.yaml', content);
    const isEmpty = content.length === 0;
    expect(run(broken, ...ONLY)).toBe(2);
    expect(out).toContain(isEmpty ? 'Nothing was judged.' : 'broken.yaml');
    expect(out).not.toMatch(/\n\s+at .*:\d+:\d+/);
    expect(run(write('a.yaml', BAD), broken, ...ONLY)).toBe(isEmpty ? 1 : 2);
    expect(out).toContain('Pod shop/web');
  });

  it('ends with 2 where a path is not there', () => {
    expect(run(path.join(folder, 'missing.yaml'))).toBe(2);
    expect(out).toContain('ENOENT');
  });

  it('judges an unknown custom resource by what holds for all objects', () => {
    const widget = '{apiVersion: acme.io/v1, kind: Widget, metadata: {name: w, namespace: shop}, spec: {a: 1}}';
    const file = write('a.yaml', widget);
    expect([0, 1]).toContain(run(file));
  });

  it('writes JSON that its schema describes, to a file where one is named', () => {
    const file = write('a.yaml', `${GOOD}\n---\n${BAD}\n---\na: [`);
    const output = path.join(folder, 'report.json');
    run(file, '--format', 'json', '--output', output, '--all');
    const report = JSON.parse(fs.readFileSync(output, 'utf8'));
    const validate = new Ajv().compile(SCHEMA);
    expect(validate(report) ? [] : validate.errors).toEqual([]);
    expect(out).toBe('');
    expect(new Set(report.results.map(({ status }: { status: string }) => status)))
      .toEqual(new Set(['passed', 'failed', 'notApplicable', 'error']));
  });

  it('judges waivers on the day that it is told', () => {
    const waiver = JSON.stringify(JSON.stringify({ reason: 'the agent needs it', until: '2026-03-31' }));
    const annotations = `annotations: {preflight/waive.pod-security-host-namespaces: ${waiver}}`;
    const file = write('a.yaml', BAD.replace('namespace: shop', `namespace: shop, ${annotations}`));
    expect(run(file, ...ONLY, '--as-of', '2026-03-31')).toBe(0);
    expect(run(file, ...ONLY, '--as-of', '2026-04-01')).toBe(1);
  });

  it('ticks boxes by what people attest, until it expires', () => {
    const evidence = write('evidence.yaml', [
      'on-call: {owner: ada, date: "2026-01-31", expires: "2026-06-30", evidence: "https://pager.example.com/shop"}',
    ].join('\n'));
    const args = [write('a.yaml', GOOD), ...ONLY, '--evidence', evidence];
    run(...args, '--as-of', '2026-06-30');
    expect(out).toContain('[x] Somebody is on call  attested');
    run(...args, '--as-of', '2026-07-01');
    expect(out).toContain('[ ] Somebody is on call  1 failed');
    expect(out).toContain('what ada attested on 2026-01-31 expired on 2026-06-30');
  });

  it('lets a person attest what checks judge too, and asks for it of nobody', () => {
    const text = '{owner: ada, date: "2026-01-31", expires: "2026-06-30", evidence: "a managed control plane"}';
    const args = [write('a.yaml', GOOD), ...ONLY, '--as-of', '2026-03-01', '--evidence'];
    run(...args, write('evidence.yaml', `etcd-backups: ${text}`));
    expect(out).toContain('[x] etcd is backed up every six hours, off-site  1 passed');
    expect(out).toContain('[-] A restore is tested every month  nothing to judge; needs a person: attach');
  });

  it('runs the checks of a package of your own', () => {
    const own = write('own.js', `exports.check = { id: 'acme-name', title: 'Acme', box: 'labels', severity: 'critical',
      why: 'Because.', remedy: { manifest: 'name: acme' }, references: [], appliesTo: ['*'],
      evaluate: (manifest) => [{ passed: manifest.name === 'acme', message: 'is called ' + manifest.name }] };`);
    expect(run(write('a.yaml', GOOD), '--checks', own, '--only', 'acme-name')).toBe(1);
    expect(out).toContain('is called shop');
  });

  it.each([
    [['--format', 'xml'], '--format must be text or json, got "xml"'],
    [['--fail-on', 'never'], '--fail-on must be critical or warning or advice, got "never"'],
    [['--kubernetes-version', '1.5'], '--kubernetes-version must be from 1.28 to 1.37, got "1.5"'],
    [['--as-of', 'today'], '--as-of must be a date like 2026-12-31, got "today"'],
    [['--as-of', '2026-02-30'], '--as-of must be a date like 2026-12-31, got "2026-02-30"'],
    [['--only', 'no-such-check'], 'there is no check "no-such-check"; see preflight list'],
    [['--checks', 'no-such-package'], 'no-such-package cannot be loaded: '],
  ])('refuses %p', (args, message) => {
    const file = write('a.yaml', GOOD);
    expect(() => run(file, ...args)).toThrow(message);
  });

  it('refuses evidence that says too little', () => {
    const evidence = write('evidence.yaml', 'on-call: {owner: ada}');
    expect(() => run(write('a.yaml', GOOD), '--evidence', evidence)).toThrow('on-call must say date');
  });

  it.each(['date', 'expires'])('refuses evidence with a %s that no calendar has', (key) => {
    const entry = { owner: 'ada', date: '2026-01-31', expires: '2026-06-30', evidence: 'x', [key]: '2026-02-30' };
    const evidence = write('evidence.yaml', JSON.stringify({ 'on-call': entry }));
    expect(() => run(write('a.yaml', GOOD), '--evidence', evidence))
      .toThrow(`on-call: ${key} must be a date like 2026-12-31, got 2026-02-30`);
  });
});

describe('preflight list and explain', () => {
  const printed = (act: () => number) => {
    const log = jest.spyOn(console, 'log').mockImplementation(() => undefined);
    act();
    const text = log.mock.calls.map(([line]) => String(line)).join('\n');
    log.mockRestore();
    return text;
  };

  it('lists every check once, as an array for machines', () => {
    const entries = JSON.parse(printed(() => runList(['--format', 'json']))) as Record<string, unknown>[];
    expect(Object.keys(entries[0])).toEqual(['id', 'title', 'box', 'severity', 'references']);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
    expect(entries.map(({ id }) => id))
      .toEqual(expect.arrayContaining(['has-cpu-limit', 'waiver-is-valid', 'manifest-is-readable']));
  });

  it('lists checks by the box that they tick', () => {
    expect(printed(() => runList([])))
      .toMatch(/Every container says what it needs and may use\n(  .+\n)*  has-cpu-limit +warning/);
  });

  it('explains one check', () => {
    expect(printed(() => runExplain(['has-cpu-limit']))).toContain('polaris:cpuLimitsMissing');
    expect(() => runExplain(['has-cpu'])).toThrow('did you mean has-cpu-limit or has-cpu-request?');
  });
});
