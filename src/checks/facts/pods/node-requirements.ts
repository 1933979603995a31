import { PodTemplate } from '../../model/manifest-pods';
import { listOf, mapOf, mapsIn, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

/** What a pod asks of one label of its node. */
interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/** Whether no node can have pods of both, by the labels that they ask of it. */
export function areApart(one: PodTemplate, other: PodTemplate): boolean {
  const others = alternativesOf(other);
  return alternativesOf(one).every((left) => others.every((right) => (
    left.some((first) => right.some((second) => contradict(first, second) || contradict(second, first)))
  )));
}

/** Each of the terms is enough, together with the selector. */
function alternativesOf({ spec }: PodTemplate): Requirement[][] {
  const selector = Object.entries(mapOf(spec.nodeSelector))
    .map(([key, value]) => ({ key, operator: 'In', values: [textOf(value)] }));
  const { requiredDuringSchedulingIgnoredDuringExecution: required } = mapOf(mapOf(spec.affinity).nodeAffinity);
  const terms = mapsIn(mapOf(required).nodeSelectorTerms).map(({ item }) => [...selector, ...requirementsOf(item)]);
  return terms.length > 0 ? terms : [selector];
}

function requirementsOf({ matchExpressions, matchFields }: PlainMap): Requirement[] {
  return [...mapsIn(matchExpressions), ...mapsIn(matchFields)].map(({ item: { key, operator, values } }) => (
    { key: textOf(key), operator: textOf(operator), values: listOf(values).map(textOf) }
  ));
}

function contradict(one: Requirement, other: Requirement): boolean {
  if (one.key !== other.key) return false;
  if (one.operator === 'DoesNotExist') return other.operator !== 'DoesNotExist' && other.operator !== 'NotIn';
  if (one.operator !== 'In') return false;
  if (other.operator === 'In') return !one.values.some((value) => other.values.includes(value));
  return other.operator === 'NotIn' && one.values.every((value) => other.values.includes(value));
}
