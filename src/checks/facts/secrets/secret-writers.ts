import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { mapOf, mapsIn, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

export const EXTERNAL_SECRET = 'external-secrets.io/ExternalSecret';
/** By which the Secret itself asks the controller to leave its other keys. */
const PATCHED = 'sealedsecrets.bitnami.com/patch';

/** What a kind of objects says of the Secret that it writes into. */
interface WriterKind {
  /** How it is called; empty where there is none. */
  nameOf(writer: Manifest): unknown;
  /** The keys that it gets; undefined where nobody knows them here. */
  keysOf?(writer: Manifest): readonly string[] | undefined;
  /** Whether the keys of others stay beside its own. */
  isBesideOthers?(writer: Manifest, cluster: Cluster): boolean;
  /** Whether it makes one where none is there; all do that do not say. */
  makes?(writer: Manifest): boolean;
}

/** What writes into Secrets, one each. */
export const SECRET_WRITERS: Readonly<Record<string, WriterKind>> = {
  [EXTERNAL_SECRET]: {
    nameOf: ({ name, spec }) => {
      const { name: target, manifest } = mapOf(spec.target);
      return policyOf(spec) === 'None' || manifest !== undefined ? '' : target ?? name;
    },
    keysOf: keysOfExternalSecret,
    isBesideOthers: ({ spec }) => ['Merge', 'CreateOrMerge', 'None'].includes(policyOf(spec)),
    makes: ({ spec }) => makesSecret(spec),
  },
  'bitnami.com/SealedSecret': {
    // The controller passes by what its template is called.
    nameOf: ({ name }) => name,
    keysOf: keysOfSealedSecret,
    isBesideOthers: isSealedBesideOthers,
  },
  'cert-manager.io/Certificate': { nameOf: ({ spec }) => spec.secretName },
  'secrets.hashicorp.com/VaultStaticSecret': { nameOf: ({ spec }) => mapOf(spec.destination).name },
  'secrets.hashicorp.com/VaultDynamicSecret': { nameOf: ({ spec }) => mapOf(spec.destination).name },
  'secrets.hashicorp.com/VaultPKISecret': { nameOf: ({ spec }) => mapOf(spec.destination).name },
};

/** The keys of the Secret that an object makes alone; undefined where nobody knows them here. */
export function keysOfMade(maker: Manifest, cluster: Cluster): readonly string[] | undefined {
  const kind = SECRET_WRITERS[maker.groupKind];
  return kind?.isBesideOthers?.(maker, cluster) === true ? undefined : kind?.keysOf?.(maker);
}

/** Whether an ExternalSecret owns the Secret, into which its operator then lets no other one write. */
export function ownsSecret({ groupKind, spec }: Manifest): boolean {
  return groupKind === EXTERNAL_SECRET && policyOf(spec) === 'Owner';
}

/** Whether an ExternalSecret makes the Secret, by its spec: others write into one that is there, or into none. */
export function makesSecret(spec: PlainMap): boolean {
  return !['Merge', 'None'].includes(policyOf(spec));
}

function policyOf({ target }: Manifest['spec']): string {
  return textOf(mapOf(target).creationPolicy ?? 'Owner');
}

function isSealedBesideOthers({ namespace, name, spec }: Manifest, cluster: Cluster): boolean {
  const written = mapOf(mapOf(mapOf(spec.template).metadata).annotations);
  const { [PATCHED]: patched = written[PATCHED] } = cluster.named('Secret', namespace, name)?.annotations ?? {};
  return patched === 'true';
}

function keysOfExternalSecret({ spec }: Manifest): readonly string[] | undefined {
  const { data, templateFrom, mergePolicy } = mapOf(mapOf(spec.target).template);
  if (mapsIn(templateFrom).length > 0) return undefined;
  const written = Object.keys(mapOf(data));
  if (written.length > 0 && mergePolicy !== 'Merge') return written;
  // What is extracted, or found, has the keys that it has in the store.
  if (mapsIn(spec.dataFrom).length > 0) return undefined;
  return [...written, ...mapsIn(spec.data).map(({ item }) => textOf(item.secretKey))];
}

function keysOfSealedSecret({ spec }: Manifest): readonly string[] | undefined {
  // Older ones are one ciphertext.
  if (spec.data !== undefined) return undefined;
  return [...Object.keys(mapOf(spec.encryptedData)), ...Object.keys(mapOf(mapOf(spec.template).data))];
}
