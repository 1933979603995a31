import { Manifest } from '../schemas';

/**
 * The class that Kubernetes puts a pod into.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/
 */
export function qualityOfService({ containers, initContainers = [] }: Manifest): string {
  const all: Manifest[] = [...containers, ...initContainers];
  if (all.every(({ resources }) => ['cpu', 'memory'].every((resource) => isFixed(resources, resource)))) {
    return 'Guaranteed';
  }
  return all.some(({ resources }) => ['cpu', 'memory'].some((resource) => isNamed(resources, resource)))
    ? 'Burstable'
    : 'BestEffort';
}

/** Whether there is a limit, and the request is no other; where there is none, it is the limit. */
function isFixed(resources: Manifest, resource: string): boolean {
  const limit = resources?.limits?.[resource];
  return limit !== undefined && limit === (resources?.requests?.[resource] ?? limit);
}

function isNamed(resources: Manifest, resource: string): boolean {
  return resources?.limits?.[resource] !== undefined || resources?.requests?.[resource] !== undefined;
}
