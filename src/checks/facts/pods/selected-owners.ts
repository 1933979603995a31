import type { PodSource } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { oncePerCluster } from '../once-per-cluster';
import { oncePerList } from '../once-per-list';
import { isOwned } from '../workload-kinds';

/** So many of many objects are named. */
export const SHOWN_NAMES = 3;

/** What makes selected pods, each once; the templates of one object stand beside each other. */
export const ownersOf = oncePerList((pods: readonly PodSource[]): readonly Manifest[] => {
  const owners: Manifest[] = [];
  for (const { owner } of pods) {
    if (owners[owners.length - 1] !== owner) owners.push(owner);
  }
  return owners;
});

/** Selected pods but those of what something else made and looks after. */
export const unownedPods = oncePerList((pods: readonly PodSource[], cluster): readonly PodSource[] => {
  const owned = ownedMakers(cluster);
  return owned.size === 0 ? pods : pods.filter(({ owner }) => !owned.has(owner));
});

/** Mostly there are none, and no list of pods need be walked. */
const ownedMakers = oncePerCluster((cluster) => new Set(cluster.podOwners.filter(isOwned)));

/** Some of many objects, as messages name them. */
export function namesOf(objects: readonly Manifest[]): string {
  return objects.slice(0, SHOWN_NAMES).map(({ kind, name }) => `${kind} ${name}`).join(', ');
}

/** The names of some of many objects of one kind. */
export function someNames(objects: readonly Pick<Manifest, 'name'>[]): string {
  const names = objects.slice(0, SHOWN_NAMES).map(({ name }) => name).join(', ');
  return objects.length > SHOWN_NAMES ? `${names} and others` : names;
}
