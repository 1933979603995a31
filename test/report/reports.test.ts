import { judge } from '../../src/checks/judging/judge';
import { readDocuments } from '../../src/checks/loading/documents';
import { unreadableResults } from '../../src/checks/loading/unreadable';
import { ICheck } from '../../src/checks/model/check';
import { Cluster } from '../../src/checks/model/cluster';
import { Severity } from '../../src/checks/model/severity';
import { Colors } from '../../src/report/colors';
import { jsonReport } from '../../src/report/json-report';
import { makeReport, Report } from '../../src/report/report';
import { textReport } from '../../src/report/text-report';

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

function textOf(report: Report, colors: Colors): string {
  return [...textReport(report, colors)].join('');
}

const MIXED = [
  '{apiVersion: v1, kind: ConfigMap, metadata: {name: bad, namespace: shop}}',
  '{apiVersion: v1, kind: ConfigMap, metadata: {name: good, labels: {owner: ada}}}',
  "{apiVersion: v1, kind: ConfigMap, metadata: {name: waived, annotations: {preflight/waive.has-owner: 'it is mine'}}}",
  '{apiVersion: v1, kind: Secret, metadata: {name: other}}',
  'a: [',
].join('\n---\n');

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
});

describe('the text report', () => {
  it('groups by object, what could not be judged first, with current and wanted value and the remedy', () => {
    expect(textOf(reportOf(MIXED), new Colors(false))).toContain([
      'ConfigMap shop/bad  a.yaml:1',
      '  CRITICAL  has-owner',
      '            has no owner  (a.yaml:1)',
      '            at       metadata.labels.owner',
      '            wanted   a name',
      '            why      Nobody knows whom to ask.',
      '            fix      metadata:',
      '                       labels: {owner: ada}',
      "            in code  ownership: { owner: 'ada' }",
    ].join('\n'));
  });

  it('says what ticks each box, and what a person must attach', () => {
    const text = textOf(reportOf(MIXED), new Colors(false));
    expect(text).toContain('    [ ] Labels say what an object is, and whose  1 failed');
    expect(text).toContain('    [?] Every manifest is read, and means what it says  1 could not be judged');
    expect(text).toContain('    [-] Somebody is on call  needs a person: attach the rotation, and how it is paged');
    expect(text).toContain('4 objects: 4 passed, 1 failed (1 critical, 0 warning, 0 advice), 1 waived, 1 in error, ');
  });

  it('does not look like success where nothing was judged', () => {
    expect(textOf(reportOf(''), new Colors(false))).toContain('Nothing was judged.');
  });

  it('lets no manifest move the cursor of a terminal', () => {
    const report = reportOf('{apiVersion: v1, kind: ConfigMap, metadata: {name: "a\\e[2Jb\\rc"}}');
    const text = textOf(report, new Colors(false));
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });

  it('has colours where they are asked for', () => {
    expect(textOf(reportOf(MIXED), new Colors(true))).toContain('\u001b[31mCRITICAL');
  });
});
