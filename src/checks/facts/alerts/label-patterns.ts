/** Names and `.*`, which are all that most patterns are made of. */
const PLAIN = /^(?:[\w-]|\.[*+])*$/;

/**
 * Whether a pattern of labels matches a value as a whole; undefined where nobody can tell without running it.
 *
 * Patterns of others are not run: they may take for ever.
 */
export function patternMatches(pattern: string, value: string): boolean | undefined {
  const answers = pattern.replace(/^\((?:\?:)?(.*)\)$/, '$1').split('|').map((one) => (
    PLAIN.test(one) ? containsInOrder(value, one) : undefined
  ));
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}

/** The values that a pattern matches, where it names them; undefined where it matches others too. */
export function valuesOfPattern(pattern: string): readonly string[] | undefined {
  const values = pattern.replace(/^\((?:\?:)?(.*)\)$/, '$1').split('|');
  return values.every((value) => /^[\w-]+$/.test(value)) ? values : undefined;
}

/** Whether a text begins with the first part, ends with the last, and has the others between them in this order. */
function containsInOrder(text: string, pattern: string): boolean {
  const parts = pattern.split(/\.[*+]/);
  if (parts.length === 1) return text === parts[0];
  const gaps = [...pattern.matchAll(/\.([*+])/g)].map(([, sign]) => (sign === '+' ? 1 : 0));
  const [first, last] = [parts[0], parts[parts.length - 1]];
  let place = first.length;
  for (const [index, part] of parts.slice(1, -1).entries()) {
    const found = text.indexOf(part, place + gaps[index]);
    if (found === -1) return false;
    place = found + part.length;
  }
  return text.startsWith(first) && text.endsWith(last) && place + gaps[gaps.length - 1] <= text.length - last.length;
}
