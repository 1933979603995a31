import { namespaceOfManifest, RenderedObject } from '../rendered-object';

/** No two objects share API group, kind, namespace and name: the second would overwrite the first in the cluster. */
export function uniqueObjects(objects: readonly RenderedObject[]): string[] {
  const seen = new Map<string, string>();
  return objects.flatMap(({ path, manifest }) => {
    const { apiVersion, kind, metadata } = manifest;
    const group = String(apiVersion).includes('/') ? String(apiVersion).split('/')[0] : '';
    const namespace = namespaceOfManifest(manifest);
    const key = JSON.stringify([group, kind, namespace, metadata?.name]);
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, path);
      return [];
    }
    const where = namespace === '' ? '' : ` in namespace ${JSON.stringify(namespace)}`;
    return [
      `[${path}] 'name' must differ from that of [${first}], `
      + `got ${kind} ${JSON.stringify(metadata?.name)}${where} twice; rename one of the two`,
    ];
  });
}
