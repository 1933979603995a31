import { groupOf } from './rendered-object';
import { isClusterScoped as isClusterScopedKind } from '../checks/model/cluster-scoped';
import { JsonObject } from '../internal/values/json';

/** Whether objects like this one belong to no namespace, whatever their manifest says. */
export function isClusterScoped(manifest: JsonObject): boolean {
  const group = groupOf(manifest);
  return isClusterScopedKind(group === '' ? String(manifest.kind) : `${group}/${manifest.kind}`);
}
