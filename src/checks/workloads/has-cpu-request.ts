import { evaluateAmount } from '../facts/pods/resource-amounts';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** Every container asks for CPU. */
export const HAS_CPU_REQUEST: ICheck = {
  id: 'has-cpu-request',
  title: 'Containers have a CPU request',
  box: 'resources',
  severity: Severity.WARNING,
  why: 'The scheduler takes silence for nothing and packs the node full, and an autoscaler on CPU cannot measure.',
  remedy: {
    manifest: 'resources: {requests: {cpu: 250m}}',
    construct: 'resources: Resources.of({ cpuRequest: Cpu.millis(250), memory: Size.mebibytes(256) })',
  },
  references: [
    'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/', 'kube-score:container-resources',
    'kube-linter:unset-cpu-requirements', 'polaris:cpuRequestsMissing', 'checkov:CKV_K8S_10', 'kubescape:C-0268',
    'kubescape:C-0050', 'trivy:KSV-0015', 'kyverno:require-pod-requests-limits',
  ],
  appliesTo: ['pods'],
  evaluate: evaluateAmount({ list: 'requests', resource: 'cpu' }),
};
