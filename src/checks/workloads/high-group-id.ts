import { judgeContainers, isEphemeral } from '../facts/pods/containers';
import { runsOnWindows } from '../facts/pods/operating-system';
import { isUnset } from '../facts/pods/security-context';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { mapOf } from '../model/values/plain-data';

/** Up to it, nodes have groups of their own. */
const HIGHEST_OF_NODES = 10_000;

/** A process is in no group that the node knows. */
export const HIGH_GROUP_ID: ICheck = {
  id: 'high-group-id',
  title: 'Containers run in a group that no node has',
  box: 'pod-security',
  severity: Severity.ADVICE,
  why: 'A process that escapes from its container may do what the node allows the group with the same number.',
  remedy: {
    manifest: 'securityContext: {runAsUser: 10001, runAsGroup: 10001}',
    construct: 'Leave securityContext as the construct writes it, or patch runAsGroup with a number from 10001.',
  },
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/', 'trivy:KSV-0021',
    'kube-score:container-security-context-user-group-id',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods }) => judgeContainers(pods, (container, pod) => {
    if (isEphemeral(container) || runsOnWindows(pod)) return undefined;
    const own = mapOf(container.content.securityContext).runAsGroup;
    const actual = isUnset(own) ? mapOf(pod.spec.securityContext).runAsGroup : own;
    const owner = isUnset(own) ? pod.specPath : container.path;
    const place = { path: `${owner}.securityContext.runAsGroup`, actual, expected: HIGHEST_OF_NODES + 1 };
    if (pod.spec.hostUsers === false) return { ...place, passed: true, message: 'runs in a user namespace of its own' };
    if (typeof actual !== 'number') return { ...place, passed: false, message: 'does not say in which group it runs' };
    return { ...place, passed: actual > HIGHEST_OF_NODES, message: `runs in group ${actual}` };
  }),
};
