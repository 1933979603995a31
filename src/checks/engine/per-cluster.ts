import type { Cluster } from '../cluster';

/** An index of a cluster that is built when it is first asked for, once for each cluster. */
export function perCluster<T extends object>(build: (cluster: Cluster) => T): (cluster: Cluster) => T {
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

/** The items by keys of theirs, in their order. */
export function groupedBy<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  }
  return groups;
}
