import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { valueText } from '../model/values/value-text';

const LABEL = 'pod-security.kubernetes.io/enforce';

/** A namespace lets in pods of the level `restricted` only. */
export const NAMESPACE_ENFORCES_RESTRICTED: ICheck = {
  id: 'namespace-enforces-restricted',
  title: 'The namespace admits restricted pods only',
  box: 'pod-security',
  severity: Severity.WARNING,
  why: 'Who may create pods in a namespace that enforces nothing may create a privileged one, and owns its node.',
  remedy: {
    manifest: `labels: {${LABEL}: restricted}`,
    construct: 'podSecurity: PodSecurity.restricted()',
  },
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/enforce-standards-namespace-labels/', 'kubescape:C-0192',
    'kubescape:C-0197', 'kubescape:C-0198', 'kubescape:C-0200', 'kubescape:C-0201', 'kubescape:C-0193',
    'kubescape:C-0194', 'kubescape:C-0195', 'kubescape:C-0196', 'kubescape:C-0199', 'kubescape:C-0202',
    'kubescape:C-0203', 'kubescape:C-0204', 'kyverno:deny-privileged-profile', 'kyverno:add-psa-labels',
  ],
  appliesTo: ['Namespace'],
  evaluate: ({ labels }) => {
    const actual: unknown = labels[LABEL];
    return [{
      passed: actual === 'restricted',
      path: `metadata.labels[${LABEL}]`,
      message: actual === undefined
        ? 'enforces no pod security' : `enforces pod security of level ${valueText(actual)}`,
      actual,
      expected: 'restricted',
    }];
  },
};
