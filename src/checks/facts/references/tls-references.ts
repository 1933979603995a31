import type { ObjectReference } from './object-reference';
import type { Manifest } from '../../model/manifest';
import { mapOf, mapsIn } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

const KEYS = ['tls.crt', 'tls.key'];

/**
 * The Secrets with the certificates of an Ingress, a Gateway or a ListenerSet, and the keys that are taken of them.
 *
 * Where an annotation asks cert-manager for them, it makes them.
 */
export function tlsReferences(manifest: Manifest): ObjectReference[] {
  const isMade = Object.keys(manifest.annotations).some((key) => /^cert-manager\.io\/(cluster-)?issuer$/.test(key));
  if (isMade) return [];
  return namedSecrets(manifest).flatMap((one) => [one, ...KEYS.map((entry) => ({ ...one, entry }))]);
}

function namedSecrets({ kind, spec, namespace }: Manifest): ObjectReference[] {
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
