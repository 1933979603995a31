import { ICheck } from '../check';
import { isBatch } from '../engine/batch';
import { eachContainer, isLongRunning } from '../engine/containers';
import { isMap } from '../engine/plain';
import { Severity } from '../severity';

/** What runs for long tells whether it can serve, and whether it works. */
export const HAS_PROBES: ICheck = {
  id: 'has-probes',
  title: 'Containers have a readiness and a liveness probe',
  box: 'health-checks',
  severity: Severity.WARNING,
  why: 'Without readiness, requests go to pods that cannot answer; without liveness, what hangs hangs for good.',
  remedy: {
    manifest: 'readinessProbe: {httpGet: {path: /readyz, port: http}}, and a livenessProbe of /livez',
    construct: 'probes: Probes.http(), or Probes.tcp({ livenessCommand: [...] })',
  },
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
    'kube-score:pod-probes', 'kube-linter:no-readiness-probe', 'kube-linter:no-liveness-probe',
    'polaris:readinessProbeMissing', 'polaris:livenessProbeMissing', 'checkov:CKV_K8S_8', 'checkov:CKV_K8S_9',
    'kubescape:C-0018', 'kubescape:C-0056', 'kyverno:require-probes',
  ],
  appliesTo: ['pods'],
  // Kubescape asks Jobs for probes too; nobody waits for a Job to be ready, and it ends by itself.
  evaluate: (manifest) => eachContainer(manifest.pods, (container, pod) => {
    if (!isLongRunning(container) || isBatch(manifest, pod)) return undefined;
    const missing = ['readiness', 'liveness'].filter((kind) => !isProbe(container.content[`${kind}Probe`]));
    const { path } = container;
    if (missing.length === 0) return { passed: true, message: 'has a readiness and a liveness probe', path };
    return { passed: false, message: `has no ${missing.join(' and no ')} probe`, path: `${path}.${missing[0]}Probe` };
  }),
};

function isProbe(value: unknown): boolean {
  return isMap(value) && ['httpGet', 'tcpSocket', 'grpc', 'exec'].some((question) => isMap(value[question]));
}
