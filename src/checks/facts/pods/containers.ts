import { Finding } from '../../model/check';
import { ContainerRole, PodContainer, PodTemplate } from '../../model/manifest-pods';

/** What a check says of one container. */
export type ContainerVerdict = Omit<Finding, 'container'>;

/** Judges each container of each pod for itself; undefined where the check does not apply to it. */
export function judgeContainers(
  pods: readonly PodTemplate[], judge: (container: PodContainer, pod: PodTemplate) => ContainerVerdict | undefined,
): Finding[] {
  const findings: Finding[] = [];
  for (const pod of pods) {
    for (const container of pod.containers) {
      const verdict = judge(container, pod);
      if (verdict !== undefined) findings.push(findingOf(verdict, container));
    }
  }
  return findings;
}

/** Field by field: hundreds of thousands of them are made, most of which nobody keeps. */
function findingOf({ passed, message, path, actual, expected }: ContainerVerdict, { name }: PodContainer): Finding {
  return { passed, message, container: name, path, actual, expected };
}

/** Whether a container runs for as long as its pod does. */
export function isLongRunning({ role }: PodContainer): boolean {
  return role === ContainerRole.MAIN || role === ContainerRole.SIDECAR;
}

/** Whether somebody added a container by hand, to look into the pod. */
export function isEphemeral({ role }: PodContainer): boolean {
  return role === ContainerRole.EPHEMERAL;
}
