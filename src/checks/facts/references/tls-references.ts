import type { ObjectReference } from './object-reference';
import type { Manifest } from '../../model/manifest';
import { mapOf, mapsIn } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

/**
 * The Secrets with the certificates of an Ingress, a Gateway or a ListenerSet.
 *
 * Where an annotation asks cert-manager for them, it makes them.
 */
export function tlsReferences({ kind, spec, namespace, annotations }: Manifest): ObjectReference[] {
  if (Object.keys(annotations).some((key) => /^cert-manager\.io\/(cluster-)?issuer$/.test(key))) return [];
  if (kind === 'Ingress') {
    return mapsIn(spec.tls).map(({ item, index }) => (
      { kind: 'Secret', name: textOf(item.secretName), path: `spec.tls[${index}].secretName` }
    ));
  }
  return mapsIn(spec.listeners).flatMap(({ item, index }) => {
    const path = `spec.listeners[${index}].tls.certificateRefs`;
    return mapsIn(mapOf(item.tls).certificateRefs).filter((one) => isSecretOf(one.item, namespace)).map((one) => (
      { kind: 'Secret', name: textOf(one.item.name), path: `${path}[${one.index}].name` }
    ));
  });
}

function isSecretOf(reference: Record<string, unknown>, own: string): boolean {
  const { kind = 'Secret', namespace = own } = reference;
  return kind === 'Secret' && namespace === own;
}
