import { hasBootstrapRole } from '../facts/access/bootstrap-objects';
import { accountNameOf, bindingsOf, mountsToken, projectedToken } from '../facts/access/service-accounts';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** Pods that ask the API server nothing hold no token for it. */
export const NO_SERVICE_ACCOUNT_TOKEN: ICheck = {
  id: 'no-service-account-token',
  title: 'Pods without a role hold no token',
  box: 'access',
  severity: Severity.WARNING,
  // Kubescape finds fault with accounts that have a role, too; a controller cannot do its work without a token.
  why: 'Whoever breaks into a pod can talk to the API server with the token that lies there and that nobody uses. '
    + 'Polaris, Checkov and Kubescape want that of all pods; those with a role need their token, and the role is '
    + 'judged.',
  remedy: { manifest: 'automountServiceAccountToken: false in the spec of the pod, and no volume with a token.' },
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/',
    'polaris:automountServiceAccountToken', 'checkov:CKV_K8S_38', 'kubescape:C-0034', 'kubescape:C-0190',
    'kubescape:C-0261', 'trivy:KSV-0036', 'kyverno:restrict-automount-sa-token',
    'kyverno:restrict-sa-automount-sa-token',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods, namespace }, cluster) => pods.flatMap((pod) => {
    const hasRole = bindingsOf(pod, namespace, cluster).length > 0 || hasBootstrapRole(namespace, accountNameOf(pod));
    if (hasRole) return [];
    const passed = !mountsToken(pod, namespace, cluster);
    const message = passed ? 'mounts no token' : 'mounts the token of an account that has no role here';
    const volume = projectedToken(pod);
    if (volume !== undefined) return [{ passed, message, path: volume }];
    const path = `${pod.specPath}.automountServiceAccountToken`;
    return [{ passed, message, path, actual: pod.spec.automountServiceAccountToken, expected: false }];
  }),
};
