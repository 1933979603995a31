import { isEphemeral, judgeContainers } from '../facts/pods/containers';
import { runsOnWindows } from '../facts/pods/operating-system';
import { isUnset } from '../facts/pods/security-context';
import { Finding, ICheck } from '../model/check';
import { PodContainer, PodTemplate } from '../model/manifest-pods';
import { Severity } from '../model/severity';
import { listOf, mapOf } from '../model/values/plain-data';
import { valueText } from '../model/values/value-text';

/** A process is in no group of root. */
export const NO_ROOT_GROUP: ICheck = {
  id: 'no-root-group',
  title: 'Containers are not in the group of root',
  box: 'pod-security',
  severity: Severity.ADVICE,
  why: 'Group 0 may read, and often write, what belongs to root: in images, in volumes, after an escape on the node.',
  remedy: {
    manifest: 'securityContext: {runAsUser: 10001, runAsGroup: 10001, fsGroup: 10001}',
    construct: 'Remove the patch: the constructs write a group of their own.',
  },
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
    'kube-score:container-security-context-user-group-id', 'kube-linter:run-as-non-root', 'kubescape:C-0013',
    'trivy:KSV-0116', 'kyverno:require-non-root-groups',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods }) => pods.filter((pod) => !runsOnWindows(pod) && pod.spec.hostUsers !== false).flatMap((pod) => [
    ...judgePod(pod), ...judgeContainers([pod], judgeContainer),
  ]),
};

/** The groups that all processes of a pod are in beside their own. */
function judgePod({ spec, specPath }: PodTemplate): Finding[] {
  const { fsGroup, supplementalGroups } = mapOf(spec.securityContext);
  const path = `${specPath}.securityContext`;
  const failed = [
    { field: 'fsGroup', actual: fsGroup, isRoot: fsGroup === 0 },
    { field: 'supplementalGroups', actual: supplementalGroups, isRoot: listOf(supplementalGroups).includes(0) },
  ].filter(({ isRoot }) => isRoot);
  return failed.map(({ field, actual }) => (
    { passed: false, path: `${path}.${field}`, message: 'gives its processes the group 0', actual }
  ));
}

/** Where nobody says anything, the image decides; a user that is set alone brings the group of root with it. */
function judgeContainer(container: PodContainer, pod: PodTemplate): Omit<Finding, 'container'> | undefined {
  if (isEphemeral(container)) return undefined;
  const [own, shared] = [mapOf(container.content.securityContext), mapOf(pod.spec.securityContext)];
  const actual = isUnset(own.runAsGroup) ? shared.runAsGroup : own.runAsGroup;
  const owner = isUnset(own.runAsGroup) && !isUnset(actual) ? pod.specPath : container.path;
  const place = { path: `${owner}.securityContext.runAsGroup`, actual };
  if (!isUnset(actual)) return { ...place, passed: actual !== 0, message: `runs in group ${valueText(actual)}` };
  const hasUser = typeof (isUnset(own.runAsUser) ? shared.runAsUser : own.runAsUser) === 'number';
  const message = 'says as which user it runs, and not in which group';
  return hasUser ? { ...place, passed: false, message } : undefined;
}
