import type { PodTemplate } from '../../model/manifest-pods';
import { mapOf, mapsIn } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

/** The names of the ConfigMaps that a pod has among its volumes. */
export function mountedConfigMaps({ spec }: PodTemplate): string[] {
  return mapsIn(spec.volumes).flatMap(({ item: { configMap, projected } }) => [
    textOf(mapOf(configMap).name),
    ...mapsIn(mapOf(projected).sources).map(({ item }) => textOf(mapOf(item.configMap).name)),
  ]);
}
