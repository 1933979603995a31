import type { Cluster } from '../model/cluster';

/** An index of a cluster that is built when it is first asked for, once for each cluster. */
export function oncePerCluster<T extends object>(build: (cluster: Cluster) => T): (cluster: Cluster) => T {
  const built = new WeakMap<Cluster, T>();
  return (cluster) => {
    let index = built.get(cluster);
    if (index === undefined) {
      index = build(cluster);
      built.set(cluster, index);
    }
    return index;
  };
}
