import type { Manifest } from '../../model/manifest';
import { mapOf, mapsIn } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

/** A label that something selects pods by; of an expression there is no single value. */
export interface SelectedLabel {
  readonly key: string;
  readonly value: string;
  readonly path: string;
}

/** What selects pods and is no workload, with the place of its selector. */
const PLACES: Record<string, string> = {
  'Service': 'spec.selector',
  'policy/PodDisruptionBudget': 'spec.selector',
  'networking.k8s.io/NetworkPolicy': 'spec.podSelector',
};
export const SELECTING_OBJECTS = Object.keys(PLACES);

/** The selector of an object, in the form of those of workloads. */
export function selectorOf({ groupKind, spec }: Manifest): Record<string, unknown> {
  if (groupKind === 'Service') return { matchLabels: mapOf(spec.selector) };
  return mapOf(groupKind === 'policy/PodDisruptionBudget' ? spec.selector : spec.podSelector);
}

/** The labels that an object must find on pods. */
export function selectedLabels(object: Manifest): SelectedLabel[] {
  const place = PLACES[object.groupKind];
  const { matchLabels, matchExpressions } = selectorOf(object);
  const labels = Object.entries(mapOf(matchLabels)).map(([key, value]) => {
    const path = object.groupKind === 'Service' ? `${place}[${key}]` : `${place}.matchLabels[${key}]`;
    return { key, value: textOf(value), path };
  });
  // One that takes several values is meant to see a change of them.
  const expressions = mapsIn(matchExpressions).filter(({ item }) => (
    item.operator === 'In' && Array.isArray(item.values) && item.values.length === 1
  )).map(({ item: { key, values }, index }) => (
    { key: textOf(key), value: textOf(values[0]), path: `${place}.matchExpressions[${index}]` }
  ));
  return [...labels, ...expressions];
}
