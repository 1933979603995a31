import type { PodTemplate } from '../../model/manifest-pods';
import { selectorMatches } from '../../model/selectors/label-selector';
import { listOf, mapOf, mapsIn, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

const HOST = 'kubernetes.io/hostname';

/** The one node that a pod asks for by name, the same text for the same wish; undefined where it may have others. */
export function nodeOf({ spec }: PodTemplate): string | undefined {
  const named = textOf(spec.nodeName) || textOf(mapOf(spec.nodeSelector)[HOST]) || nodeOfAffinity(spec);
  return named === '' ? undefined : named;
}

/** Whether a pod only starts on a node where one with some of these labels is, which may be one of its own kind. */
export function followsPodsWith({ spec }: PodTemplate, labels: readonly Record<string, string>[]): boolean {
  const { requiredDuringSchedulingIgnoredDuringExecution: terms } = mapOf(mapOf(spec.affinity).podAffinity);
  return mapsIn(terms).some(({ item: { topologyKey, labelSelector } }) => (
    topologyKey === HOST && labels.some((some) => selectorMatches(labelSelector, some))
  ));
}

/** Terms are alternatives, so that all of them must name the node. */
function nodeOfAffinity(spec: PlainMap): string {
  const { requiredDuringSchedulingIgnoredDuringExecution: required } = mapOf(mapOf(spec.affinity).nodeAffinity);
  const nodes = mapsIn(mapOf(required).nodeSelectorTerms).map(({ item }) => nodeOfTerm(item));
  return new Set(nodes).size === 1 ? nodes[0] : '';
}

function nodeOfTerm({ matchExpressions, matchFields }: PlainMap): string {
  const named = [...mapsIn(matchExpressions), ...mapsIn(matchFields)].map(({ item }) => item)
    .find(({ key, operator, values }) => (
      (key === HOST || key === 'metadata.name') && operator === 'In' && listOf(values).length === 1
    ));
  return textOf(listOf(mapOf(named).values)[0]);
}
