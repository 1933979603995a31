import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** Pods that name no account get no token. */
export const DEFAULT_ACCOUNT_MOUNTS_NO_TOKEN: ICheck = {
  id: 'default-account-mounts-no-token',
  title: 'The default ServiceAccount mounts no token',
  box: 'access',
  severity: Severity.WARNING,
  why: 'Each pod of the namespace that names no account, also one that is deployed later, holds a token for the API '
    + 'server that it never asked for.',
  remedy: { manifest: 'automountServiceAccountToken: false in the ServiceAccount default.' },
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting',
    'checkov:CKV_K8S_41', 'kubescape:C-0189', 'kyverno:restrict-sa-automount-sa-token',
  ],
  appliesTo: ['ServiceAccount'],
  evaluate: ({ name, content }) => {
    // Of others the pods are asked, for an account with a role needs its token.
    if (name !== 'default') return [];
    const { automountServiceAccountToken: actual } = content;
    const passed = actual === false;
    const message = passed ? 'mounts no token' : 'mounts its token into all pods that name no account';
    return [{ passed, message, path: 'automountServiceAccountToken', actual, expected: false }];
  },
};
