import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { groupedBy } from '../../model/values/grouping';
import { perCluster } from '../per-cluster';

const podOwners = perCluster((cluster) => groupedBy(cluster.podOwners, ({ namespace }) => [namespace]));

/** What makes pods in a namespace. */
export function podOwnersIn(cluster: Cluster, namespace: string): readonly Manifest[] {
  return podOwners(cluster).get(namespace) ?? [];
}
