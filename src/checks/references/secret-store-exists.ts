import type { ObjectReference } from '../facts/references/object-reference';
import { judgeReferences } from '../facts/references/reference-findings';
import { ICheck } from '../model/check';
import { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { mapOf, mapsIn } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

/** The SecretStore that an ExternalSecret reads from is in the input. */
export const SECRET_STORE_EXISTS: ICheck = {
  id: 'secret-store-exists',
  title: 'The store of an ExternalSecret exists',
  box: 'references',
  severity: Severity.ADVICE,
  why: 'An ExternalSecret whose store is not there makes no Secret, and the pods that need it wait.',
  remedy: {
    manifest: 'Add it, or declare it: metadata.annotations[preflight/external]: "ClusterSecretStore/vault".',
  },
  references: [
    'https://external-secrets.io/latest/api/externalsecret/',
  ],
  appliesTo: ['external-secrets.io/ExternalSecret'],
  evaluate: (manifest, cluster) => judgeReferences(manifest, storesOf(manifest), ({ kind, name }) => {
    const namespace = kind === 'ClusterSecretStore' ? '' : manifest.namespace;
    return cluster.named(`external-secrets.io/${kind}`, namespace, name) !== undefined;
  }),
};

/** The store of the object, and those that single entries name instead. */
function storesOf({ spec }: Manifest): ObjectReference[] {
  const entries = ['data', 'dataFrom'].flatMap((field) => mapsIn(spec[field]).map(({ item, index }) => (
    storeOf(mapOf(item.sourceRef).storeRef, `spec.${field}[${index}].sourceRef.storeRef`)
  )));
  return [storeOf(spec.secretStoreRef, 'spec.secretStoreRef'), ...entries];
}

function storeOf(reference: unknown, path: string): ObjectReference {
  const { kind, name } = mapOf(reference);
  return { kind: textOf(kind) || 'SecretStore', name: textOf(name), path };
}
