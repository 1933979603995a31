/** Names and `.*`, which are all that most patterns are made of. */
const PLAIN = /^(?:[\w-]|\.[*+])*$/;

/** What may hide the sign between alternatives, and is not read here. */
const HIDING = /\[|\\[QE]/;
const GROUP = /^\((?:\?:)?([^()\\]*)\)$/;

/** How the values of a pattern begin and end. */
export interface PatternEdges {
  readonly first: string;
  readonly last: string;
  /** Whether there is nothing else: both are the value. */
  readonly isWhole: boolean;
}

/** What a value has in this order, and what is at least between them. */
interface Parts {
  readonly texts: readonly string[];
  readonly gaps: readonly number[];
}

/** Whether a pattern matches a value as a whole; undefined where nobody can tell without running it. */
export type PatternTest = (value: string) => boolean | undefined;

/**
 * Reads a pattern of labels once, to put it to many values.
 *
 * Patterns of others are not run: they may take for ever.
 */
export function readPattern(pattern: string): PatternTest {
  const alternatives = alternativesOf(pattern);
  const plain = alternatives.filter((one) => PLAIN.test(one));
  const whole = new Set(plain.filter((one) => !one.includes('.')));
  const open = plain.filter((one) => one.includes('.')).map(partsOf);
  const otherwise = plain.length < alternatives.length ? undefined : false;
  return (value) => whole.has(value) || open.some((parts) => containsInOrder(value, parts)) || otherwise;
}

/** The values that a pattern matches, where it names them; undefined where it matches others too. */
export function valuesOfPattern(pattern: string): readonly string[] | undefined {
  const values = alternativesOf(pattern);
  return values.every((value) => /^[\w-]+$/.test(value)) ? values : undefined;
}

/** How each value begins and ends that a pattern matches; undefined where nobody can tell without running it. */
export function edgesOfPattern(pattern: string): readonly PatternEdges[] | undefined {
  const alternatives = alternativesOf(pattern);
  if (!alternatives.every((one) => PLAIN.test(one))) return undefined;
  return alternatives.map(partsOf).map(({ texts }) => (
    { first: texts[0], last: texts[texts.length - 1], isWhole: texts.length === 1 }
  ));
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

function partsOf(pattern: string): Parts {
  return {
    texts: pattern.split(/\.[*+]/),
    gaps: [...pattern.matchAll(/\.([*+])/g)].map(([, sign]) => (sign === '+' ? 1 : 0)),
  };
}

/** Whether a text begins with the first part, ends with the last, and has the others between them in this order. */
function containsInOrder(text: string, { texts, gaps }: Parts): boolean {
  const [first, last] = [texts[0], texts[texts.length - 1]];
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let place = first.length;
  for (let index = 1; index < texts.length - 1; index += 1) {
    const found = text.indexOf(texts[index], place + gaps[index - 1]);
    if (found === -1) return false;
    place = found + texts[index].length;
  }
  return place + gaps[gaps.length - 1] <= text.length - last.length;
}
