import { judgeContainers, isEphemeral } from '../facts/pods/containers';
import { runsOnWindows } from '../facts/pods/operating-system';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { mapOf } from '../model/values/plain-data';

/** Up to it, nodes have users of their own. */
const HIGHEST_OF_NODES = 10_000;

/** A process is no user that the node knows. */
export const HIGH_USER_ID: ICheck = {
  id: 'high-user-id',
  title: 'Containers run as a user that no node has',
  box: 'pod-security',
  severity: Severity.ADVICE,
  // Checkov takes 10000, Trivy refuses it, and a Kyverno sample wants 1000; 10001 is what most accept.
  why: 'A process that escapes from its container has the rights that the node gives to the user with the same number.',
  remedy: {
    manifest: 'securityContext: {runAsUser: 10001}',
    construct: 'Leave securityContext as the construct writes it, or patch runAsUser with a number from 10001.',
  },
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/', 'checkov:CKV_K8S_40',
    'trivy:KSV-0020', 'kube-score:container-security-context-user-group-id',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods }) => judgeContainers(pods, (container, pod) => {
    if (isEphemeral(container) || runsOnWindows(pod)) return undefined;
    const own = mapOf(container.content.securityContext).runAsUser;
    const actual = own ?? mapOf(pod.spec.securityContext).runAsUser;
    const owner = own === undefined ? pod.specPath : container.path;
    const place = { path: `${owner}.securityContext.runAsUser`, actual, expected: HIGHEST_OF_NODES + 1 };
    if (pod.spec.hostUsers === false) return { ...place, passed: true, message: 'runs in a user namespace of its own' };
    if (typeof actual !== 'number') return { ...place, passed: false, message: 'does not say as which user it runs' };
    return { ...place, passed: actual > HIGHEST_OF_NODES, message: `runs as user ${actual}` };
  }),
};
