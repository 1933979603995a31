import { judge } from '../../../src/checks/judging/judge';
import { ICheck } from '../../../src/checks/model/check';
import { Cluster } from '../../../src/checks/model/cluster';
import { Manifest } from '../../../src/checks/model/manifest';
import { Result } from '../../../src/checks/model/result';
import { Severity } from '../../../src/checks/model/severity';

/** Fails at each object; the same rule is known to four tools. */
const PROBED: ICheck = {
  id: 'is-probed',
  title: 'Is probed',
  box: 'labels',
  severity: Severity.CRITICAL,
  why: 'Because.',
  remedy: { manifest: 'none' },
  references: [
    'https://example.com', 'kube-score:pod-probes', 'kube-score:deployment-replicas', 'kube-linter:no-probe',
    'polaris:probeMissing', 'checkov:CKV_K8S_8',
  ],
  appliesTo: ['*'],
  evaluate: () => [{ passed: false, message: 'fails' }],
};
const STORAGE = {
  ...PROBED, id: 'has-storage', references: ['kube-score:container-ephemeral-storage-request-and-limit'],
};
const OTHER = { ...PROBED, id: 'is-other', references: ['https://example.com', 'kube-score:other', '*', ''] };

interface Placed {
  readonly onObject?: object;
  readonly onPods?: object;
  readonly replicas?: number;
}

function resultsOf({ onObject, onPods, replicas }: Placed, checks: ICheck[] = [PROBED]): Result[] {
  const template = { metadata: { annotations: onPods }, spec: { containers: [{ name: 'app' }] } };
  const deployment = new Manifest({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', annotations: onObject },
    spec: { replicas, template },
  });
  const knownIds = new Set(checks.map(({ id }) => id));
  return judge(new Cluster([deployment], 30), { checks, knownIds, asOf: '2026-06-15' });
}

function waiverOf(placed: Placed, checks?: ICheck[]) {
  return resultsOf(placed, checks)[0].waiver;
}

describe('what another tool is told to leave out', () => {
  it.each([
    [{ 'kube-score/ignore': 'pod-probes' }, 'kube-score', 'kube-score/ignore gives no reason'],
    [{ 'kube-score/ignore': 'a, pod-probes ,b' }, 'kube-score', 'kube-score/ignore gives no reason'],
    [{ 'ignore-check.kube-linter.io/no-probe': 'it only copies' }, 'kube-linter', 'it only copies'],
    [{ 'ignore-check.kube-linter.io/no-probe': ' ' }, 'kube-linter',
      'ignore-check.kube-linter.io/no-probe gives no reason'],
    [{ 'kube-linter.io/ignore-all': 'it is old' }, 'kube-linter', 'it is old'],
    [{ 'polaris.fairwinds.com/probeMissing-exempt': 'True' }, 'polaris',
      'polaris.fairwinds.com/probeMissing-exempt gives no reason'],
    [{ 'polaris.fairwinds.com/exempt': 'true' }, 'polaris', 'polaris.fairwinds.com/exempt gives no reason'],
    [{ 'checkov.io/skip1': 'CKV_K8S_8=a=b' }, 'checkov', 'a=b'],
    [{ 'checkov.io/skip7': 'CKV_K8S_8' }, 'checkov', 'checkov.io/skip7 gives no reason'],
    [{ 'bridgecrew.io/skip': 'CKV_K8S_8=old' }, 'checkov', 'old'],
  ])('is waived here: %j', (onObject, tool, reason) => {
    expect(waiverOf({ onObject })).toEqual({ reason, tool });
  });

  it.each([
    { 'kube-score/ignore': 'pod-probe' },
    { 'kube-score/ignore': '*' },
    { 'kube-score/ignore': ['pod-probes'] },
    { 'kube-score/enable': 'pod-probes' },
    { 'ignore-check.kube-linter.io/all': 'x' },
    { 'ignore-check.kube-linter.io/*': 'x' },
    { 'polaris.fairwinds.com/probeMissing-exempt': 'yes' },
    { 'polaris.fairwinds.com/probemissing-exempt': 'true' },
    { 'polaris.fairwinds.com/exempt': 'false' },
    { 'checkov.io/skip1': ' CKV_K8S_8' },
    { 'checkov.io/skip1': 'CKV_K8S_8,CKV_K8S_9' },
    { 'checkov.io/skip1': 8 },
    { 'kube-score/ignore': '__proto__,constructor', 'checkov.io/skip1': '=', 'polaris.fairwinds.com/-exempt': 'true' },
  ])('is not what it would go on to say: %j', (onObject) => {
    expect(resultsOf({ onObject }).map(({ status }) => status)).toEqual(['failed']);
  });

  it('counts at the template of pods for kube-score alone, in rules about pods', () => {
    const deploymentOnly = { ...PROBED, references: ['kube-score:deployment-replicas'] };

    expect(waiverOf({ onPods: { 'kube-score/ignore': 'pod-probes' } })?.tool).toBe('kube-score');
    expect(waiverOf({ onPods: { 'kube-score/ignore': 'deployment-replicas' } }, [deploymentOnly])).toBeUndefined();
    expect(waiverOf({ onPods: { 'checkov.io/skip1': 'CKV_K8S_8', 'polaris.fairwinds.com/exempt': 'true' } }))
      .toBeUndefined();
  });

  it('is also what kube-score leaves out with it', () => {
    expect(waiverOf({ onObject: { 'kube-score/ignore': 'container-resources' } }, [STORAGE])?.tool).toBe('kube-score');
  });

  it('is nothing to checks that refer to no rule of the tool', () => {
    const onObject = { 'kube-linter.io/ignore-all': 'old', 'kube-score/ignore': 'pod-probes' };

    expect(waiverOf({ onObject }, [OTHER])).toBeUndefined();
  });

  it('exempts replicas that are there, and not those that an autoscaler owns', () => {
    const check = { ...PROBED, references: ['polaris:deploymentMissingReplicas'] };
    const onObject = { 'polaris.fairwinds.com/deploymentMissingReplicas-exempt': 'true' };

    expect(waiverOf({ onObject, replicas: 1 }, [check])?.tool).toBe('polaris');
    expect(waiverOf({ onObject }, [check])).toBeUndefined();
  });

  it('comes after what is decided here, even where that has expired', () => {
    const theirs = { 'kube-score/ignore': 'pod-probes' };

    expect(waiverOf({ onObject: { ...theirs, 'preflight/waive.is-probed': 'ours' } })).toEqual({ reason: 'ours' });
    expect(resultsOf({
      onObject: { ...theirs, 'preflight/waive.is-probed': '{"reason": "ours", "until": "2026-01-01"}' },
    }).map(({ check, status }) => `${check.id} ${status}`)).toEqual([
      'is-probed failed', 'waiver-is-valid passed', 'waiver-is-current failed', 'waiver-is-needed passed',
    ]);
  });

  it('need not be needed, and waives nothing that the engine says', () => {
    const onObject = { 'kube-score/ignore': 'nothing', 'preflight/waive.is-probed': '' };
    const engine = { ...PROBED, references: [] };

    expect(resultsOf({ onObject }, [engine]).map(({ check, status }) => `${check.id} ${status}`))
      .toEqual(['is-probed failed', 'waiver-is-valid failed']);
  });

  it('shows no secret', () => {
    const token = `ghp_${'aB3dE5fG7hI9jK1lM2nO4pQ6rS8tU0vW1xYz'}`;

    expect(JSON.stringify(waiverOf({ onObject: { 'ignore-check.kube-linter.io/no-probe': `use ${token}` } })))
      .not.toContain(token);
  });

  it('is read once for each object, however long it is', () => {
    const reads = jest.fn(() => Array.from({ length: 10_000 }, (_, index) => `rule-${index}`).join(','));
    const onObject = Object.defineProperty({}, 'kube-score/ignore', { enumerable: true, get: reads });
    const often = { ...PROBED, evaluate: () => Array.from({ length: 500 }, () => ({ passed: false, message: 'x' })) };
    resultsOf({ onObject }, []);
    const before = reads.mock.calls.length;
    reads.mockClear();
    resultsOf({ onObject }, [often]);

    expect(reads.mock.calls.length).toBeLessThanOrEqual(before + 3);
  });

  it('waives no more than ours where it repeats one of ours', () => {
    const sibling = { ...PROBED, id: 'is-also-probed', references: ['kube-score:pod-probes'] };
    const ours = { 'preflight/waive.is-probed': 'it only copies', 'kube-score/ignore': 'pod-probes' };
    const statusesOf = (onObject: object) => resultsOf({ onObject }, [PROBED, sibling]).map(({ status }) => status);
    expect(statusesOf({ 'kube-score/ignore': 'pod-probes' })).toEqual(['waived', 'waived']);
    expect(statusesOf(ours).slice(0, 2)).toEqual(['waived', 'failed']);
  });

  it('waives what goes with a rule of kube-score, but where that repeats ours', () => {
    const resourced = { ...PROBED, id: 'has-cpu', references: ['kube-score:container-resources'] };
    const ignored = { 'kube-score/ignore': 'container-resources' };
    const statusOf = (onObject: object) => (
      resultsOf({ onObject }, [resourced, STORAGE]).find(({ check }) => check.id === 'has-storage')?.status
    );
    expect([statusOf(ignored), statusOf({ ...ignored, 'preflight/waive.has-cpu': 'it bursts' })])
      .toEqual(['waived', 'failed']);
  });
});
