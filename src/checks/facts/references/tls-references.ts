import type { ObjectReference } from './object-reference';
import type { Manifest } from '../../model/manifest';
import { mapOf, mapsIn } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

const KEYS = ['tls.crt', 'tls.key'];

/** A Secret with a certificate, by the place where it is named. */
export interface TlsSecret {
  readonly namespace: string;
  readonly name: string;
  readonly path: string;
}

/**
 * The Secrets with the certificates of an Ingress, a Gateway or a ListenerSet, and the keys that are taken of them.
 *
 * Where an annotation asks cert-manager for them, it makes them.
 */
export function tlsReferences(manifest: Manifest): ObjectReference[] {
  const isMade = Object.keys(manifest.annotations).some((key) => /^cert-manager\.io\/(cluster-)?issuer$/.test(key));
  if (isMade) return [];
  return tlsSecretsOf(manifest).filter(({ namespace }) => namespace === manifest.namespace)
    .map(({ name, path }) => ({ kind: 'Secret', name, path }))
    .flatMap((one) => [one, ...KEYS.map((entry) => ({ ...one, entry }))]);
}

/** Each Secret with a certificate that an Ingress, a Gateway or a ListenerSet names, of whichever namespace. */
export function tlsSecretsOf({ kind, spec, namespace: own }: Manifest): TlsSecret[] {
  if (kind === 'Ingress') {
    return mapsIn(spec.tls).map(({ item, index }) => (
      { namespace: own, name: textOf(item.secretName), path: `spec.tls[${index}].secretName` }
    ));
  }
  return mapsIn(spec.listeners).flatMap(({ item, index }) => {
    const path = `spec.listeners[${index}].tls.certificateRefs`;
    return mapsIn(mapOf(item.tls).certificateRefs).filter((one) => (one.item.kind ?? 'Secret') === 'Secret')
      .map((one) => ({
        namespace: textOf(one.item.namespace ?? own), name: textOf(one.item.name), path: `${path}[${one.index}].name`,
      }));
  });
}
