import type { Cluster } from '../model/cluster';

/**
 * What is found out of a list, once for each list of a cluster.
 *
 * Objects whose selectors say the same get the same list of what they select: two thousand policies for all pods of a
 * namespace are one list, looked at once.
 */
export function oncePerList<Item, T>(
  build: (list: readonly Item[], cluster: Cluster) => T,
): (list: readonly Item[], cluster: Cluster) => T {
  const built = new WeakMap<readonly Item[], { readonly fact: T }>();
  return (list, cluster) => {
    let known = built.get(list);
    if (known === undefined) {
      known = { fact: build(list, cluster) };
      built.set(list, known);
    }
    return known.fact;
  };
}
