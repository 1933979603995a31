import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import type { PodTemplate } from '../../model/manifest-pods';
import { isMap, mapOf, mapsIn, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

export const ROLLOUT = 'argoproj.io/Rollout';

/** The name of a field that names something, and where it stands. */
export interface NamedPlace {
  readonly name: string;
  readonly path: string;
}

/** A part of a Rollout, and where it stands. */
export interface RolloutPart {
  readonly item: PlainMap;
  readonly path: string;
}

const CANARY = 'spec.strategy.canary';
const BLUE_GREEN = 'spec.strategy.blueGreen';

/** How a Rollout replaces its pods by and by; undefined where it does not. */
export function canaryOf({ spec }: Manifest): PlainMap | undefined {
  const { canary } = mapOf(spec.strategy);
  return isMap(canary) ? canary : undefined;
}

/** How a Rollout switches from one set of pods to another; undefined where it does not. */
export function blueGreenOf({ spec }: Manifest): PlainMap | undefined {
  const { blueGreen } = mapOf(spec.strategy);
  return isMap(blueGreen) ? blueGreen : undefined;
}

/** The steps of a canary. */
export function stepsOf(rollout: Manifest): RolloutPart[] {
  return mapsIn(canaryOf(rollout)?.steps).map(({ item, index }) => ({ item, path: `${CANARY}.steps[${index}]` }));
}

/** What decides on the traffic of a canary; undefined where the numbers of pods do. */
export function trafficRoutingOf(rollout: Manifest): RolloutPart | undefined {
  const trafficRouting: unknown = canaryOf(rollout)?.trafficRouting;
  return isMap(trafficRouting) ? { item: trafficRouting, path: `${CANARY}.trafficRouting` } : undefined;
}

/** The two Services that a Rollout moves between its versions, in pairs. */
export function servicePairsOf(rollout: Manifest): NamedPlace[][] {
  const canary = mapOf(canaryOf(rollout));
  const blueGreen = mapOf(blueGreenOf(rollout));
  const pairs = [
    { owner: canary, path: CANARY, fields: ['stableService', 'canaryService'] },
    { owner: mapOf(canary.pingPong), path: `${CANARY}.pingPong`, fields: ['pingService', 'pongService'] },
    { owner: blueGreen, path: BLUE_GREEN, fields: ['activeService', 'previewService'] },
  ];
  return pairs.map(({ owner, path, fields }) => fields.map((field) => (
    { name: textOf(owner[field]), path: `${path}.${field}` }
  )).filter(({ name }) => name !== '')).filter((pair) => pair.length > 0);
}

/** The object whose template a Rollout takes; empty where it has one of its own. */
export function workloadRefOf({ spec }: Manifest): { groupKind: string; name: string } | undefined {
  const { apiVersion, kind, name } = mapOf(spec.workloadRef);
  if (textOf(name) === '') return undefined;
  const group = textOf(apiVersion).includes('/') ? `${textOf(apiVersion).split('/')[0]}/` : '';
  return { groupKind: `${group}${textOf(kind)}`, name: textOf(name) };
}

/** The object that a Rollout takes its template from, if it is in the input. */
export function replacedWorkload(rollout: Manifest, cluster: Cluster): Manifest | undefined {
  const reference = workloadRefOf(rollout);
  return reference && cluster.named(reference.groupKind, rollout.namespace, reference.name);
}

/** The template of a Rollout's pods, its own or that of the object it replaces; undefined where nobody knows it. */
export function templateOf(rollout: Manifest, cluster: Cluster): PodTemplate | undefined {
  return rollout.pods[0] ?? replacedWorkload(rollout, cluster)?.pods[0];
}
