import { evaluateAmount } from '../facts/pods/resource-amounts';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** Every container has a limit of CPU. */
export const HAS_CPU_LIMIT: ICheck = {
  id: 'has-cpu-limit',
  title: 'Containers have a CPU limit',
  box: 'resources',
  severity: Severity.WARNING,
  why: 'A container without a limit may take all the CPU of its node from those beside it. kube-score, Polaris and '
    + 'Checkov want one, Datree and a policy of Kyverno want none, for it slows what could use idle CPU: it is asked '
    + 'for here, and whoever does without waives it, with the reason.',
  remedy: {
    manifest: 'resources: {limits: {cpu: "1"}}',
    construct: 'resources: Resources.of({ cpuRequest: Cpu.millis(250), cpuLimit: Cpu.units(1), memory: ... })',
  },
  references: [
    'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/', 'kube-score:container-resources',
    'polaris:cpuLimitsMissing', 'checkov:CKV_K8S_11', 'kubescape:C-0270', 'kubescape:C-0009', 'kubescape:C-0050',
    'trivy:KSV-0011', 'kyverno:require-cpu-limits',
  ],
  appliesTo: ['pods'],
  evaluate: evaluateAmount({ list: 'limits', resource: 'cpu' }),
};
