import { accessProblems } from '../facts/validity/access-rules';
import { containerProblems } from '../facts/validity/container-rules';
import { dataProblems } from '../facts/validity/data-rules';
import { networkProblems } from '../facts/validity/network-rules';
import { podProblems } from '../facts/validity/pod-rules';
import { workloadProblems } from '../facts/validity/workload-rules';
import { Finding, ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** Of others nothing but their annotations is looked at. */
const JUDGED = new Set([
  'ConfigMap', 'Endpoints', 'Namespace', 'Secret', 'Service', 'autoscaling/HorizontalPodAutoscaler',
  'discovery.k8s.io/EndpointSlice', 'networking.k8s.io/Ingress', 'networking.k8s.io/NetworkPolicy',
  'rbac.authorization.k8s.io/ClusterRoleBinding', 'rbac.authorization.k8s.io/Role',
  'rbac.authorization.k8s.io/RoleBinding', 'scheduling.k8s.io/PriorityClass',
]);
const PASSED: Finding[] = [{ passed: true, message: 'has fields that allow one another' }];

/** The fields of an object allow one another. */
export const FIELDS_FIT_TOGETHER: ICheck = {
  id: 'fields-fit-together',
  title: 'The fields of an object allow one another',
  box: 'valid-manifests',
  severity: Severity.CRITICAL,
  why: 'Each field may be right for itself, and the API server refuses the object all the same.',
  remedy: { manifest: 'Correct what the finding names, or take it out.' },
  references: [
    'https://kubernetes.io/docs/reference/kubernetes-api/',
    'https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go',
  ],
  appliesTo: ['*'],
  evaluate: (manifest, cluster) => {
    const { minor } = cluster;
    const isJudged = JUDGED.has(manifest.groupKind) || manifest.pods.length > 0;
    const findings = isJudged ? [
      ...manifest.pods.flatMap((pod) => [...podProblems(pod), ...containerProblems(pod, minor)]),
      ...workloadProblems(manifest, minor),
      ...networkProblems(manifest, minor),
      ...accessProblems(manifest),
      ...dataProblems(manifest, cluster),
    ] : dataProblems(manifest, cluster);
    return findings.length === 0 && isJudged ? PASSED : findings;
  },
};
