import { objectsInNamespace } from './objects-in-namespace';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { mapOf, mapsIn, PlainMap } from '../../model/values/plain-data';

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
export function containerLimits(cluster: Cluster, namespace: string): ContainerLimits[] {
  return objectsInNamespace(cluster, 'LimitRange', namespace).flatMap((source) => (
    mapsIn(source.spec.limits).filter(({ item }) => item.type === 'Container').map(({ item }) => {
      const [max, min] = [mapOf(item.max), mapOf(item.min)];
      const limits = { ...max, ...mapOf(item.default) };
      const requests = { ...min, ...limits, ...mapOf(item.defaultRequest) };
      return { source, max, min, default: limits, defaultRequest: requests };
    })
  ));
}
