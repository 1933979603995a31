import { judge } from '../../../src/checks/judging/judge';
import { ICheck } from '../../../src/checks/model/check';
import { Cluster } from '../../../src/checks/model/cluster';
import { Manifest } from '../../../src/checks/model/manifest';
import { Result } from '../../../src/checks/model/result';
import { Severity } from '../../../src/checks/model/severity';
import { WrittenWaiver } from '../../../src/checks/model/waiver';

const FAILS: ICheck = {
  id: 'fails',
  title: 'Fails',
  box: 'labels',
  severity: Severity.WARNING,
  why: 'Because.',
  remedy: { manifest: 'none' },
  references: [],
  appliesTo: ['*'],
  evaluate: ({ kind }) => (kind === 'Deployment'
    ? ['web', 'proxy'].map((container) => ({ passed: false, message: 'fails', container }))
    : [{ passed: false, message: 'fails' }]),
};

const OBJECTS = [
  ['v1', 'Namespace', '', 'shop'],
  ['apps/v1', 'Deployment', 'shop', 'web'],
  ['batch/v1', 'CronJob', 'shop', 'report-daily'],
  ['batch/v1', 'CronJob', 'bank', 'report-weekly'],
  ['v1', 'ConfigMap', 'bank', 'web'],
].map(([apiVersion, kind, namespace, name], index) => new Manifest(
  { apiVersion, kind, metadata: { namespace, name } },
  { file: `deep/${index < 3 ? 'a' : 'b'}/x.yaml`, line: 1, within: '', text: '' },
));
const REST = { reason: 'it is old', owner: 'ada', until: '2027-01-01' };

interface Run {
  readonly folder?: string;
  readonly asOf?: string;
  readonly manifests?: Manifest[];
}

function resultsOf(content: unknown, options: Run = {}): Result[] {
  const { folder, asOf = '2026-06-15', manifests = OBJECTS } = options;
  const written: WrittenWaiver[] = [{ file: 'preflight.yaml', line: 3, path: 'waivers[0]', folder, content }];
  return judge(new Cluster(manifests, 30), {
    checks: [FAILS], knownIds: new Set(['fails', 'other']), asOf, written,
  });
}

function waivedBy(content: unknown, folder?: string): string[] {
  return resultsOf(content, { folder }).filter(({ status }) => status === 'waived')
    .map(({ manifest, container = '' }) => `${manifest?.kind} ${manifest?.name} ${container}`.trim());
}

describe('a waiver of a file', () => {
  it.each<[Record<string, unknown>, string[]]>([
    [{}, [
      'Namespace shop', 'Deployment web web', 'Deployment web proxy', 'CronJob report-daily', 'CronJob report-weekly',
      'ConfigMap web',
    ]],
    [{ namespace: 'shop' }, ['Namespace shop', 'Deployment web web', 'Deployment web proxy', 'CronJob report-daily']],
    [{ namespace: 'ban?' }, ['CronJob report-weekly', 'ConfigMap web']],
    [{ kind: 'CronJob' }, ['CronJob report-daily', 'CronJob report-weekly']],
    [{ kind: 'batch/CronJob', name: '*-daily' }, ['CronJob report-daily']],
    [{ kind: 'extensions/CronJob' }, []],
    [{ kind: 'Deployment', container: 'proxy' }, ['Deployment web proxy']],
    [{ name: 'web', namespace: 'bank' }, ['ConfigMap web']],
  ])('holds for the objects of %p', (subject, waived) => {
    expect(waivedBy({ check: 'fails', ...subject, ...REST })).toEqual(waived);
  });

  it('holds for what stands in its folder and below', () => {
    expect(waivedBy({ check: 'fails', ...REST }, 'deep/b')).toEqual(['CronJob report-weekly', 'ConfigMap web']);
    expect(waivedBy({ check: 'fails', ...REST }, './deep')).toHaveLength(6);
    expect(waivedBy({ check: 'fails', ...REST }, 'dee')).toEqual([]);
  });

  it('is judged like any other: whether it can be read, is current, and is needed', () => {
    const lines = (content: unknown, asOf?: string) => resultsOf(content, { asOf })
      .filter(({ check }) => check.id.startsWith('waiver-'))
      .map(({ check, status, file, line, path }) => `${check.id} ${status} ${file}:${line} ${path}`);
    const at = 'preflight.yaml:3 waivers[0]';
    const waiver = { checks: ['fails', 'other'], kind: 'ConfigMap', ...REST };
    expect(lines(waiver)).toEqual([
      `waiver-is-valid passed ${at}`, `waiver-is-current passed ${at}`, `waiver-is-needed passed ${at}`,
      `waiver-is-valid passed ${at}`, `waiver-is-current passed ${at}`,
    ]);
    expect(lines({ ...waiver, checks: ['fails'] }, '2027-01-02'))
      .toEqual([`waiver-is-valid passed ${at}`, `waiver-is-current failed ${at}`, `waiver-is-needed passed ${at}`]);
    expect(lines({ ...waiver, checks: ['fails'], kind: 'Job' }))
      .toEqual([`waiver-is-valid passed ${at}`, `waiver-is-current passed ${at}`, `waiver-is-needed failed ${at}`]);
  });

  it.each<[unknown, string]>([
    ['all', 'it is no map with check, reason, owner and until'],
    [{ ...REST }, 'it names no check'],
    [{ checks: [7], ...REST }, 'it names no check'],
    [{ check: 'fails', ...REST, reason: ' ' }, 'it says no reason'],
    [{ check: 'fails', ...REST, owner: undefined }, 'it says no owner'],
    [{ check: 'fails', ...REST, until: undefined }, 'it says no until'],
    [{ check: 'fails', ...REST, until: 'tomorrow' }, 'its end is no date like 2027-06-30'],
    [{ check: 'fails', ...REST, kind: ['Job'] }, 'its kind is no text'],
    [{ check: 'fails', ...REST, name: '[z-a]' }, '"[z-a]" is no glob; in brackets write characters as a-z'],
    [{ check: 'fails', ...REST, kinds: 'Job' },
      'it says kinds, and may say check, checks, namespace, kind, name, container, reason, owner, until, ticket'],
  ])('counts for nothing as %p', (content, problem) => {
    const results = resultsOf(content);
    expect(results.filter(({ status }) => status === 'waived')).toEqual([]);
    expect(results.at(-1)).toMatchObject({
      check: { id: 'waiver-is-valid' }, status: 'failed', message: `is a waiver that counts for nothing: ${problem}`,
    });
  });

  it.each<[Record<string, unknown>, string]>([
    [{ kind: 'deployment' }, 'matches no object; did you mean kind Deployment?'],
    [{ kind: 'apps/deployment' }, 'matches no object; did you mean kind apps/Deployment?'],
    [{ kind: 'CronJob', name: 'report-dayly' }, 'matches no object; did you mean name report-daily?'],
    [{ kind: 'CronJob', namespace: 'shpo' }, 'matches no object; did you mean namespace shop?'],
    [{ name: 'something-else' }, 'matches no object'],
    [{ kind: 'ConfigMap', container: 'web' }, 'names container "web", and there is no container of that name'],
  ])('is said once to be about nothing as %p', (subject, message) => {
    const results = resultsOf({ checks: ['fails', 'fails'], ...subject, ...REST });
    expect(results.filter(({ check, status }) => check.id === 'waiver-is-needed' && status === 'failed'))
      .toEqual([expect.objectContaining({ message })]);
  });

  it('is refused where there is no such check', () => {
    expect(resultsOf({ check: 'fial', ...REST }).at(-1)?.message).toBe('waives "fial", and there is no such check');
  });

  it('is not needed where the object waives itself', () => {
    const annotations = { 'preflight/waive.fails': 'mine' };
    const manifests = [new Manifest({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', annotations } })];
    const results = resultsOf({ check: 'fails', ...REST }, { manifests });
    expect(results[0]).toMatchObject({ status: 'waived', waiver: { reason: 'mine' } });
    expect(results.at(-1)).toMatchObject({ check: { id: 'waiver-is-needed' }, status: 'failed', line: 3 });
  });
});
