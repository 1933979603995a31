import { groupedBy } from './grouping';
import { perCluster } from './per-cluster';
import type { Cluster } from '../cluster';
import type { Manifest } from '../manifest';

const podOwners = perCluster((cluster) => groupedBy(cluster.podOwners, ({ namespace }) => [namespace]));

/** What makes pods in a namespace. */
export function podOwnersIn(cluster: Cluster, namespace: string): readonly Manifest[] {
  return podOwners(cluster).get(namespace) ?? [];
}
