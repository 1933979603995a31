import { evaluateAmount } from '../facts/pods/resource-amounts';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** Every container has a limit of memory. */
export const HAS_MEMORY_LIMIT: ICheck = {
  id: 'has-memory-limit',
  title: 'Containers have a memory limit',
  box: 'resources',
  severity: Severity.WARNING,
  why: 'A process that leaks takes the memory of its node, and the kernel kills others for it.',
  remedy: {
    manifest: 'resources: {limits: {memory: 256Mi}}',
    construct: 'resources: Resources.of({ cpuRequest: Cpu.millis(250), memory: Size.mebibytes(256) })',
  },
  references: [
    'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/', 'kube-score:container-resources',
    'kube-linter:unset-memory-requirements', 'polaris:memoryLimitsMissing', 'checkov:CKV_K8S_13', 'kubescape:C-0271',
    'kubescape:C-0009', 'kubescape:C-0004', 'trivy:KSV-0018', 'kyverno:require-pod-requests-limits',
  ],
  appliesTo: ['pods'],
  evaluate: evaluateAmount({ list: 'limits', resource: 'memory' }),
};
