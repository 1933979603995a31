import { judge } from '../../src/checks/judging/judge';
import { Tally } from '../../src/checks/judging/tally';
import { readDocuments } from '../../src/checks/loading/documents';
import { unreadableResults } from '../../src/checks/loading/unreadable';
import { ICheck } from '../../src/checks/model/check';
import { Cluster } from '../../src/checks/model/cluster';
import { Severity } from '../../src/checks/model/severity';
import { Colors } from '../../src/report/colors';
import { jsonReport } from '../../src/report/json-report';
import { makeReport, Report } from '../../src/report/report';
import { TextOptions, textReport } from '../../src/report/text-report';
import { UNSEEN } from '../support/errors';

const HAS_OWNER: ICheck = {
  id: 'has-owner',
  title: 'Has an owner',
  box: 'labels',
  severity: Severity.CRITICAL,
  why: 'Nobody knows whom to ask.',
  remedy: { manifest: 'metadata:\n  labels: {owner: ada}', construct: "ownership: { owner: 'ada' }" },
  references: ['https://example.com'],
  appliesTo: ['ConfigMap'],
  evaluate: ({ labels }) => [{
    passed: labels.owner !== undefined,
    message: labels.owner === undefined ? 'has no owner' : `is owned by ${labels.owner}`,
    path: 'metadata.labels.owner',
    actual: labels.owner,
    expected: 'a name',
  }],
};

function reportOf(text: string): Report {
  const { manifests, unreadable } = readDocuments('a.yaml', text);
  const options = { checks: [HAS_OWNER], knownIds: new Set(['has-owner']), asOf: '2026-01-01' };
  const results = [...unreadableResults(unreadable), ...judge(new Cluster(manifests, 30), options)];
  return makeReport({ manifests, checks: [HAS_OWNER], results });
}

function textOf(report: Report, options: Partial<TextOptions> = {}): string {
  const usual = { colors: new Colors(false), failOn: Severity.CRITICAL, isAll: false, areBoxesShown: false };
  return [...textReport(report, { ...usual, ...options })].join('');
}

const GOOD = '{apiVersion: v1, kind: ConfigMap, metadata: {name: good, labels: {owner: ada}}}';

const MIXED = [
  '{apiVersion: v1, kind: ConfigMap, metadata: {name: bad, namespace: shop}}',
  GOOD,
  "{apiVersion: v1, kind: ConfigMap, metadata: {name: waived, annotations: {preflight/waive.has-owner: 'it is mine'}}}",
  '{apiVersion: v1, kind: Secret, metadata: {name: other}}',
  'a: [',
].join('\n---\n');

function configMap(name: string): string {
  return `{apiVersion: v1, kind: ConfigMap, metadata: {name: ${name}}}`;
}

function critical(id: string, box: string, names: readonly string[]): ICheck {
  return {
    ...HAS_OWNER, id, box, evaluate: ({ name }) => (names.includes(name) ? [{ passed: false, message: 'fails' }] : []),
  };
}

describe('the JSON report', () => {
  const report = reportOf(MIXED);
  const { version, summary, results } = JSON.parse([...jsonReport(report, { isAll: false })].join(''));

  it('counts all five statuses, by check and by box', () => {
    expect(version).toBe(1);
    expect(summary.checks['has-owner']).toEqual({ passed: 1, failed: 1, notApplicable: 1, waived: 1, error: 0 });
    expect(summary.checks['manifest-is-readable'])
      .toEqual({ passed: 0, failed: 0, notApplicable: 4, waived: 0, error: 1 });
    expect(summary.boxes.labels).toEqual({ passed: 1, failed: 1, notApplicable: 1, waived: 1, error: 0 });
    expect(summary).toMatchObject({ passed: 4, failed: 1, waived: 1, error: 1 });
  });

  it('holds what failed, is waived or in error', () => {
    expect(results).toEqual([
      expect.objectContaining({ check: 'manifest-is-readable', status: 'error', file: 'a.yaml' }),
      {
        check: 'has-owner',
        status: 'failed',
        severity: 'critical',
        box: 'labels',
        object: { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'shop', name: 'bad' },
        path: 'metadata.labels.owner',
        file: 'a.yaml',
        line: 1,
        expected: 'a name',
        message: 'has no owner',
      },
      expect.objectContaining({ check: 'has-owner', status: 'waived', waiver: { reason: 'it is mine' } }),
    ]);
  });

  it('holds what passed and what does not apply too, where it is asked for', () => {
    const all = JSON.parse([...jsonReport(report, { isAll: true })].join(''));
    const statuses = all.results.map((result: { status: string }) => result.status);
    const count = (status: string) => statuses.filter((one: string) => one === status).length;
    expect(count('passed')).toBe(all.summary.passed);
    expect(count('notApplicable')).toBe(all.summary.notApplicable);
  });

  it('does not repeat the whole of a name that is too long to be one', () => {
    const text = JSON.stringify({ apiVersion: 'v1', kind: 'x'.repeat(10_000), metadata: { name: 'a' } });
    const all = [...jsonReport(reportOf(text), { isAll: true })];
    expect(Math.max(...all.slice(1).map(({ length }) => length))).toBeLessThan(2_000);
    expect(JSON.parse(all.join('')).results[0].object.kind).toBe(`${'x'.repeat(512)}...`);
  });
});

describe('the text report', () => {
  it('says first whether all is ready, by the severity that counts, and the worst in its first ten lines', () => {
    const lines = textOf(reportOf(MIXED)).split('\n');
    expect(lines.slice(0, 7)).toEqual([
      'NOT READY: 1 could not be judged, 1 critical',
      '4 objects: 4 passed, 1 failed (1 critical, 0 warning, 0 advice), 1 waived, 1 in error, 14 not',
      '  applicable',
      '',
      'SEVERITY  CHECK                 FINDINGS  OBJECTS  WHERE',
      'ERROR     manifest-is-readable         1        1  a.yaml',
      'CRITICAL  has-owner                    1        1  ConfigMap shop/bad',
    ]);
    expect(textOf(reportOf(GOOD))).toMatch(/^READY: nothing critical fails\n/);
    expect(textOf(reportOf(GOOD), { failOn: Severity.WARNING })).toMatch(/^READY: nothing critical or warning fails\n/);
  });

  it('counts what is not kept as if it were', () => {
    const objects = Array.from({ length: 1_500 }, (_, index) => configMap(`bad-${index}`));
    const { manifests } = readDocuments('a.yaml', objects.join('\n---\n'));
    const [kept, all] = [new Tally(), undefined].map((tally) => {
      const options = { checks: [HAS_OWNER], knownIds: new Set<string>(), asOf: '2026-01-01', tally };
      const results = judge(new Cluster(manifests, 30), options);
      return makeReport({ manifests, checks: [HAS_OWNER], results, tally });
    });
    expect([kept.results.length, all.results.length]).toEqual([1_000, 1_500]);
    expect(kept).toMatchObject({ total: all.total, byBox: all.byBox, byCheck: all.byCheck });
    expect(textOf(kept)).toBe(textOf(all));
    expect(textOf(kept)).toContain('1500 critical');
  });

  it('explains a check once, then shows what it found by object, with current and wanted value', () => {
    expect(textOf(reportOf(MIXED))).toContain([
      'CRITICAL  has-owner',
      '  why      Nobody knows whom to ask.',
      '  fix      metadata:',
      '             labels: {owner: ada}',
      '  ConfigMap shop/bad  a.yaml:1',
      '    has no owner',
      '    at metadata.labels.owner   wanted a name',
    ].join('\n'));
  });

  it('says what to write in code where the object is made by this library alone', () => {
    const ours = GOOD.replace('owner: ada', 'app.kubernetes.io/managed-by: cdk8s-preflight');
    expect(textOf(reportOf(MIXED))).not.toContain('in code');
    expect(textOf(reportOf(ours))).toContain("  in code  ownership: { owner: 'ada' }");
  });

  it('shows the name that the API server will complete', () => {
    const text = '{apiVersion: v1, kind: ConfigMap, metadata: {generateName: web-, namespace: shop}}';
    expect(textOf(reportOf(text))).toContain('ConfigMap shop/(generateName web-)  a.yaml:1');
    const { results } = JSON.parse([...jsonReport(reportOf(text), { isAll: false })].join(''));
    expect(results[0].object).toMatchObject({ name: '', generateName: 'web-' });
  });

  it('keeps to two screens, however much is wrong, and to no screen where all is asked for', () => {
    const report = reportOf(Array.from({ length: 70 }, (_, index) => configMap(`a${index}`)).join('\n---\n'));
    const short = textOf(report).split('\n');
    expect(short.length).toBeLessThan(100);
    expect(short.filter((line) => /^ {2}and \d+ more: ConfigMap a\d+, a\d+/.test(line))).toHaveLength(1);
    expect(short).toContain('--all shows all 70 findings in full; preflight explain CHECK says more of one.');
    expect(textOf(report, { isAll: true }).match(/has no owner/g)).toHaveLength(70);
  });

  it('says what ticks each box, and counts or names the others, unless they are asked for', () => {
    const text = textOf(reportOf(MIXED));
    expect(text).toContain('  [ ] Labels say what an object is, and whose  1 failed');
    expect(text).toContain('  [?] Every manifest is read, and means what it says  1 could not be judged');
    expect(text).toMatch(/\n {2}\[-\] nothing to judge: disruption-budgets, replicas, .*\n {24}network-policies, /);
    expect(text).toContain('\n  [-] 33 boxes need a person; --boxes names them\n');
    expect(text.split('\n').filter((line) => line.startsWith('  [') && line.length > 100)).toEqual([]);
    expect(text).not.toContain('Somebody is on call');
    expect(textOf(reportOf(MIXED), { areBoxesShown: true }))
      .toContain('    [-] Somebody is on call  needs a person: attach the rotation, and how it is paged');
  });

  it('ticks no box where checks were left out', () => {
    const selection = { ...reportOf(GOOD), isSelection: true };
    for (const areBoxesShown of [true, false]) {
      const text = textOf(selection, { areBoxesShown });
      expect(text).toContain('\nLaunch checklist: of a selection of checks no box can be ticked\n');
      expect(text).not.toMatch(/\[[x? -]\]/);
    }
  });

  it('does not look like success where nothing was judged, and says nothing else', () => {
    expect(textOf(reportOf(''))).toBe('Nothing was judged.\n');
    expect(textOf(reportOf('a: ['))).toMatch(/^a\.yaml:2: it is no YAML: .*\nNothing was judged\.\n$/);
  });

  it('is linear in what cannot be read', () => {
    const { manifests } = readDocuments('a.yaml', GOOD);
    const unreadable = Array.from({ length: 30_000 }, (_, line) => ({ file: 'b.yaml', line, message: 'is none' }));
    const text = textOf(makeReport({ manifests, checks: [], results: unreadableResults(unreadable) }), { isAll: true });
    expect(text.split('\n').length).toBeGreaterThan(30_000);
  });

  it('lets no manifest move the cursor of a terminal, break its lines or turn its direction', () => {
    const odd = 'a\\e[2Jb\\rc\\u2028d\\u202Ee\\u2066f\\u200Fg\\x9bh';
    const report = reportOf(`{apiVersion: v1, kind: ConfigMap, metadata: {name: "${odd}"}}`);
    expect(textOf(report)).not.toMatch(UNSEEN);
    const json = [...jsonReport(report, { isAll: false })].join('');
    expect(json).not.toMatch(UNSEEN);
    const { name } = JSON.parse(json).results[0].object;
    expect(name).toBe('a\u001b[2Jb\rc\u2028d\u202ee\u2066f\u200fg\u009bh');
  });

  it('shows values that are none of JSON', () => {
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    const finding = { passed: false, message: 'is odd', actual: 5n, expected: circular };
    const check = { ...HAS_OWNER, evaluate: () => [finding] };
    const { manifests } = readDocuments('a.yaml', GOOD);
    const results = judge(new Cluster(manifests, 30), { checks: [check], knownIds: new Set(), asOf: '2026-01-01' });
    const report = makeReport({ manifests, checks: [check], results });
    const json = JSON.parse([...jsonReport(report, { isAll: false })].join(''));
    expect(json.results[0]).toMatchObject({ actual: '5n', expected: '{"self":[circular]}' });
    expect(textOf(report)).toContain('current 5n   wanted {"self":[circular]}');
  });

  it('begins with what is sure to fail, then with what more objects have', () => {
    const { manifests } = readDocuments('a.yaml', ['a', 'b'].map(configMap).join('\n---\n'));
    const checks = [
      critical('rare', 'images', ['b']), critical('habit', 'images', ['a', 'b']),
      critical('missing', 'references', ['a', 'b']), critical('refused', 'valid-manifests', ['a', 'b']),
    ];
    const results = judge(new Cluster(manifests, 30), { checks, knownIds: new Set(), asOf: '2026-01-01' });
    const text = textOf(makeReport({ manifests, checks, results }));
    const ids = text.match(/^CRITICAL {2}\w+$/gm)?.map((line) => line.slice(10));
    expect(ids).toEqual(['refused', 'missing', 'habit', 'rare']);
  });

  const NAMED = /^CRITICAL {2}c\d+(: ConfigMap a {2}a\.yaml:1: fails)?$/;

  it.each([[8, 0], [20, 0], [200, 1]])('names each of %i critical checks where there is room', (count, rests) => {
    const { manifests } = readDocuments('a.yaml', configMap('a'));
    const checks = Array.from({ length: count }, (_, index) => critical(`c${index}`, 'images', ['a']));
    const results = judge(new Cluster(manifests, 30), { checks, knownIds: new Set(), asOf: '2026-01-01' });
    const lines = textOf(makeReport({ manifests, checks, results })).split('\n');
    expect(lines.length).toBeLessThan(97);
    const named = lines.filter((line) => NAMED.test(line));
    const rest = lines.filter((line) => /^and \d+ more critical checks; --all shows each$/.test(line));
    expect(rest).toHaveLength(rests);
    expect(named).toHaveLength(rest.length === 0 ? count : count - Number(/\d+/.exec(rest[0])![0]));
  });

  it('keeps the quotes of a text that looks like a number, and says what is wanted once', () => {
    const check: ICheck = {
      ...HAS_OWNER,
      evaluate: () => ['8080', 'true', '', 'web', 8080].map((actual) => (
        { passed: false, message: 'is odd; write a whole number', actual, expected: 'a whole number' }
      )),
    };
    const { manifests } = readDocuments('a.yaml', configMap('a'));
    const results = judge(new Cluster(manifests, 30), { checks: [check], knownIds: new Set(), asOf: '2026-01-01' });
    const text = textOf(makeReport({ manifests, checks: [check], results }));
    expect(text.match(/current .*/g)).toEqual(
      ['current "8080"', 'current "true"', 'current ""', 'current web', 'current 8080'],
    );
    expect(text).not.toContain('wanted');
  });

  it('says so where an object has no name', () => {
    expect(textOf(reportOf('{apiVersion: v1, kind: ConfigMap}'))).toContain('  ConfigMap (no name)  a.yaml:1');
  });

  it('has colours where they are asked for', () => {
    expect(textOf(reportOf(MIXED), { colors: new Colors(true) })).toContain('\u001b[31mCRITICAL');
  });
});
