import { POD_SECURITY_STANDARDS } from '../facts/pod-security/standards';
import { hasUserNamespace, inheritedFindings, isUnset, SecurityContext } from '../facts/pods/security-context';
import { Finding, ICheck } from '../model/check';
import { PodTemplate } from '../model/manifest-pods';
import { Severity } from '../model/severity';
import { valueText } from '../model/values/value-text';

/** Each container refuses to start as root, or its root is nobody on the node, which counts from 1.35 on. */
export const POD_SECURITY_RUN_AS_NON_ROOT: ICheck = {
  id: 'pod-security-run-as-non-root',
  title: 'Containers must not run as root',
  box: 'pod-security',
  severity: Severity.WARNING,
  why: 'Root in a container is root on the node, once a hole in kernel or runtime lets it out.',
  remedy: { manifest: 'securityContext: {runAsNonRoot: true}' },
  references: [
    POD_SECURITY_STANDARDS, 'pss:restricted/runAsNonRoot', 'kube-linter:run-as-non-root', 'polaris:runAsRootAllowed',
    'checkov:CKV_K8S_23', 'kubescape:C-0013', 'trivy:KSV-0012', 'kyverno:require-run-as-nonroot',
  ],
  appliesTo: ['pods'],
  // To Checkov and Polaris a user above 0 is enough; the standard wants the promise as well.
  evaluate: ({ pods }, { minor }) => pods.flatMap((pod) => (
    hasUserNamespace(pod, minor)
      ? [userNamespaceFinding(pod)] : inheritedFindings(pod, { judge, missing: missingField })
  )),
};

function userNamespaceFinding({ specPath }: PodTemplate): Finding {
  return { passed: true, path: `${specPath}.hostUsers`, message: 'has users of its own', actual: false };
}

function judge({ fields: { runAsNonRoot: actual }, path, container }: SecurityContext): Finding | undefined {
  if (isUnset(actual)) return undefined;
  return {
    passed: actual === true,
    container,
    path: `${path}.runAsNonRoot`,
    message: actual === true ? 'must not run as root' : `has runAsNonRoot ${valueText(actual)}`,
    actual,
    expected: true,
  };
}

function missingField({ path, container }: SecurityContext): Finding {
  return {
    passed: false,
    container,
    path: `${path}.runAsNonRoot`,
    message: 'may run as root: neither it nor its pod sets runAsNonRoot',
    expected: true,
  };
}
