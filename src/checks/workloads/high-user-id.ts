import { judgeNodeIds } from '../facts/pods/node-ids';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** A process is no user that the node knows. */
export const HIGH_USER_ID: ICheck = {
  id: 'high-user-id',
  title: 'Containers run as a user that no node has',
  box: 'pod-security',
  severity: Severity.ADVICE,
  // Checkov takes 10000, Trivy refuses it, and a Kyverno sample wants 1000; 10001 is what most accept.
  why: 'A process that escapes from its container has the rights that the node gives to the user with the same '
    + 'number. Trivy takes numbers above 10,000, Checkov from there on: 10,001 satisfies both, and 1000, which '
    + 'Kubescape shows, neither.',
  remedy: {
    manifest: 'securityContext: {runAsUser: 10001}',
    construct: 'Leave securityContext as the construct writes it, or patch runAsUser with a number from 10001.',
  },
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/', 'checkov:CKV_K8S_40',
    'trivy:KSV-0020', 'kube-score:container-security-context-user-group-id',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods }) => judgeNodeIds(pods, { field: 'runAsUser', how: 'as user', unsaid: 'as which user' }),
};
