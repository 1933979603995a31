import { judgeProbesOfKind } from '../facts/pods/container-probes';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** What runs for long tells whether it still works. */
export const HAS_LIVENESS_PROBE: ICheck = {
  id: 'has-liveness-probe',
  title: 'Containers have a liveness probe',
  box: 'health-checks',
  severity: Severity.WARNING,
  why: 'Without one, what hangs hangs until a person notices; of what no Service selects nobody notices for longest, '
    + 'so that it is asked for one as well. Jobs, which Kubescape asks too, are not: their deadline ends what hangs.',
  remedy: {
    manifest: 'livenessProbe: {httpGet: {path: /livez, port: http}}',
    construct: 'probes: Probes.http(), or Probes.tcp({ livenessCommand: [...] })',
  },
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
    'kube-score:pod-probes', 'kube-linter:no-liveness-probe', 'polaris:livenessProbeMissing', 'checkov:CKV_K8S_8',
    'kubescape:C-0056', 'kyverno:require-probes',
  ],
  appliesTo: ['pods'],
  evaluate: (manifest) => judgeProbesOfKind(manifest, 'liveness'),
};
