import { judgeProbesOfKind } from '../facts/pods/container-probes';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** What runs for long tells whether it can serve. */
export const HAS_READINESS_PROBE: ICheck = {
  id: 'has-readiness-probe',
  title: 'Containers have a readiness probe',
  box: 'health-checks',
  severity: Severity.WARNING,
  why: 'Without one, requests go to pods that cannot answer yet, and a rollout of a broken version goes on. That is '
    + 'why those are asked for one that no Service selects, too: whoever rolls them out waits for their readiness. '
    + 'Jobs, which Kubescape asks too, are not: nobody sends them requests.',
  remedy: {
    manifest: 'readinessProbe: {httpGet: {path: /readyz, port: http}}',
    construct: 'probes: Probes.http()',
  },
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
    'kube-score:pod-probes', 'kube-linter:no-readiness-probe', 'polaris:readinessProbeMissing', 'checkov:CKV_K8S_9',
    'kubescape:C-0018', 'kyverno:require-probes',
  ],
  appliesTo: ['pods'],
  evaluate: (manifest) => judgeProbesOfKind(manifest, 'readiness'),
};
