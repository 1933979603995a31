import { POD_SECURITY_STANDARDS } from '../facts/pod-security/standards';
import { judgeContainers } from '../facts/pods/containers';
import { isUnset, declaresWindows } from '../facts/pods/security-context';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { mapOf } from '../model/values/plain-data';
import { valueText } from '../model/values/value-text';

/** No process of a container gets more rights than the one that started it. */
export const POD_SECURITY_PRIVILEGE_ESCALATION: ICheck = {
  id: 'pod-security-privilege-escalation',
  title: 'Containers cannot gain privileges',
  box: 'pod-security',
  severity: Severity.WARNING,
  why: 'Unless it is forbidden, a program such as sudo makes root of any user of the container.',
  remedy: { manifest: 'securityContext: {allowPrivilegeEscalation: false}' },
  references: [
    POD_SECURITY_STANDARDS, 'pss:restricted/allowPrivilegeEscalation', 'kube-linter:privilege-escalation-container',
    'polaris:privilegeEscalationAllowed', 'checkov:CKV_K8S_20', 'kubescape:C-0016', 'trivy:KSV-0001',
    'kyverno:disallow-privilege-escalation',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods }) => judgeContainers(pods.filter((pod) => !declaresWindows(pod)), ({ content, path }) => {
    const actual = mapOf(content.securityContext).allowPrivilegeEscalation;
    return {
      passed: actual === false,
      path: `${path}.securityContext.allowPrivilegeEscalation`,
      message: isUnset(actual)
        ? 'sets no allowPrivilegeEscalation' : `has allowPrivilegeEscalation ${valueText(actual)}`,
      actual,
      expected: false,
    };
  }),
};
