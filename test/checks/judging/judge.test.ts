import { judge } from '../../../src/checks/judging/judge';
import { Tally } from '../../../src/checks/judging/tally';
import { readDocuments } from '../../../src/checks/loading/documents';
import { ICheck } from '../../../src/checks/model/check';
import { Cluster } from '../../../src/checks/model/cluster';
import { Result } from '../../../src/checks/model/result';
import { Severity } from '../../../src/checks/model/severity';

/** Passes for objects that are called `good`, and does not apply to Services. */
const IS_GOOD: ICheck = {
  id: 'is-good',
  title: 'Is good',
  box: 'labels',
  severity: Severity.WARNING,
  why: 'Because.',
  remedy: { manifest: 'name: good' },
  references: ['https://example.com'],
  appliesTo: ['Pod', 'ConfigMap'],
  evaluate: ({ name, pods }) => (pods.length > 0
    ? pods[0].containers.map((container) => ({
      passed: container.name === 'good',
      message: `is ${container.name}`,
      container: container.name,
    }))
    : [{ passed: name === 'good', message: `is ${name}` }]),
};

const BREAKS: ICheck = {
  ...IS_GOOD,
  id: 'breaks',
  appliesTo: ['*'],
  evaluate: () => { throw new Error('no such thing'); },
};

function resultsOf(text: string, checks: ICheck[] = [IS_GOOD], asOf = '2026-06-15'): Result[] {
  const { manifests } = readDocuments('a.yaml', text);
  return judge(new Cluster(manifests, 30), { checks, knownIds: new Set(['is-good', 'breaks', 'other']), asOf });
}

function statusesOf(text: string, asOf?: string): string[] {
  return resultsOf(text, [IS_GOOD], asOf)
    .map(({ check, container, status }) => `${check.id}${container === undefined ? '' : ` ${container}`} ${status}`);
}

function configMap(name: string, annotations: Record<string, string> = {}): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, annotations } });
}

function pod(containers: string[], annotations: Record<string, string> = {}): string {
  const spec = { containers: containers.map((name) => ({ name })) };
  return JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'pod', annotations }, spec });
}

describe('judge', () => {
  it('puts a check to the kinds that it looks at, and to each container where it speaks of them', () => {
    expect(statusesOf([configMap('good'), configMap('bad'), pod(['good', 'bad'])].join('\n---\n'))).toEqual([
      'is-good good passed', 'is-good bad failed', 'is-good passed', 'is-good failed',
    ]);
  });

  it('tells a thousand failures of an object, and counts the others', () => {
    const results = resultsOf(pod([...Array<string>(1_500).fill('bad'), 'good']));
    expect(results.map(({ message }) => message)).toEqual([
      ...Array<string>(1_000).fill('is bad'), 'is good', 'has 500 more like these',
    ]);
  });

  it.each([
    ['failed', IS_GOOD, {}],
    ['waived', IS_GOOD, { 'preflight/waive.is-good': 'it is the villain' }],
    ['error', BREAKS, {}],
  ])('keeps a thousand results of all objects with a tally, and counts the others: %s', (status, check, waived) => {
    const objects = Array.from({ length: 1_500 }, (_, index) => configMap(`bad-${index}`, waived));
    const { manifests } = readDocuments('a.yaml', objects.join('\n---\n'));
    const tally = new Tally();
    const options = { checks: [check], knownIds: new Set(['is-good']), asOf: '2026-06-15', tally };
    const kept = judge(new Cluster(manifests, 30), options).filter((result) => result.status === status);
    expect(kept).toHaveLength(1_000);
    expect(tally.untold()).toEqual([{ check, status, findings: 500, objects: 500 }]);
    expect(tally.objectsOf(check.id)).toBe(1_500);
  });

  it('gives nothing where a check does not apply', () => {
    expect(resultsOf('{apiVersion: v1, kind: Service, metadata: {name: bad}}')).toEqual([]);
  });

  it('makes an error of a check that throws, and goes on', () => {
    const results = resultsOf(configMap('good'), [BREAKS, IS_GOOD]);
    expect(results.map(({ check, status, message }) => [check.id, status, message])).toEqual([
      ['breaks', 'error', 'the check itself failed: no such thing'], ['is-good', 'passed', 'is good'],
    ]);
  });

  it.each([
    ['no list', 'passed', 'evaluate must give a list of findings, got "passed"'],
    ['no findings', [null], 'a finding must say whether it passed, and the rest in text, got null'],
    ['a finding of nothing', [{}], 'a finding must say whether it passed, and the rest in text, got {}'],
    ['a path that is no text', [{ passed: true, message: 'a', path: 5 }],
      'a finding must say whether it passed, and the rest in text, got {"passed":true,"message":"a","path":5}'],
  ])('makes an error of a check that gives %s', (_, findings, message) => {
    const check = { ...IS_GOOD, evaluate: () => findings as never };
    expect(resultsOf(configMap('good'), [check])).toEqual([
      expect.objectContaining({ status: 'error', message: `the check itself failed: ${message}` }),
    ]);
  });

  it('says where the object was read', () => {
    const [, second] = resultsOf(`${configMap('good')}\n---\n${configMap('bad')}`);
    expect(second).toMatchObject({ file: 'a.yaml', line: 2 });
  });
});

describe('a waiver', () => {
  it('lets a check fail for a reason', () => {
    const [result, ...others] = resultsOf(configMap('bad', { 'preflight/waive.is-good': 'it is the villain' }));
    expect(result).toMatchObject({ status: 'waived', waiver: { reason: 'it is the villain' } });
    expect(others.map(({ check, status }) => `${check.id} ${status}`))
      .toEqual(['waiver-is-valid passed', 'waiver-is-current passed', 'waiver-is-needed passed']);
  });

  it('holds for one container where it names one', () => {
    expect(statusesOf(pod(['bad', 'worse'], { 'preflight/waive.is-good.bad': 'it tries' })).slice(0, 2))
      .toEqual(['is-good bad waived', 'is-good worse failed']);
  });

  it('holds for all containers where it names none, and the one of a container says more', () => {
    const annotations = { 'preflight/waive.is-good': 'all are villains', 'preflight/waive.is-good.bad': 'it tries' };
    const reasons = resultsOf(pod(['bad', 'worse'], annotations)).slice(0, 2).map(({ waiver }) => waiver?.reason);
    expect(reasons).toEqual(['it tries', 'all are villains']);
  });

  it('may stand in the annotations of the pods, too', () => {
    const metadata = { annotations: { 'preflight/waive.is-good': 'why not' } };
    const template = { metadata, spec: { containers: [{ name: 'x' }] } };
    const job = JSON.stringify({ apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'job' }, spec: { template } });
    const results = resultsOf(job, [{ ...IS_GOOD, appliesTo: ['pods'] }]);
    expect(results.map(({ check, status }) => `${check.id} ${status}`)).toContain('is-good waived');
    expect(results[1].path).toBe('spec.template.metadata.annotations[preflight/waive.is-good]');
  });

  it.each([
    ['2026-06-15', ['is-good waived', 'waiver-is-valid passed', 'waiver-is-current passed', 'waiver-is-needed passed']],
    ['2026-06-16', ['is-good failed', 'waiver-is-valid passed', 'waiver-is-current failed', 'waiver-is-needed passed']],
  ])('holds until the end of its last day: on %s', (asOf, statuses) => {
    const value = JSON.stringify({ reason: 'the release', until: '2026-06-15', owner: 'ada', ticket: 'A-1' });
    expect(statusesOf(configMap('bad', { 'preflight/waive.is-good': value }), asOf)).toEqual(statuses);
  });

  it.each([
    'as agreed at https://ci:hunter2@wiki.example.com',
    '{"reason": "as agreed", "owner": "ada", "ticket": "https://ci:hunter2@tickets.example.com/7"}',
  ])('is followed, and shows no secret: %s', (value) => {
    const [result] = resultsOf(configMap('bad', { 'preflight/waive.is-good': value }));
    expect(result.status).toBe('waived');
    expect(JSON.stringify(result.waiver)).toContain('[an address with a password, which is not shown]');
    expect(JSON.stringify(result.waiver)).not.toContain('hunter2');
  });

  it.each([
    ['', 'it gives no reason'],
    ['  ', 'it gives no reason'],
    ['{"owner": "ada"}', 'it gives no reason'],
    ['{"reason": " "}', 'it gives no reason'],
    ['{reason: x}', 'it begins like JSON and is none'],
    ['{"reason": "x", "until": "tomorrow"}', 'its end is no date like 2027-06-30'],
    ['{"reason": "x", "until": "2026-02-30"}', 'its end is no date like 2027-06-30'],
    ['{"reason": "x", "owner": 7}', 'its owner or ticket is no text'],
  ])('counts for nothing with the value %p', (value, problem) => {
    const results = resultsOf(configMap('bad', { 'preflight/waive.is-good': value }));
    expect(results.map(({ check, status, message }) => [check.id, status, message])).toEqual([
      ['is-good', 'failed', 'is bad'],
      ['waiver-is-valid', 'failed', `is a waiver that counts for nothing: ${problem}`],
    ]);
  });

  it('is refused where there is no such check', () => {
    const results = resultsOf(configMap('good', { 'preflight/waive.is-godo': 'a slip' }));
    expect(results[1]).toMatchObject({ status: 'failed', message: 'waives "is-godo", and there is no such check' });
  });

  it('is reported where nothing fails, unless its check was left out', () => {
    expect(statusesOf(configMap('good', { 'preflight/waive.is-good': 'once' })))
      .toEqual(['is-good passed', 'waiver-is-valid passed', 'waiver-is-current passed', 'waiver-is-needed failed']);
    expect(statusesOf(configMap('good', { 'preflight/waive.other': 'once' })))
      .toEqual(['is-good passed', 'waiver-is-valid passed', 'waiver-is-current passed']);
  });

  it('is said to name no container where it names one that is not there', () => {
    const results = resultsOf(pod(['good'], { 'preflight/waive.is-good.godo': 'once' }));
    const failed = results.filter(({ status }) => status === 'failed');
    expect(failed.map(({ check, message }) => [check.id, message])).toEqual([
      ['waiver-is-needed', 'names container "godo", and there is no container of that name; did you mean good?'],
    ]);
  });

  it('is one where an object and its pods say the same', () => {
    const metadata = { name: 'job', annotations: { 'preflight/waive.is-good': 'why not' } };
    const template = { metadata, spec: { containers: [{ name: 'x' }] } };
    const job = JSON.stringify({ apiVersion: 'batch/v1', kind: 'Job', metadata, spec: { template } });
    const results = resultsOf(job, [{ ...IS_GOOD, appliesTo: ['pods'] }]);
    expect(results.map(({ check, status }) => `${check.id} ${status}`)).toEqual([
      'is-good waived', 'waiver-is-valid passed', 'waiver-is-current passed', 'waiver-is-needed passed',
    ]);
  });

  it.each(['waiver-is-valid', 'manifest-is-readable', 'on-call-is-attested'])('cannot be of %s', (id) => {
    const results = resultsOf(configMap('good', { [`preflight/waive.${id}`]: 'it is late' }));
    expect(results[1]).toMatchObject({ status: 'failed', message: `waives "${id}", which cannot be waived` });
  });

  it('is no waiver where it is no text', () => {
    const [, { status, message }] = resultsOf('{apiVersion: v1, kind: ConfigMap, metadata: {name: good, annotations: '
      + '{preflight/waive.is-good: {toString: 1}}}}');
    expect([status, message]).toEqual(['failed', expect.stringContaining('it gives no reason')]);
  });

  it('does not hide an error', () => {
    const [result] = resultsOf(configMap('bad', { 'preflight/waive.breaks': 'no' }), [BREAKS]);
    expect(result.status).toBe('error');
  });
});
