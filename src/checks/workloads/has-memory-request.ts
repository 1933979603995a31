import { evaluateAmount } from '../facts/pods/resource-amounts';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** Every container asks for memory. */
export const HAS_MEMORY_REQUEST: ICheck = {
  id: 'has-memory-request',
  title: 'Containers have a memory request',
  box: 'resources',
  severity: Severity.WARNING,
  why: 'The scheduler takes silence for nothing, and such pods are killed first when their node runs out of memory.',
  remedy: {
    manifest: 'resources: {requests: {memory: 256Mi}}',
    construct: 'resources: Resources.of({ cpuRequest: Cpu.millis(250), memory: Size.mebibytes(256) })',
  },
  references: [
    'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/', 'kube-score:container-resources',
    'polaris:memoryRequestsMissing', 'checkov:CKV_K8S_12', 'kubescape:C-0269', 'kubescape:C-0004', 'trivy:KSV-0016',
    'kyverno:require-pod-requests-limits',
  ],
  appliesTo: ['pods'],
  evaluate: evaluateAmount({ list: 'requests', resource: 'memory' }),
};
