import { remembered } from './namespace-labels';
import { objectsInNamespace } from './objects-in-namespace';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { groupBy } from '../../model/values/group-by';
import { mapOf, mapsIn, PlainMap } from '../../model/values/plain-data';
import { oncePerCluster } from '../once-per-cluster';

/** What a LimitRange says of each container. */
export interface ContainerLimits {
  readonly source: Manifest;
  readonly max: PlainMap;
  readonly min: PlainMap;
  /** Limits of containers that have none. */
  readonly default: PlainMap;
  /** Requests of containers that have none. */
  readonly defaultRequest: PlainMap;
}

/**
 * What the LimitRanges of a namespace say of each container.
 *
 * The API server fills in the defaults of a LimitRange itself: the limit from the maximum, the request from the limit,
 * or else from the minimum.
 */
export function containerLimits(cluster: Cluster, namespace: string): readonly ContainerLimits[] {
  return limitsIn(cluster)(cluster.effectiveNamespace(namespace));
}

/** Those that say the same are one, for each container is put to all of them. */
const limitsIn = oncePerCluster((cluster) => remembered((namespace) => {
  const all = objectsInNamespace(cluster, 'LimitRange', namespace).flatMap((source) => (
    mapsIn(source.spec.limits).filter(({ item }) => item.type === 'Container').map(({ item }) => limitsOf(source, item))
  ));
  const groups = groupBy(all, ({ source: _, ...limits }) => [JSON.stringify(limits)]);
  return [...groups.values()].map(([first]) => first);
}));

function limitsOf(source: Manifest, item: PlainMap): ContainerLimits {
  const [max, min] = [mapOf(item.max), mapOf(item.min)];
  const limits = { ...max, ...mapOf(item.default) };
  const requests = { ...min, ...limits, ...mapOf(item.defaultRequest) };
  return { source, max, min, default: limits, defaultRequest: requests };
}
