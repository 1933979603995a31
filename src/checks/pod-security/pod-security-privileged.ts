import { POD_SECURITY_STANDARDS } from '../facts/pod-security/standards';
import { judgeContainers } from '../facts/pods/containers';
import { isUnset } from '../facts/pods/security-context';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { mapOf } from '../model/values/plain-data';
import { valueText } from '../model/values/value-text';

/** No container is privileged. */
export const POD_SECURITY_PRIVILEGED: ICheck = {
  id: 'pod-security-privileged',
  title: 'Containers are not privileged',
  box: 'pod-security',
  severity: Severity.CRITICAL,
  why: 'Whoever takes over a privileged container is root on the node, with all its devices.',
  remedy: { manifest: 'securityContext: {privileged: false}' },
  references: [
    POD_SECURITY_STANDARDS, 'pss:baseline/privileged', 'kube-score:container-security-context-privileged',
    'kube-linter:privileged-container', 'kube-linter:privilege-escalation-container', 'polaris:runAsPrivileged',
    'checkov:CKV_K8S_16', 'kubescape:C-0057', 'trivy:KSV-0017', 'kyverno:disallow-privileged-containers',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods }) => judgeContainers(pods, ({ content, path }) => {
    const actual = mapOf(content.securityContext).privileged;
    const passed = isUnset(actual) || actual === false;
    return {
      passed,
      path: `${path}.securityContext.privileged`,
      message: passed ? 'is not privileged' : `has privileged ${valueText(actual)}`,
      actual,
      expected: false,
    };
  }),
};
