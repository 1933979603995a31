import { isEphemeral, isLongRunning } from './containers';
import { Nanos } from '../../../internal/values/quantity';
import { ContainerRole, PodContainer, PodTemplate } from '../../model/manifest-pods';
import { mapOf } from '../../model/values/plain-data';
import { quantityOf } from '../../model/values/quantity-of';
import type { ContainerLimits } from '../namespaces/limit-ranges';

/** A line of `resources`, such as `requests` of `cpu`. */
export interface ResourceLine {
  readonly list: 'requests' | 'limits';
  readonly resource: string;
}

/** What a container counts for as admission sees it; undefined where nobody says anything. */
export function containerDemand(
  { content }: PodContainer, { list, resource }: ResourceLine, defaults: readonly ContainerLimits[],
): Nanos | undefined {
  const { requests, limits } = mapOf(content.resources);
  const own = quantityOf(mapOf(list === 'requests' ? requests : limits)[resource]);
  // The API server takes the limit for a missing request before it looks for a LimitRange.
  const written = own ?? (list === 'requests' ? quantityOf(mapOf(limits)[resource]) : undefined);
  if (written !== undefined) return written;
  const field = list === 'requests' ? 'defaultRequest' : 'default';
  return defaults.map((limit) => quantityOf(limit[field][resource])).find((amount) => amount !== undefined);
}

/**
 * What a pod counts for, as the scheduler and quotas see it: what runs at the same time.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers
 */
export function podDemand(pod: PodTemplate, line: ResourceLine, defaults: readonly ContainerLimits[]): Nanos {
  const overhead = quantityOf(mapOf(pod.spec.overhead)[line.resource]) ?? 0n;
  const ofPod = quantityOf(mapOf(mapOf(pod.spec.resources)[line.list])[line.resource]);
  return overhead + (ofPod ?? sumOfContainers(pod, line, defaults));
}

function sumOfContainers({ containers }: PodTemplate, line: ResourceLine, defaults: readonly ContainerLimits[]): Nanos {
  let running = 0n;
  let highest = 0n;
  // Init containers stand first, in the order in which they start.
  for (const container of containers.filter((one) => !isEphemeral(one))) {
    const demand = containerDemand(container, line, defaults) ?? 0n;
    if (isLongRunning(container)) running += demand;
    const now = container.role === ContainerRole.INIT ? running + demand : running;
    if (now > highest) highest = now;
  }
  return highest;
}
