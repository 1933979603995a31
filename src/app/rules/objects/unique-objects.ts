import { objectsOfCanary } from './objects-of-canary';
import { messageAt } from '../../../internal/fail';
import { isClusterScoped } from '../../cluster-scoped-kinds';
import { groupOf, namespaceOfManifest, RenderedObject } from '../../rendered-object';

/**
 * No two objects share API group, kind, namespace and name: the second would overwrite the first in the cluster. What a
 * controller makes of an object counts too.
 */
export function uniqueObjects(objects: readonly RenderedObject[]): string[] {
  const seen = new Map<string, string>();
  return objects.flatMap((object) => withMade(object).flatMap(({ path, manifest }) => {
    const { kind, metadata } = manifest;
    const namespace = isClusterScoped(manifest) ? '' : namespaceOfManifest(manifest);
    // What says no namespace lands in that one.
    const key = JSON.stringify([groupOf(manifest), kind, namespace || 'default', metadata?.name]);
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, path);
      return [];
    }
    const where = namespace === '' ? '' : `, both in namespace ${JSON.stringify(namespace)}`;
    const must = `differ from that of the ${kind} [${first}]${where}`;
    return [messageAt(path, { prop: 'name', must, got: metadata?.name, remedy: 'rename one of the two' })];
  }));
}

function withMade(object: RenderedObject): RenderedObject[] {
  const { path, manifest } = object;
  return [object, ...objectsOfCanary(manifest).map((made) => ({ path, manifest: made }))];
}
