import type { ObjectReference } from './object-reference';
import { PodContainer, PodTemplate } from '../../model/manifest-pods';
import { isMap, mapOf, mapsIn, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

/** What pods take values or files from, and how the places that name it are called. */
interface ValueSource {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly key: string;
  readonly all: string;
  readonly volume: string;
  readonly volumeName: string;
}

const CONFIG_MAP: ValueSource = {
  kind: 'ConfigMap', key: 'configMapKeyRef', all: 'configMapRef', volume: 'configMap', volumeName: 'name',
};
const SECRET: ValueSource = {
  kind: 'Secret', key: 'secretKeyRef', all: 'secretRef', volume: 'secret', volumeName: 'secretName',
};

/** The ConfigMaps that pods cannot start without. */
export function configMapReferences(pods: readonly PodTemplate[]): ObjectReference[] {
  return pods.flatMap((pod) => referencesTo(CONFIG_MAP, pod));
}

/** The Secrets that pods cannot start without, those for pulling images included. */
export function secretReferences(pods: readonly PodTemplate[]): ObjectReference[] {
  return pods.flatMap((pod) => [
    ...referencesTo(SECRET, pod),
    ...pullSecretReferences(pod.spec, `${pod.specPath}.imagePullSecrets`),
  ]);
}

/** The Secrets by which images are pulled. */
export function pullSecretReferences({ imagePullSecrets }: PlainMap, path: string): ObjectReference[] {
  return mapsIn(imagePullSecrets).map(({ item, index }) => (
    { kind: 'Secret', name: textOf(item.name), path: `${path}[${index}].name` }
  ));
}

/** The claims that pods mount. */
export function claimReferences(pods: readonly PodTemplate[]): ObjectReference[] {
  return pods.flatMap((pod) => mountedVolumes(pod).map(({ item, index }) => ({
    kind: 'PersistentVolumeClaim',
    name: textOf(mapOf(item.persistentVolumeClaim).claimName),
    path: `${pod.specPath}.volumes[${index}].persistentVolumeClaim.claimName`,
  })));
}

function referencesTo(source: ValueSource, pod: PodTemplate): ObjectReference[] {
  const inEnvironment = pod.containers.flatMap((container) => referencesInEnvironment(source, container));
  return [...inEnvironment, ...referencesInVolumes(source, pod)];
}

function referencesInEnvironment({ kind, key, all }: ValueSource, { content, path }: PodContainer): ObjectReference[] {
  const single = mapsIn(content.env).flatMap(({ item, index }) => {
    const place = `${path}.env[${index}].valueFrom.${key}`;
    const reference = mapOf(item.valueFrom)[key];
    const found = requiredReferences(kind, reference, `${place}.name`);
    const entry = textOf(mapOf(reference).key);
    return [...found, ...found.filter(() => entry !== '').map((one) => ({ ...one, entry, path: `${place}.key` }))];
  });
  const whole = mapsIn(content.envFrom).flatMap(({ item, index }) => (
    requiredReferences(kind, item[all], `${path}.envFrom[${index}].${all}.name`)
  ));
  return [...single, ...whole];
}

function referencesInVolumes(source: ValueSource, pod: PodTemplate): ObjectReference[] {
  const { kind, volume, volumeName } = source;
  return mountedVolumes(pod).flatMap(({ item, index }) => {
    const path = `${pod.specPath}.volumes[${index}]`;
    const sources = mapsIn(mapOf(item.projected).sources);
    return [
      ...referencesWithItems(kind, item[volume], `${path}.${volume}.${volumeName}`),
      ...sources.flatMap(({ item: one, index: place }) => (
        referencesWithItems(kind, one[volume], `${path}.projected.sources[${place}].${volume}.name`)
      )),
    ];
  });
}

/** A pod waits for the keys that are listed, too. */
function referencesWithItems(kind: string, reference: unknown, path: string): ObjectReference[] {
  const place = path.slice(0, path.lastIndexOf('.'));
  return requiredReferences(kind, reference, path).flatMap((found) => [
    found,
    ...mapsIn(mapOf(reference).items).map(({ item, index }) => (
      { ...found, entry: textOf(item.key), path: `${place}.items[${index}].key` }
    )).filter(({ entry }) => entry !== ''),
  ]);
}

/** A claim that a StatefulSet makes for each pod takes the place of a volume of its name. */
function mountedVolumes({ spec, claimedVolumes = [] }: PodTemplate): { item: PlainMap; index: number }[] {
  return mapsIn(spec.volumes).filter(({ item }) => !claimedVolumes.includes(textOf(item.name)));
}

/** What is optional may be missing. */
function requiredReferences(kind: string, reference: unknown, path: string): ObjectReference[] {
  if (!isMap(reference) || reference.optional === true) return [];
  return [{ kind, name: textOf(reference[path.slice(path.lastIndexOf('.') + 1)]), path }];
}
