import { configMap, HOSTILE_NAMES, MIXED, reportOf } from './support/sample-reports';
import { sarifErrors } from './support/sarif-schema';
import { fileAddress } from '../../src/cli/check/file-address';
import { Report } from '../../src/report/report';
import { sarifReport } from '../../src/report/sarif/sarif-report';

const TOOL = { name: 'preflight', version: '1.2.3', address: 'https://example.com/preflight' };

function sarifOf(report: Report, isAll = false) {
  const log = logOf(report, isAll);
  expect(sarifErrors(log)).toEqual([]);
  return log.runs[0];
}

function logOf(report: Report, isAll = false) {
  return JSON.parse([...sarifReport(report, { tool: TOOL, addressOf: fileAddress, isAll })].join(''));
}

describe('the SARIF report', () => {
  const run = sarifOf(reportOf(MIXED));

  it('is refused by its schema where it is none', () => {
    expect(sarifErrors({ version: '2.1.0', runs: [{ tool: { driver: {} } }] })).not.toEqual([]);
  });

  it('describes each check once, in the order that results name', () => {
    const { rules, name, version, informationUri } = run.tool.driver;
    expect([name, version, informationUri]).toEqual(['preflight', '1.2.3', TOOL.address]);
    const index = rules.findIndex(({ id }: { id: string }) => id === 'has-owner');
    expect(rules[index]).toEqual({
      id: 'has-owner',
      shortDescription: { text: 'Has an owner' },
      fullDescription: { text: 'Nobody knows whom to ask.' },
      help: {
        text: expect.stringMatching(/^Nobody knows whom to ask\.\n\nIn manifests:\nmetadata:\n[^]*In code:\nownership/),
        markdown: expect.stringContaining('```yaml\nmetadata:\n  labels: {owner: ada}\n```'),
      },
      helpUri: 'https://example.com/owners',
      defaultConfiguration: { level: 'error' },
      properties: { tags: ['operations', 'labels', 'kube-linter:required-label-owner'] },
    });
    const unreadable = rules.find(({ id }: { id: string }) => id === 'manifest-is-readable');
    expect(unreadable.helpUri).toBe(`${TOOL.address}/blob/main/docs/checks/manifest-is-readable.md`);
    const named = run.results.map(({ ruleIndex }: { ruleIndex: number }) => rules[ruleIndex].id);
    expect(named).toEqual(run.results.map(({ ruleId }: { ruleId: string }) => ruleId));
  });

  it('holds what failed, worst first, with its place and what it is known by', () => {
    expect(run.results[0]).toEqual({
      ruleId: 'has-owner',
      ruleIndex: expect.any(Number),
      kind: 'fail',
      level: 'error',
      message: { text: 'ConfigMap shop/bad: bad has no owner' },
      locations: [{
        physicalLocation: {
          artifactLocation: { uri: 'dist/a.yaml', uriBaseId: '%SRCROOT%' }, region: { startLine: 1 },
        },
        logicalLocations: [{ name: 'bad', fullyQualifiedName: 'shop/ConfigMap/bad', kind: 'resource' }],
      }],
      partialFingerprints: { 'preflightFinding/v1': expect.stringMatching(/^[\da-f]{64}$/) },
      properties: { path: 'metadata.labels.owner', wanted: 'a name' },
    });
    expect(run.results[1]).toMatchObject({
      level: 'warning',
      message: { text: 'Pod shop/web: container app has no image' },
      locations: [{
        logicalLocations: [{}, { name: 'app', fullyQualifiedName: 'shop/Pod/web/app', kind: 'container' }],
      }],
    });
  });

  it('says of what is waived why, and where that is written', () => {
    expect(run.results.slice(2).map(({ suppressions }: { suppressions: unknown }) => suppressions)).toEqual([
      [{ kind: 'inSource', status: 'accepted', justification: 'it is \\[mine\\](https://e.example)' }],
      [{ kind: 'external', status: 'accepted', justification: 'they know; owner ada; until 2026-12-31' }],
    ]);
    expect(run.results.slice(0, 2).some((result: object) => 'suppressions' in result)).toBe(false);
  });

  it('tells of what could not be judged, and of the run', () => {
    const [invocation] = run.invocations;
    expect(invocation.executionSuccessful).toBe(false);
    expect(invocation.toolExecutionNotifications).toEqual([
      expect.objectContaining({
        level: 'error',
        message: { text: expect.stringContaining('dist/a.yaml: it is no YAML') },
        associatedRule: { id: 'manifest-is-readable', index: expect.any(Number) },
      }),
      { level: 'note', message: { text: '1 critical finding is waived' } },
    ]);
    expect(sarifOf(reportOf(configMap('bad'))).invocations[0].executionSuccessful).toBe(true);
    expect(sarifOf(reportOf('')).invocations[0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [{ level: 'error', message: { text: 'nothing was judged' } }, { level: 'note' }],
    });
  });

  it('holds what passed and does not apply where it is asked for', () => {
    const kinds = sarifOf(reportOf(MIXED), true).results.map(({ kind }: { kind: string }) => kind);
    expect(kinds.filter((kind: string) => kind === 'pass').length).toBe(reportOf(MIXED).total.passed);
    expect(kinds.filter((kind: string) => kind === 'notApplicable').length).toBe(reportOf(MIXED).total.notApplicable);
  });

  it('knows a finding by what does not change when lines move, and two of one object apart', () => {
    const prints = (text: string) => sarifOf(reportOf(text)).results
      .map(({ partialFingerprints }: { partialFingerprints: object }) => Object.values(partialFingerprints)[0]);
    expect(prints(`# moved\n\n${configMap('bad')}`)).toEqual(prints(configMap('bad')));
    const [first, second] = prints(`${configMap('a')}\n---\n${configMap('b')}`);
    expect(first).not.toBe(second);
  });

  it('cuts what GitHub would refuse, and says how much', () => {
    const one = reportOf(configMap('bad'));
    const results = Array.from({ length: 25_010 }, () => one.results.find(({ status }) => status === 'failed')!);
    const [cut] = logOf({ ...one, results, total: { ...one.total, failed: results.length } }).runs;
    expect(cut.results).toHaveLength(25_000);
    expect(cut.invocations[0].toolExecutionNotifications[0]).toEqual({
      level: 'warning', message: { text: '10 more results are counted alone, and not written here' },
    });
    const counted = sarifOf({ ...one, total: { ...one.total, failed: 11 } });
    expect(counted.results).toHaveLength(1);
    expect(counted.invocations[0].toolExecutionNotifications[0].message.text).toMatch(/^10 more results/);
  });

  it('makes no link of a name, and no name of what it is not', () => {
    const report = reportOf(HOSTILE_NAMES.map((name) => configMap(name)).join('\n---\n'));
    const texts = sarifOf(report).results.map(({ message }: { message: { text: string } }) => message.text);
    expect(texts).toHaveLength(HOSTILE_NAMES.length);
    expect(texts.filter((text: string) => /(?<!\\)\]\(/.test(text) || /[\p{Cc}\p{Cf}\p{Cs}]/u.test(text))).toEqual([]);
  });
});

describe('the address of a file', () => {
  it.each([
    ['dist/a.yaml', 'dist/a.yaml'],
    ['./dist/../a.yaml', 'a.yaml'],
    [`${process.cwd()}/a b.yaml`, 'a%20b.yaml'],
    ['a:b/c#d?e%.yaml', 'a%3Ab/c%23d%3Fe%25.yaml'],
    ['ö/💥/\ud800.yaml', '%C3%B6/%F0%9F%92%A5/%EF%BF%BD.yaml'],
    ['..a/b.yaml', '..a/b.yaml'],
  ])('%j is %s', (file, uri) => {
    expect(fileAddress(file)).toEqual({ uri, uriBaseId: '%SRCROOT%' });
  });

  it('is the whole of it elsewhere, and none of what comes in', () => {
    expect(fileAddress('/nowhere/a b.yaml')).toEqual({ uri: 'file:///nowhere/a%20b.yaml' });
    expect(fileAddress('-')).toBeUndefined();
  });
});
