import { selectorMatches } from './label-selector';
import { isMap, mapOf, mapsIn } from '../values/plain-data';
import { textOf } from '../values/text-of';

/**
 * Whether a selector may match what carries these labels and others that nobody wrote down, such as a namespace
 * that is not in the input.
 */
export function selectorMayMatch(selector: unknown, labels: Record<string, string>): boolean {
  if (!isMap(selector)) return false;
  const isKnown = (key: string) => Object.hasOwn(labels, key);
  const pairs = Object.entries(mapOf(selector.matchLabels)).filter(([key]) => isKnown(key));
  const matchExpressions = mapsIn(selector.matchExpressions).map(({ item }) => item)
    .filter(({ key }) => isKnown(textOf(key)));
  return selectorMatches({ matchLabels: Object.fromEntries(pairs), matchExpressions }, labels);
}

/** Whether a selector asks for anything. */
export function hasRequirements(selector: unknown): boolean {
  const { matchLabels, matchExpressions } = mapOf(selector);
  return Object.keys(mapOf(matchLabels)).length > 0 || mapsIn(matchExpressions).length > 0;
}
