import type { Cluster } from '../../../model/cluster';
import { Manifest } from '../../../model/manifest';
import { isMap, listOf, mapOf, mapsIn } from '../../../model/values/plain-data';
import { textOf } from '../../../model/values/text-of';
import type { ObjectReference } from '../../references/object-reference';
import { alertmanagerFilesOf } from '../alert-receivers';

/** Where the operator mounts each of `spec.secrets`, under its name. */
const MOUNTED = '/etc/alertmanager/secrets/';
const FILE = /^\/etc\/alertmanager\/secrets\/([^/]+)\/([^/]+)$/;

/** The entries of Secrets and ConfigMaps that receivers of an AlertmanagerConfig read. */
export function receiverEntries({ spec }: Manifest): ObjectReference[] {
  return valuesIn(spec.receivers, 'spec.receivers').flatMap(({ value, path }) => {
    const { name, key, optional } = mapOf(value);
    if (typeof name !== 'string' || typeof key !== 'string' || optional === true) return [];
    return [{ kind: path.endsWith('.configMap') ? 'ConfigMap' : 'Secret', name, entry: key, path: `${path}.key` }];
  });
}

/** The entries of Secrets that the file of an Alertmanager reads, where the operator would mount them. */
export function fileEntries(alertmanager: Manifest, cluster: Cluster): ObjectReference[] {
  const { name, namespace, spec } = alertmanager;
  const holder = cluster.named('Secret', namespace, textOf(spec.configSecret) || `alertmanager-${name}`);
  if (holder === undefined || mountsOtherwise(alertmanager)) return [];
  const texts = alertmanagerFilesOf(holder).flatMap(({ content }) => valuesIn(content, '')).map(({ value }) => value);
  return texts.flatMap((text) => {
    const [, secret, entry] = (typeof text === 'string' && FILE.exec(text)) || [];
    return entry === undefined ? [] : [{ kind: 'Secret', name: secret, entry, path: 'spec.secrets' }];
  });
}

/** The Secrets that the operator mounts. */
export function mountedSecrets({ spec }: Manifest): string[] {
  return listOf(spec.secrets).map(textOf);
}

function mountsOtherwise({ spec }: Manifest): boolean {
  const mounts = [spec, ...mapsIn(spec.containers).map(({ item }) => item)]
    .flatMap(({ volumeMounts }) => mapsIn(volumeMounts));
  return mounts.some(({ item: { mountPath } }) => MOUNTED.startsWith(`${textOf(mountPath)}/`)
    || textOf(mountPath).startsWith(MOUNTED));
}

interface PlacedValue {
  readonly value: unknown;
  readonly path: string;
}

/** A value and all below it. */
function valuesIn(value: unknown, path: string): PlacedValue[] {
  const below = Array.isArray(value) ? value.map((item, index) => [`[${index}]`, item] as const)
    : isMap(value) ? Object.entries(value).map(([key, child]) => [`.${key}`, child] as const) : [];
  return [{ value, path }, ...below.flatMap(([place, child]) => valuesIn(child, path + place))];
}
