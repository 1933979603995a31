import type * as StrayReferences from './stray-references';
import { groupBy } from '../../checks/model/values/group-by';
import { MANAGED_BY, MANAGED_BY_LABEL } from '../../internal/naming/labels';
import { namespaceOfManifest, RenderedObject } from '../rendered-object';

const NAMED_BY_PODS: readonly string[] = ['ConfigMap', 'PersistentVolumeClaim', 'Secret', 'ServiceAccount'];

/** What the pods of a workload of ours name is in its namespace, where it is in the tree at all: they see no other. */
export function ownReferences(objects: readonly RenderedObject[]): string[] {
  const targets = objects.filter(({ manifest: { apiVersion, kind } }) => (
    apiVersion === 'v1' && NAMED_BY_PODS.includes(kind)
  ));
  const owners = objects.filter(({ manifest: { metadata, spec } }) => (
    (spec?.template ?? spec?.jobTemplate) !== undefined && metadata?.labels?.[MANAGED_BY_LABEL] === MANAGED_BY
  ));
  // Where there is one namespace, nothing can be in another.
  const namespaces = new Set([...targets, ...owners].map(({ manifest }) => namespaceOfManifest(manifest)));
  if (namespaces.size < 2) return [];
  // What reads pods need not be loaded where nothing can be wrong.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { strayReferences } = require('./stray-references') as typeof StrayReferences;
  const byName = groupBy(targets, ({ manifest: { kind, metadata } }) => [`${kind}/${metadata?.name}`]);
  return owners.flatMap((owner) => strayReferences(owner, byName));
}
