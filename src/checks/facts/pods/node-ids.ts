import { ContainerVerdict, isEphemeral, judgeContainers } from './containers';
import { runsOnWindows } from './operating-system';
import { isUnset } from './security-context';
import { Finding } from '../../model/check';
import { PodContainer, PodTemplate } from '../../model/manifest-pods';
import { mapOf } from '../../model/values/plain-data';

/** Up to it, nodes have users and groups of their own. */
const HIGHEST_OF_NODES = 10_000;

/** Whose number it is, and where that is written. */
export interface NodeId {
  readonly field: 'runAsUser' | 'runAsGroup';
  /** How a container runs: `as user`. */
  readonly how: string;
  /** What it does not say: `as which user`. */
  readonly unsaid: string;
}

/** Judges whether each container runs under a number that no node knows. */
export function judgeNodeIds(pods: readonly PodTemplate[], id: NodeId): Finding[] {
  return judgeContainers(pods, (container, pod) => (
    isEphemeral(container) || runsOnWindows(pod) ? undefined : judge(container, pod, id)
  ));
}

function judge({ content, path }: PodContainer, pod: PodTemplate, { field, how, unsaid }: NodeId): ContainerVerdict {
  const own: unknown = mapOf(content.securityContext)[field];
  const actual: unknown = isUnset(own) ? mapOf(pod.spec.securityContext)[field] : own;
  const owner = isUnset(own) ? pod.specPath : path;
  const place = { path: `${owner}.securityContext.${field}`, actual, expected: HIGHEST_OF_NODES + 1 };
  if (pod.spec.hostUsers === false) return { ...place, passed: true, message: 'runs in a user namespace of its own' };
  if (typeof actual !== 'number') return { ...place, passed: false, message: `does not say ${unsaid} it runs` };
  return { ...place, passed: actual > HIGHEST_OF_NODES, message: `runs ${how} ${actual}` };
}
