import { EXTERNAL_ANNOTATION } from '../../../internal/naming/labels';
import type { Manifest } from '../../model/manifest';
import { textOf } from '../../model/values/text-of';

/** Whether somebody declared that a thing is made outside of these manifests. */
export function isDeclaredExternal({ annotations, pods }: Manifest, kind: string, name: string): boolean {
  return [annotations, ...pods.map((pod) => pod.annotations)]
    .some((map) => textOf(map[EXTERNAL_ANNOTATION]).split(',').some((entry) => entry.trim() === `${kind}/${name}`));
}
