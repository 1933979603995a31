import { MadeLabels } from './made-labels';
import { isMap, listOf, mapsIn, PlainMap } from '../values/plain-data';
import { textOf } from '../values/text-of';

/**
 * Whether a selector, as Deployments and policies write it, matches labels. An empty one matches everything.
 *
 * What a controller may add to the labels counts too, where the labels themselves do not say otherwise.
 */
export function selectorMatches(selector: unknown, labels: Record<string, string>, made: MadeLabels = {}): boolean {
  if (!isMap(selector)) return false;
  return labelMapMatches(selector.matchLabels ?? {}, labels, made)
    && mapsIn(selector.matchExpressions).every(({ item }) => expressionMatches(item, labels, made));
}

/** Whether all pairs of a map, as Services write their selector, stand among labels. */
export function labelMapMatches(pairs: unknown, labels: Record<string, string>, made: MadeLabels = {}): boolean {
  return isMap(pairs) && Object.entries(pairs).every(([key, value]) => (
    Object.hasOwn(labels, key) ? labels[key] === value : Object.hasOwn(made, key) && made[key](textOf(value))
  ));
}

function expressionMatches(expression: PlainMap, labels: Record<string, string>, made: MadeLabels): boolean {
  const key = textOf(expression.key);
  const isMade = !Object.hasOwn(labels, key) && Object.hasOwn(made, key);
  return isMade ? madeLabelMatches(expression, made[key]) : labelMatches(expression, labels, key);
}

function labelMatches({ operator, values }: PlainMap, labels: Record<string, string>, key: string): boolean {
  const isThere = Object.hasOwn(labels, key);
  switch (operator) {
    case 'Exists': return isThere;
    case 'DoesNotExist': return !isThere;
    case 'In': return isThere && listOf(values).includes(labels[key]);
    case 'NotIn': return !isThere || !listOf(values).includes(labels[key]);
    default: return false;
  }
}

/** Of several pods one has another value than those that are named. */
function madeLabelMatches({ operator, values }: PlainMap, mayBe: MadeLabels[string]): boolean {
  if (operator === 'In') return listOf(values).some((value) => mayBe(textOf(value)));
  return operator === 'Exists' || operator === 'NotIn';
}
