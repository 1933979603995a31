import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { groupBy } from '../../model/values/group-by';
import { oncePerCluster } from '../once-per-cluster';

const podOwners = oncePerCluster((cluster) => groupBy(cluster.podOwners, ({ namespace }) => (
  [cluster.effectiveNamespace(namespace)]
)));

/** What makes pods in a namespace. */
export function podOwnersIn(cluster: Cluster, namespace: string): readonly Manifest[] {
  return podOwners(cluster).get(cluster.effectiveNamespace(namespace)) ?? [];
}
