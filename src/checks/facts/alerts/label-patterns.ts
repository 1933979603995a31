/** Names and `.*`, which are all that most patterns are made of. */
const PLAIN = /^(?:[\w-]|\.[*+])*$/;

/** What may hide the sign between alternatives, and is not read here. */
const HIDING = /\[|\\[QE]/;
const GROUP = /^\((?:\?:)?([^()\\]*)\)$/;

/** How the values of a pattern begin. */
export interface PatternBeginning {
  readonly text: string;
  /** Whether nothing may follow. */
  readonly isWhole: boolean;
}

/**
 * Whether a pattern of labels matches a value as a whole; undefined where nobody can tell without running it.
 *
 * Patterns of others are not run: they may take for ever.
 */
export function patternMatches(pattern: string, value: string): boolean | undefined {
  const answers = alternativesOf(pattern).map((one) => (PLAIN.test(one) ? containsInOrder(value, one) : undefined));
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}

/** The values that a pattern matches, where it names them; undefined where it matches others too. */
export function valuesOfPattern(pattern: string): readonly string[] | undefined {
  const values = alternativesOf(pattern);
  return values.every((value) => /^[\w-]+$/.test(value)) ? values : undefined;
}

/** How each value begins that a pattern matches; undefined where nobody can tell without running it. */
export function beginningsOfPattern(pattern: string): readonly PatternBeginning[] | undefined {
  const alternatives = alternativesOf(pattern);
  if (!alternatives.every((one) => PLAIN.test(one))) return undefined;
  return alternatives.map((one) => ({ text: one.split('.', 1)[0], isWhole: !one.includes('.') }));
}

/** The patterns one of which must match, also where all of them stand in parentheses. */
function alternativesOf(pattern: string): string[] {
  if (HIDING.test(pattern)) return [pattern];
  return outermostAlternatives(pattern).flatMap((one) => GROUP.exec(one)?.[1].split('|') ?? [one]);
}

function outermostAlternatives(pattern: string): string[] {
  const alternatives: string[] = [];
  let [depth, start] = [0, 0];
  for (const { 0: sign, index } of pattern.matchAll(/\\[^]|[()|]/g)) {
    if (sign === '(') depth += 1;
    if (sign === ')') depth -= 1;
    if (sign !== '|' || depth > 0) continue;
    alternatives.push(pattern.slice(start, index));
    start = index + 1;
  }
  return [...alternatives, pattern.slice(start)];
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
