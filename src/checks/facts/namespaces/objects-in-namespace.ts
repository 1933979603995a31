import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { groupedBy } from '../../model/values/grouping';
import { perCluster } from '../per-cluster';

const byKindAndNamespace = perCluster((cluster) => (
  groupedBy(cluster.manifests, ({ groupKind, namespace }) => [`${groupKind}\0${namespace}`])
));

/** All objects of a kind in a namespace as it is written. */
export function objectsInNamespace(cluster: Cluster, groupKind: string, namespace: string): Manifest[] {
  return byKindAndNamespace(cluster).get(`${groupKind}\0${namespace}`) ?? [];
}
