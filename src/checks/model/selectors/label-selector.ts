import { MadeLabels } from './made-labels';
import { isMap, listOf, PlainMap } from '../values/plain-data';
import { textOf } from '../values/text-of';

const LONG_LIST = 20;
const sets = new WeakMap<unknown[], ReadonlySet<unknown>>();

/**
 * Whether a selector, as Deployments and policies write it, matches labels. An empty one matches everything.
 *
 * What a controller may add to the labels counts too, where the labels themselves do not say otherwise.
 */
export function selectorMatches(selector: unknown, labels: Record<string, string>, made: MadeLabels = {}): boolean {
  if (!isMap(selector)) return false;
  return labelMapMatches(selector.matchLabels ?? {}, labels, made)
    && listOf(selector.matchExpressions).every((item) => !isMap(item) || expressionMatches(item, labels, made));
}

/** Whether all pairs of a map, as Services write their selector, stand among labels. */
export function labelMapMatches(pairs: unknown, labels: Record<string, string>, made: MadeLabels = {}): boolean {
  if (!isMap(pairs)) return false;
  for (const key in pairs) {
    if (Object.hasOwn(pairs, key) && !pairMatches(key, pairs[key], { labels, made })) return false;
  }
  return true;
}

function pairMatches(
  key: string, value: unknown, { labels, made }: { labels: Record<string, string>; made: MadeLabels },
): boolean {
  return Object.hasOwn(labels, key) ? labels[key] === value : Object.hasOwn(made, key) && made[key](textOf(value));
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
    case 'In': return isThere && isAmong(values, labels[key]);
    case 'NotIn': return !isThere || !isAmong(values, labels[key]);
    default: return false;
  }
}

/** A long list is asked for the labels of all pods. */
function isAmong(values: unknown, value: unknown): boolean {
  const list = listOf(values);
  if (list.length < LONG_LIST) return list.includes(value);
  const known = sets.get(list) ?? new Set(list);
  sets.set(list, known);
  return known.has(value);
}

/** Of several pods one has another value than those that are named. */
function madeLabelMatches({ operator, values }: PlainMap, mayBe: MadeLabels[string]): boolean {
  if (operator === 'In') return listOf(values).some((value) => mayBe(textOf(value)));
  return operator === 'Exists' || operator === 'NotIn';
}
