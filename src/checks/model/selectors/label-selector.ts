import { isMap, listOf, mapsIn, PlainMap } from '../values/plain-data';
import { textOf } from '../values/text-of';

/** Whether a selector, as Deployments and policies write it, matches labels. An empty one matches everything. */
export function selectorMatches(selector: unknown, labels: Record<string, string>): boolean {
  if (!isMap(selector)) return false;
  return labelMapMatches(selector.matchLabels ?? {}, labels)
    && mapsIn(selector.matchExpressions).every(({ item }) => expressionMatches(item, labels));
}

/** Whether all pairs of a map, as Services write their selector, stand among labels. */
export function labelMapMatches(pairs: unknown, labels: Record<string, string>): boolean {
  return isMap(pairs)
    && Object.entries(pairs).every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value);
}

function expressionMatches({ key: written, operator, values }: PlainMap, labels: Record<string, string>): boolean {
  const key = textOf(written);
  const isThere = Object.hasOwn(labels, key);
  switch (operator) {
    case 'Exists': return isThere;
    case 'DoesNotExist': return !isThere;
    case 'In': return isThere && listOf(values).includes(labels[key]);
    case 'NotIn': return !isThere || !listOf(values).includes(labels[key]);
    default: return false;
  }
}
