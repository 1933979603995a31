import { mayBeMadeForNamespace } from './cluster-external-secrets';
import { EXTERNAL_SECRET, ownsSecret, SECRET_WRITERS } from './secret-writers';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { groupBy } from '../../model/values/group-by';
import { mapsIn } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { oncePerCluster } from '../once-per-cluster';
import { mayHaveEntry } from '../references/reference-findings';

/** What objects of others write into a Secret. */
export interface MadeSecret {
  /** Those that make it, where none is there. */
  readonly makers: readonly Manifest[];
  /** Those of them that leave no key to others. */
  readonly soleMakers: readonly Manifest[];
  /** Those that their operator refuses, for another one owns the Secret. */
  readonly refused: readonly Manifest[];
  /** The keys that are known here. */
  readonly keys: ReadonlySet<string>;
  /** Whether it may have others. */
  readonly hasMore: boolean;
}

interface SecretWriter {
  readonly writer: Manifest;
  readonly name: string;
  readonly keys?: readonly string[];
  readonly isBesideOthers: boolean;
  readonly makes: boolean;
}

const madeSecrets = oncePerCluster((cluster) => {
  const writers = Object.keys(SECRET_WRITERS).flatMap((kind) => (
    cluster.ofKind(kind).map((writer) => writerOf(writer, cluster))
  ));
  const groups = groupBy(writers.filter(({ name }) => name !== ''), ({ writer: { namespace }, name }) => (
    [placeKey(cluster, namespace, name)]
  ));
  return new Map([...groups].map(([key, group]) => [key, madeOf(group)]));
});

// The driver makes as many as are listed, once a pod mounts the volume.
const mountedSecrets = oncePerCluster((cluster) => new Set(
  cluster.ofKind('secrets-store.csi.x-k8s.io/SecretProviderClass').flatMap(({ namespace, spec }) => (
    mapsIn(spec.secretObjects).map(({ item }) => placeKey(cluster, namespace, item.secretName))
  )),
));

/** Whether a Secret is in the input, or something that makes it. */
export function secretExists(cluster: Cluster, namespace: string, name: string): boolean {
  return cluster.named('Secret', namespace, name) !== undefined
    || (madeSecret(cluster, namespace, name)?.makers.length ?? 0) > 0
    || mountedSecrets(cluster).has(placeKey(cluster, namespace, name))
    || mayBeMadeForNamespace(cluster, namespace, name);
}

/** Whether a Secret that is in the input, or that something there makes, may have a key; none says so of others. */
export function secretMayHaveKey(cluster: Cluster, namespace: string, { name, key }: KeyOfSecret): boolean {
  const made = madeSecret(cluster, namespace, name);
  const secret = cluster.named('Secret', namespace, name);
  if (made?.hasMore === true || made?.keys.has(key) === true) return true;
  const isWhole = made !== undefined && made.soleMakers.length > 0;
  return (!isWhole || secret !== undefined) && mayHaveEntry(secret, key);
}

interface KeyOfSecret {
  readonly name: string;
  readonly key: string;
}

/** What is written into a Secret by others; undefined for one that is there as it is. */
export function madeSecret(cluster: Cluster, namespace: string, name: string): MadeSecret | undefined {
  return madeSecrets(cluster).get(placeKey(cluster, namespace, name));
}

/** All of them. */
export function allMadeSecrets(cluster: Cluster): readonly MadeSecret[] {
  return [...madeSecrets(cluster).values()];
}

function writerOf(writer: Manifest, cluster: Cluster): SecretWriter {
  const { nameOf, keysOf, isBesideOthers, makes } = SECRET_WRITERS[writer.groupKind];
  return {
    writer,
    name: textOf(nameOf(writer)),
    keys: keysOf?.(writer),
    isBesideOthers: isBesideOthers?.(writer, cluster) ?? false,
    makes: makes?.(writer) ?? true,
  };
}

function madeOf(writers: readonly SecretWriter[]): MadeSecret {
  const hasOwner = writers.some(({ writer }) => ownsSecret(writer));
  const isRefused = ({ writer, isBesideOthers }: SecretWriter) => (
    hasOwner && isBesideOthers && writer.groupKind === EXTERNAL_SECRET
  );
  const written = writers.filter((one) => !isRefused(one));
  return {
    makers: written.filter(({ makes }) => makes).map(({ writer }) => writer),
    soleMakers: written.filter(({ isBesideOthers }) => !isBesideOthers).map(({ writer }) => writer),
    refused: writers.filter(isRefused).map(({ writer }) => writer),
    keys: new Set(written.flatMap(({ keys = [] }) => keys)),
    // What says none of its keys is filled by what is not here.
    hasMore: written.some(({ keys = [] }) => keys.length === 0),
  };
}

function placeKey(cluster: Cluster, namespace: string, name: unknown): string {
  return `${cluster.effectiveNamespace(namespace)}\0${textOf(name)}`;
}
