import type { Cluster } from '../../model/cluster';
import { oncePerCluster } from '../once-per-cluster';

const NOWHERE = '';

const namespacesOfPods = oncePerCluster((cluster) => new Set(cluster.podOwners.map(({ namespace }) => namespace)));

/** Whether some pods of the input say that they are of a namespace. */
export function namesPodsOf(cluster: Cluster, namespace: string): boolean {
  return namespacesOfPods(cluster).has(namespace);
}

/**
 * Whether the input has pods of a namespace, so that what is missing beside them is missing.
 *
 * Where nobody writes a namespace, all objects are of the one that somebody else decides on.
 */
export function hasPodsOf(cluster: Cluster, namespace: string): boolean {
  const namespaces = namespacesOfPods(cluster);
  return namespaces.has(namespace) || namespaces.size === 1 && namespaces.has(NOWHERE);
}
