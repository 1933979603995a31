/** As much as is asked of the library, which is large. */
interface Engine {
  readonly RE2JS: { compile(pattern: string): { test(text: string): boolean } };
}

/** What is longer, or counts further, than names of anything are long would take its time. */
const LONGEST = 250;
const COUNTED = /\{(\d{1,4})(?:,(\d{0,4}))?\}/g;

/**
 * Whether a pattern matches any part of one of the texts, as programs in Go run it: in linear time, whoever wrote it.
 *
 * Such a program refuses what is no pattern, and then nothing matches. Nothing does either where nobody would wait for
 * the answer.
 */
export function matchesAny(pattern: string, texts: readonly string[]): boolean {
  if (pattern.length > LONGEST || timesIn(pattern) > LONGEST) return false;
  // Loaded where there are patterns.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { RE2JS } = require('re2js') as Engine;
  try {
    const compiled = RE2JS.compile(pattern);
    return texts.some((text) => compiled.test(text));
  } catch {
    return false;
  }
}

/** How often a pattern has something at most, were all that it counts within each other. */
function timesIn(pattern: string): number {
  const counts = [...pattern.matchAll(COUNTED)].map(([, least, most]) => Math.max(Number(least), Number(most ?? 0), 1));
  return counts.reduce((product, count) => product * count, 1);
}
