import { messageAt } from '../../internal/fail';
import { objectsIn } from '../../internal/values/json';
import { groupOf, namespaceOfManifest, RenderedObject } from '../rendered-object';

/** No two StatefulSets make claims of one name: their pods would mount each other's volumes. */
export function distinctClaims(objects: readonly RenderedObject[]): string[] {
  const seen = new Map<string, string>();
  const sets = objects.filter(({ manifest }) => manifest.kind === 'StatefulSet' && groupOf(manifest) === 'apps');
  return sets.flatMap(({ path, manifest }) => objectsIn(manifest.spec?.volumeClaimTemplates).flatMap(({ metadata }) => {
    // The controller adds the ordinal of the pod.
    const claim = `${metadata?.name}-${manifest.metadata?.name}`;
    const key = JSON.stringify([namespaceOfManifest(manifest), claim]);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, path);
    if (first === undefined || first === path) return [];
    const must = `make claims of other names than the StatefulSet [${first}]`;
    const remedy = 'give the claim, or the workload, another name';
    return [messageAt(path, { prop: 'claims', must, got: `${claim}-0`, remedy })];
  }));
}
