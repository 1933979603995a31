import { POD_SECURITY_STANDARDS } from '../facts/pod-security/standards';
import { hasUserNamespace, isUnset, securityContextsOf } from '../facts/pods/security-context';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { valueText } from '../model/values/value-text';

/** Nobody asks for the user root, but where root is nobody on the node, which counts from 1.35 on. */
export const POD_SECURITY_RUN_AS_USER: ICheck = {
  id: 'pod-security-run-as-user',
  title: 'The user is not root',
  box: 'pod-security',
  severity: Severity.WARNING,
  why: 'Root in a container is root on the node, once a hole in kernel or runtime lets it out.',
  remedy: { manifest: 'securityContext: {runAsUser: 10001}' },
  references: [
    POD_SECURITY_STANDARDS, 'pss:restricted/runAsUser', 'kube-linter:run-as-non-root', 'polaris:runAsRootAllowed',
    'checkov:CKV_K8S_23', 'kubescape:C-0013', 'trivy:KSV-0105', 'kyverno:require-run-as-non-root-user',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods }, { minor }) => pods.flatMap((pod) => {
    const rootIsNobody = hasUserNamespace(pod, minor);
    return securityContextsOf(pod).flatMap(({ fields: { runAsUser: actual }, path, container }) => {
      if (isUnset(actual)) return [];
      return [{
        passed: typeof actual === 'number' && (actual !== 0 || rootIsNobody),
        container,
        path: `${path}.runAsUser`,
        message: `runs as user ${valueText(actual)}`,
        actual,
        expected: 'a number above 0',
      }];
    });
  }),
};
