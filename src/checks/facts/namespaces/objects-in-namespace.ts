import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { groupBy } from '../../model/values/group-by';
import { oncePerCluster } from '../once-per-cluster';

const byKindAndNamespace = oncePerCluster((cluster) => (
  groupBy(cluster.manifests, ({ groupKind, namespace }) => (
    [`${groupKind}\0${cluster.effectiveNamespace(namespace)}`]
  ))
));

/** All objects of a kind in a namespace. */
export function objectsInNamespace(cluster: Cluster, groupKind: string, namespace: string): Manifest[] {
  return byKindAndNamespace(cluster).get(`${groupKind}\0${cluster.effectiveNamespace(namespace)}`) ?? [];
}
