import { judgeNodeIds } from '../facts/pods/node-ids';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** A process is in no group that the node knows. */
export const HIGH_GROUP_ID: ICheck = {
  id: 'high-group-id',
  title: 'Containers run in a group that no node has',
  box: 'pod-security',
  severity: Severity.ADVICE,
  why: 'A process that escapes from its container may do what the node allows the group with the same number. Trivy '
    + 'takes numbers above 10,000: 10,001 satisfies all, and 1000, which Kubescape shows, does not.',
  remedy: {
    manifest: 'securityContext: {runAsUser: 10001, runAsGroup: 10001}',
    construct: 'Leave securityContext as the construct writes it, or patch runAsGroup with a number from 10001.',
  },
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/', 'trivy:KSV-0021',
    'kube-score:container-security-context-user-group-id',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods }) => judgeNodeIds(pods, { field: 'runAsGroup', how: 'in group', unsaid: 'in which group' }),
};
