import { isMap, listOf, mapOf, PlainMap } from '../values/plain-data';

const KEYS = new WeakMap<PlainMap, string | undefined>();

/**
 * The same text for selectors that say the same in the same words, so that what they select is looked for once.
 *
 * Undefined for one with values that are no text, which is the same as no other one.
 */
export function selectorKey(selector: unknown): string | undefined {
  if (!isMap(selector)) return typeof selector;
  if (!KEYS.has(selector)) KEYS.set(selector, keyOf(selector));
  return KEYS.get(selector);
}

function keyOf(selector: PlainMap): string | undefined {
  const { matchLabels, matchExpressions } = selector;
  const pairs = Object.entries(mapOf(matchLabels)).flat();
  const words = [isMap(matchLabels ?? {}), ...pairs, '', ...listOf(matchExpressions).flatMap(wordsOf)];
  return words.every(isWord) ? JSON.stringify(words) : undefined;
}

/** Only maps say anything; how many values there are keeps the words of two apart. */
function wordsOf(expression: unknown): unknown[] {
  if (!isMap(expression)) return [];
  const { key, operator, values }: PlainMap = expression;
  return [key ?? null, operator ?? null, listOf(values).length, ...listOf(values)];
}

function isWord(value: unknown): boolean {
  return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
