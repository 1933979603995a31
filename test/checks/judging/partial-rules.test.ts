import { CHECKS } from '../../../src/checks/catalogue';
import { PARTIAL_RULES } from '../../../src/checks/judging/partial-rules';
import { judgeAll } from '../../../src/checks/judging/readiness';
import { readDocuments } from '../../../src/checks/loading/documents';

/** A pod that is told to another tool, and what becomes of some checks there. */
interface ToldPod {
  readonly annotation: string;
  readonly spec: string;
  readonly waived: readonly string[];
  readonly failed: readonly string[];
}

/** What is waived, and what fails still, of the checks that are spoken of. */
function judged({ annotation, spec, waived, failed }: ToldPod): Pick<ToldPod, 'waived' | 'failed'> {
  const ids = [...waived, ...failed].map((finding) => finding.split(' ')[0]);
  const { manifests } = readDocuments('pod.yaml', [
    'apiVersion: v1', 'kind: Pod', `metadata: {name: web, annotations: {${annotation}}}`, `spec: ${spec}`,
  ].join('\n'));
  const results = judgeAll(manifests, { kubernetesVersion: '1.30' }).results
    .filter(({ check, status }) => ids.includes(check.id) && ['waived', 'failed'].includes(status));
  const pathsOf = (wanted: string) => results.filter(({ status }) => status === wanted)
    .map(({ check, path = '' }) => `${check.id} ${path.slice(path.lastIndexOf('.') + 1)}`).sort();
  return { waived: pathsOf('waived'), failed: pathsOf('failed') };
}

describe('a rule of another tool that asks for less than a check', () => {
  it('is one that the check names', () => {
    const references = new Map(CHECKS.map(({ id, references: all }) => [id, all]));
    const wrong = Object.entries(PARTIAL_RULES).flatMap(([rule, part]) => (
      Object.keys(part).filter((id) => !references.get(id)?.includes(rule)).map((id) => `${rule} ${id}`)
    ));
    expect(wrong).toEqual([]);
  });

  it.each<[string, ToldPod]>([
    ['one namespace of the node', {
      annotation: 'ignore-check.kube-linter.io/host-network: a router',
      spec: '{hostNetwork: true, hostPID: true, containers: [{name: web}]}',
      waived: ['pod-security-host-namespaces hostNetwork'],
      failed: ['pod-security-host-namespaces hostPID'],
    }],
    ['one capability', {
      annotation: 'checkov.io/skip1: CKV_K8S_39=mounts',
      spec: '{containers: [{name: web, securityContext: {capabilities: {add: [SYS_ADMIN, SYS_MODULE]}}}]}',
      waived: [],
      failed: ['pod-security-capabilities-baseline add'],
    }],
    ['what makes escalation possible', {
      annotation: 'ignore-check.kube-linter.io/privilege-escalation-container: sudo',
      spec: '{containers: [{name: web, securityContext: {privileged: true, allowPrivilegeEscalation: true}}]}',
      waived: ['pod-security-privilege-escalation allowPrivilegeEscalation'],
      failed: ['pod-security-privileged privileged'],
    }],
    ['a probe', {
      annotation: 'ignore-check.kube-linter.io/startup-port: slow',
      spec: '{containers: [{name: web, livenessProbe: {httpGet: {port: a}}, startupProbe: {httpGet: {port: b}}}]}',
      waived: ['probe-port-names-exist port'],
      failed: ['probe-port-names-exist port'],
    }],
    ['names of ports', {
      annotation: 'kube-score/ignore: container-ports-check',
      spec: '{containers: [{name: web}, {name: web}]}',
      waived: [],
      failed: ['names-are-unique name'],
    }],
    ['nothing that can be told', {
      annotation: 'ignore-check.kube-linter.io/writable-host-mount: logs',
      spec: '{containers: [{name: web}], volumes: [{name: all, hostPath: {path: /}}]}',
      waived: [],
      failed: ['pod-security-host-path-volumes hostPath'],
    }],
  ])('waives no more than that: %s', (_, { waived, failed, ...pod }) => {
    expect(judged({ ...pod, waived, failed })).toEqual({ waived, failed });
  });
});
