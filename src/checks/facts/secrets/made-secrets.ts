import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { groupBy } from '../../model/values/group-by';
import { mapOf, mapsIn } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { oncePerCluster } from '../once-per-cluster';
import { mayHaveEntry } from '../references/reference-findings';

/** What a kind of objects says of the Secret that is made of one. */
interface MakerKind {
  /** How it is called; empty where none is made. */
  nameOf(maker: Manifest): unknown;
  /** The keys that it has; undefined where nobody knows them here. */
  keysOf?(maker: Manifest): readonly string[] | undefined;
}

/** What makes Secrets, one each. */
const SECRET_MAKERS: Readonly<Record<string, MakerKind>> = {
  'external-secrets.io/ExternalSecret': {
    nameOf: ({ name, spec }) => {
      const { name: target, creationPolicy } = mapOf(spec.target);
      // These write into a Secret that somebody else makes, or into none.
      return creationPolicy === 'Merge' || creationPolicy === 'None' ? '' : target ?? name;
    },
    keysOf: keysOfExternalSecret,
  },
  // The controller passes by what its template is called.
  'bitnami.com/SealedSecret': { nameOf: ({ name }) => name, keysOf: keysOfSealedSecret },
  'cert-manager.io/Certificate': { nameOf: ({ spec }) => spec.secretName },
  'secrets.hashicorp.com/VaultStaticSecret': { nameOf: ({ spec }) => mapOf(spec.destination).name },
  'secrets.hashicorp.com/VaultDynamicSecret': { nameOf: ({ spec }) => mapOf(spec.destination).name },
  'secrets.hashicorp.com/VaultPKISecret': { nameOf: ({ spec }) => mapOf(spec.destination).name },
};

/** What makes a Secret, and with which keys; undefined where nobody knows them here. */
export interface SecretMaker {
  readonly maker: Manifest;
  readonly keys?: readonly string[];
}

const secretMakers = oncePerCluster((cluster) => {
  const makers = Object.entries(SECRET_MAKERS).flatMap(([kind, { nameOf, keysOf }]) => (
    cluster.ofKind(kind).map((maker) => ({ maker, name: textOf(nameOf(maker)), keys: keysOf?.(maker) }))
  ));
  return groupBy(makers.filter(({ name }) => name !== ''), ({ maker: { namespace }, name }) => (
    [placeKey(cluster, namespace, name)]
  ));
});

// The driver makes as many as are listed, once a pod mounts the volume.
const mountedSecrets = oncePerCluster((cluster) => new Set(
  cluster.ofKind('secrets-store.csi.x-k8s.io/SecretProviderClass').flatMap(({ namespace, spec }) => (
    mapsIn(spec.secretObjects).map(({ item }) => placeKey(cluster, namespace, item.secretName))
  )),
));

/** Whether a Secret is in the input, or something that makes it. */
export function secretExists(cluster: Cluster, namespace: string, name: string): boolean {
  return cluster.named('Secret', namespace, name) !== undefined || makersOf(cluster, namespace, name).length > 0
    || mountedSecrets(cluster).has(placeKey(cluster, namespace, name));
}

/** Whether a Secret that is in the input, or that something there makes, may have a key; none says so of others. */
export function secretMayHaveKey(cluster: Cluster, namespace: string, { name, key }: KeyOfSecret): boolean {
  const makers = makersOf(cluster, namespace, name);
  const secret = cluster.named('Secret', namespace, name);
  // What says none of its keys is filled by what is not here.
  if (makers.some(({ keys = [] }) => keys.length === 0 || keys.includes(key))) return true;
  return (makers.length === 0 || secret !== undefined) && mayHaveEntry(secret, key);
}

interface KeyOfSecret {
  readonly name: string;
  readonly key: string;
}

/** What makes a Secret of others; nothing for one that is there as it is. */
export function makersOf(cluster: Cluster, namespace: string, name: string): readonly SecretMaker[] {
  return secretMakers(cluster).get(placeKey(cluster, namespace, name)) ?? [];
}

/** The makers of each Secret that is made, beside each other. */
export function allSecretMakers(cluster: Cluster): readonly (readonly SecretMaker[])[] {
  return [...secretMakers(cluster).values()];
}

/** The keys of the Secret that an object makes; undefined where nobody knows them here. */
export function keysOfMade(maker: Manifest): readonly string[] | undefined {
  return SECRET_MAKERS[maker.groupKind]?.keysOf?.(maker);
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

function placeKey(cluster: Cluster, namespace: string, name: unknown): string {
  return `${cluster.effectiveNamespace(namespace)}\0${textOf(name)}`;
}
