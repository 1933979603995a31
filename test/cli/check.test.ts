import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import Ajv from 'ajv';
import { runCheck, runExplain, runList } from '../../src/cli/commands';

const GOOD = '{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: '
  + '{pod-security.kubernetes.io/enforce: restricted, owner: ada}}}';
const BAD = '{apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop}, spec: {hostNetwork: true, containers: '
  + '[{name: web, image: web}]}}';
const ROLE = '{apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: all, namespace: shop}, rules: '
  + '[{apiGroups: ["*"], resources: ["*"], verbs: ["*"]}]}';
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
    expect(out).toMatch(/^READY: nothing critical fails\n1 object: 1 passed, 0 failed/);
    expect(out).toMatch(/\nReady\.\n$/);
  });

  it('ends with 1 where something is not, and names object, file and line', () => {
    expect(run(write('a.yaml', `${GOOD}\n---\n${BAD}`), ...ONLY)).toBe(1);
    expect(out).toMatch(/^NOT READY: 1 critical\n/);
    expect(out).toContain(`Pod shop/web  ${folder}/a.yaml:3`);
    expect(out).toContain('pod-security-host-namespaces');
    expect(out).toMatch(/\nNot ready\.\n$/);
  });

  it('keeps a thousand findings of a check, and counts and says how many more there are', () => {
    const items = Array.from({ length: 1_500 }, (_, index) => `{metadata: {name: a${index}}}`);
    const file = write('a.yaml', `{apiVersion: v1, kind: PodList, items: [${items.join(', ')}]}`);
    const only = ['--only', 'has-owner-label', '--format', 'json'];
    const [kept, all] = [[], ['--all']].map((more) => {
      expect(run(file, ...only, ...more)).toBe(0);
      const { summary, notes, results } = JSON.parse(out);
      return { summary, notes, results: results.length };
    });
    expect([kept.results, all.summary.failed]).toEqual([1_000, 1_500]);
    expect(all.results).toBeGreaterThanOrEqual(1_500);
    expect(kept.summary).toEqual(all.summary);
    expect(kept.notes).toEqual([
      '500 more findings are counted alone, of 1 check with more than 1000; --all shows them',
    ]);
    expect(all.notes).toEqual([]);
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
    expect(out).toContain(isEmpty ? 'Nothing was judged: no manifest in ' : 'broken.yaml');
    expect(out).not.toMatch(/\n\s+at .*:\d+:\d+/);
    expect(run(write('a.yaml', BAD), broken, ...ONLY)).toBe(isEmpty ? 1 : 2);
    expect(out).toContain('Pod shop/web');
  });

  it('ends with 2 where a path is not there, and says that alone', () => {
    const missing = path.join(folder, 'missing.yaml');
    expect(run(missing)).toBe(2);
    expect(out.split('\n')).toEqual([
      `${missing}: there is no such file or folder`,
      'Nothing was judged.',
      '',
    ]);
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
    const args = [write('a.yaml', GOOD), '--evidence', evidence];
    run(...args, '--as-of', '2026-06-30');
    expect(out).toContain('[x] Somebody is on call  attested');
    expect(out).toContain('  [-] 32 boxes need a person; --boxes names them\n');
    expect(out).not.toContain('runbooks-is-attested');
    run(...args, '--as-of', '2026-01-30', '--all');
    expect(out).toContain('[ ] Somebody is on call  1 failed');
    expect(out).toContain('what ada attests is dated 2026-01-31, after 2026-01-30, on which it is judged');
    run(...args, '--as-of', '2026-07-01', '--all');
    expect(out).toContain('[ ] Somebody is on call  1 failed');
    expect(out).toContain('what ada attested on 2026-01-31 expired on 2026-06-30');
  });

  it('lets a person attest what checks judge too, and asks for it of nobody', () => {
    const text = '{owner: ada, date: "2026-01-31", expires: "2026-06-30", evidence: "a managed control plane"}';
    const args = [write('a.yaml', GOOD), '--as-of', '2026-03-01', '--evidence'];
    run(...args, write('evidence.yaml', `etcd-backups: ${text}`), '--boxes');
    expect(out).toContain('[x] etcd is backed up every six hours, off-site  1 passed');
    expect(out).toContain('[-] A restore is tested every month  nothing to judge; needs a person: attach');
  });

  it('fits two screens, and begins with the worst, for seventy objects that are wrong in many ways', () => {
    write('a.yaml', fs.readFileSync(path.resolve(__dirname, '../data/shop.yaml')));
    const names = Array.from({ length: 34 }, (_, index) => `web-${index}`);
    const objects = names.flatMap((name) => [BAD.replaceAll('web', name), ROLE.replace('all', name)]);
    write('b.yaml', objects.join('\n---\n'));
    expect(run(folder)).toBe(1);
    const lines = out.split('\n');
    expect(lines[1]).toMatch(/^70 objects: /);
    expect(lines.length).toBeLessThanOrEqual(100);
    expect(lines.filter((line) => line.length > 100)).toEqual([]);
    expect(lines.slice(0, 10).join('\n'))
      .toMatch(/CRITICAL {2}role-has-no-wildcards +34 +34 {2}Role shop\/web-0 and 33 more/);
    expect(lines).toContainEqual(expect.stringMatching('^CRITICAL  has-disruption-budget: Deployment shop/web '));
    for (const check of ['service-port-names-exist', 'pod-security-host-namespaces']) {
      expect(lines).toContainEqual(expect.stringMatching(`^CRITICAL  ${check} `));
      expect(lines).toContain(`CRITICAL  ${check}`);
    }
  });

  it('says what a wildcard grants once', () => {
    run(write('a.yaml', ROLE));
    expect(out.match(/^(CRITICAL|WARNING|ADVICE) +role-\S+/gm)).toEqual([
      expect.stringContaining('role-has-no-wildcards'), expect.stringContaining('role-has-no-wildcards'),
    ]);
  });

  it('leaves out what it is told to, and says of how much', () => {
    write('a.yaml', GOOD);
    write('b.yaml', BAD);
    write('dashboard.json', '{"panels": [], "title": "Shop"}');
    expect(run(folder, ...ONLY)).toBe(1);
    expect(run(folder, ...ONLY, '--exclude', 'b.*', '--all')).toBe(0);
    expect(out).toContain('Skipped 2 files: 1 by --exclude, 1 with dashboards; --all names them\n');
    expect(out).toContain(`Skipped\n  ${folder}/b.yaml  by --exclude\n  ${folder}/dashboard.json  with dashboards\n`);
    run(folder, '--format', 'json', '--exclude', 'b.*');
    expect(JSON.parse(out).notes).toEqual(['Skipped 2 files: 1 by --exclude, 1 with dashboards; --all names them']);
    expect(JSON.parse(out).skipped).toContainEqual({ file: `${folder}/b.yaml`, reason: 'by --exclude' });
  });

  it('says how to judge what is rendered, where nothing else was found', () => {
    write('Chart.yaml', 'apiVersion: v2\nname: shop\nversion: 1.0.0');
    write('kustomization.yaml', 'resources: []');
    expect(run(folder)).toBe(2);
    expect(out.split('\n')).toEqual([
      'Skipped 2 files: 1 of kustomize, 1 of Helm charts; --all names them',
      'To judge what is rendered: kubectl kustomize FOLDER | preflight check -',
      'To judge what is rendered: helm template CHART | preflight check -',
      `Nothing was judged: no manifest in ${folder}`,
      '',
    ]);
  });

  it('waives by a file beside the manifests, or one that is named', () => {
    const waivers = [
      'waivers:',
      '- check: pod-security-host-namespaces',
      '  namespace: shop',
      '  reason: the agents of the network',
      '  owner: ada',
      '  until: 2026-12-31',
    ].join('\n');
    const manifest = write('a.yaml', BAD);
    const elsewhere = write('elsewhere.txt', waivers);
    const options = [...ONLY, '--as-of', '2026-06-01'];
    expect(run(manifest, ...options)).toBe(1);
    expect(run(manifest, ...options, '--waivers', elsewhere)).toBe(0);
    write('preflight.yaml', waivers);
    expect(run(folder, ...options)).toBe(0);
    expect(out).toContain('1 waived');
    expect(run(folder, ...ONLY, '--as-of', '2027-01-01')).toBe(1);
    expect(() => run(manifest, ...options, '--waivers', path.join(folder, 'missing'))).toThrow('--waivers ');
  });

  it('judges what a controller made by what it made it of, and says of how much', () => {
    const owner = '{apiVersion: apps/v1, kind: ReplicaSet, name: web, controller: true}';
    const owned = BAD.replace('name: web, namespace', `name: web-1, ownerReferences: [${owner}], namespace`);
    const template = '{metadata: {labels: {a: b}}, spec: {hostNetwork: true, containers: [{name: web, image: web}]}}';
    const replicaSet = 'apiVersion: apps/v1, kind: ReplicaSet, metadata: {name: web, namespace: shop}';
    run(write('a.yaml', `${owned}\n---\n{${replicaSet}, spec: {template: ${template}}}`), ...ONLY);
    expect(out).toContain('\n1 object: 0 passed, 1 failed');
    expect(out).toContain('\n1 owned object is judged by its owner\n');
  });

  it.each([
    ['1.20', 0],
    ['v1.21.14-gke.700', 0],
    ['1.25', 1],
    ['1.30', 1],
  ])('judges what Kubernetes %s serves', (version, code) => {
    const file = write('a.yaml', '{apiVersion: batch/v1beta1, kind: CronJob, metadata: {name: a, namespace: b}}');
    expect(run(file, '--only', 'api-version-is-served', '--kubernetes-version', version)).toBe(code);
    const note = /\nKubernetes 1\.2\d: removed API versions are judged as of it; fields are known since 1\.28 alone\n/;
    expect(note.test(out)).toBe(version !== '1.30');
  });

  it('writes one run in several formats, each to its file, and ends as it would without', () => {
    const file = write('a.yaml', BAD);
    const formats = ['text', 'json', 'sarif', 'junit', 'markdown', 'html'];
    const named = formats.map((format) => path.join(folder, `report.${format}`));
    const reports = formats.flatMap((format, index) => ['--report', `${format}=${named[index]}`]);
    expect(run(file, ...ONLY, ...reports)).toBe(1);
    const text = out;
    named.forEach((name, index) => {
      expect(run(file, ...ONLY, '--format', formats[index])).toBe(1);
      expect(fs.readFileSync(name, 'utf8')).toBe(out);
    });
    expect(text).toBe(fs.readFileSync(named[0], 'utf8'));
  });

  it.each([
    ['ghcr.io/acme', 0],
    ['quay.io', 1],
  ])('judges where images come from by --registry %s', (registry, code) => {
    const file = write('a.yaml', '{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: b}, '
      + 'spec: {containers: [{name: a, image: "ghcr.io/acme/a:1"}]}}');
    const only = ['--only', 'image-registry-is-trusted', '--fail-on', 'warning'];
    expect(run(file, ...only, '--registry', registry, '--registry', 'example.com:5000')).toBe(code);
  });

  it('runs the checks of a package of your own', () => {
    const own = write('own.js', `exports.check = { id: 'acme-name', title: 'Acme', box: 'labels', severity: 'critical',
      why: 'Because.', remedy: { manifest: 'name: acme' }, references: [], appliesTo: ['*'],
      evaluate: (manifest) => [{ passed: manifest.name === 'acme', message: 'is called ' + manifest.name }] };`);
    expect(run(write('a.yaml', GOOD), '--checks', own, '--only', 'acme-name')).toBe(1);
    expect(out).toContain('is called shop');
  });

  it.each([
    [['--format', 'xml'], '--format must be text or json or sarif or junit or markdown or html, got "xml"'],
    [['--report', 'sarif'], '--report must be FORMAT=FILE such as sarif=report.sarif, got "sarif"'],
    [['--report', 'sarif='], '--report must be FORMAT=FILE such as sarif=report.sarif, got "sarif="'],
    [['--report', 'htm=a'], 'the format of --report must be text or json or sarif or junit or markdown or html, got'],
    [['--report', 'sarif=a', '--report', 'junit=./a'], '--report would write "./a" twice; name another file'],
    [['--report', 'sarif=/nowhere/a'], '--report /nowhere/a cannot be written: '],
    [['--fail-on', 'never'], '--fail-on must be critical or warning or advice, got "never"'],
    [['--kubernetes-version', '1.5'], '--kubernetes-version must be from 1.16 to 1.37, got "1.5"'],
    [['--kubernetes-version', '1.3'], 'got "1.3"; write \'1.30\' as text: a number loses the zero at its end'],
    [['--kubernetes-version', '1.38'], 'got "1.38"; judge by 1.37, the newest that is known'],
    [['--registry', 'https://ghcr.io'], '--registry must be the beginning of images, got "https://ghcr.io"; write ghcr.io'],
    [['--exclude', '[z-a]'], '"[z-a]" is no glob; in brackets write characters as a-z'],
    [['--as-of', 'today'], '--as-of must be a date like 2026-12-31, got "today"'],
    [['--as-of', '2026-02-30'], '--as-of must be a date like 2026-12-31, got "2026-02-30"'],
    [['--only', 'no-such-check'], 'there is no check "no-such-check"; see preflight list'],
    [['--only', 'has-cpu-limti'], 'there is no check "has-cpu-limti"; did you mean has-cpu-limit?'],
    [['--only', 'has-cpu-limit', '--skip', 'has-cpu-limit'], 'no check is left; change --only or --skip'],
    [['--skip', 'manifest-is-readable'], 'manifest-is-readable cannot be skipped, as'],
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
    const write = jest.spyOn(process.stdout, 'write').mockImplementation(() => true);
    act();
    const text = write.mock.calls.map(([lines]) => String(lines)).join('');
    write.mockRestore();
    return text;
  };

  it('lists every check once for machines', () => {
    const list = JSON.parse(printed(() => runList(['--format', 'json']))) as { checks: { id: string }[] };
    const entries = list.checks;
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
    expect(entries.map(({ id }) => id))
      .toEqual(expect.arrayContaining([
        'has-cpu-limit', 'waiver-is-valid', 'manifest-is-readable', 'on-call-is-attested',
      ]));
  });

  it('lists checks by the box that they tick', () => {
    expect(printed(() => runList([])))
      .toMatch(/Every container says what it needs and may use\n(  .+\n)*  has-cpu-limit +warning/);
  });

  it('explains one check', () => {
    expect(printed(() => runExplain(['has-cpu-limit']))).toContain('Polaris: cpuLimitsMissing');
    expect(printed(() => runExplain(['on-call-is-attested']))).toContain('It cannot be waived');
    expect(() => runExplain(['has-cpu-limti'])).toThrow('did you mean has-cpu-limit?');
    expect(() => runExplain(['has-cpu'])).toThrow('did you mean has-cpu-limit or has-cpu-request?');
  });
});
