import type { ObjectReference } from '../../checks/facts/references/object-reference';
import { claimReferences, configMapReferences, secretReferences } from '../../checks/facts/references/pod-references';
import { Manifest } from '../../checks/model/manifest';
import { PodTemplate } from '../../checks/model/manifest-pods';
import { messageAt } from '../../internal/fail';
import { EXTERNAL_ANNOTATION } from '../../internal/naming/labels';
import { isWaived, namespaceOfManifest, RenderedObject } from '../rendered-object';

/** What pods name, with the check that says the same of anybody's manifests. */
const CHECKS: Readonly<Record<string, string>> = {
  ConfigMap: 'config-map-exists',
  PersistentVolumeClaim: 'claim-exists',
  Secret: 'secret-exists',
  ServiceAccount: 'service-account-exists',
};

/** The complaints about a workload whose pods name what another namespace has. */
export function strayReferences(
  { path, manifest }: RenderedObject, byName: ReadonlyMap<string, RenderedObject[]>,
): string[] {
  const namespace = namespaceOfManifest(manifest);
  const { pods, annotations } = new Manifest(manifest);
  const externals = new Set((annotations[EXTERNAL_ANNOTATION] ?? '').split(', '));
  const references = [
    ...configMapReferences(pods), ...secretReferences(pods), ...claimReferences(pods), ...accountReferences(pods),
  ];
  return references.flatMap(({ kind, name, path: prop, entry }) => {
    const key = `${kind}/${name}`;
    const found = byName.get(key) ?? [];
    const isHere = found.some((target) => namespaceOfManifest(target.manifest) === namespace);
    const others = found.filter((target) => !externals.has(key) || namespaceOfManifest(target.manifest) === '');
    if (entry !== undefined || isHere || others.length === 0 || isWaived(manifest, CHECKS[kind])) return [];
    const [other] = others;
    const place = namespaceOfManifest(other.manifest) || 'no namespace';
    const must = `name a ${kind} of its own namespace, ${namespace}, and [${other.path}] is in ${place}`;
    const remedy = 'give that the namespace of the workload, or make it beside the workload';
    return [messageAt(path, { prop, must, got: name, remedy })];
  });
}

function accountReferences(pods: readonly PodTemplate[]): ObjectReference[] {
  return pods.map(({ spec: { serviceAccountName: name }, specPath }) => (
    { kind: 'ServiceAccount', name: String(name), path: `${specPath}.serviceAccountName` }
  ));
}
