import { matchesAny } from '../../model/values/go-pattern';

/** What nobody calls a namespace, and nobody means: whatever lets it in lets in more than was thought of. */
export const UNHEARD_OF = ['qzxvkwj', 'qzxvkwj-xkqzv', '7zxqvkwj'];
/** As many characters as names of namespaces have. */
const LENGTHS = [1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 40, 63];
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];
const NAMES = [
  ...UNHEARD_OF,
  ...LENGTHS.map((length) => 'qzxvkwj'.repeat(length).slice(0, length)),
  // Whatever they begin with, and with sounds in them.
  ...LETTERS.map((letter) => `${letter}qzxvkw`),
  'oquizaxe', 'uyxo-eaqi',
];
/** A sign, with what escapes it. */
const SIGN = /\\[^]|[^]/g;
const KEPT = /^(?:\\[Az]|[^\\])$/;
const ANCHOR = /[\^$]|\\[Az]/;
/** What a name holds as it is written. */
const LITERAL = /[a-z0-9][a-z0-9-]*/g;
const MOST_LITERALS = 50;

/** Whether a pattern of names, which may match any part of one, lets in namespaces that nobody thought of. */
export function isOpenPattern(pattern: string): boolean {
  const rest = outsideOfClasses(pattern);
  // Where any part may be matched, others may stand around it.
  if (!ANCHOR.test(rest)) return isPattern(pattern);
  const literals = (rest.match(LITERAL) ?? []).slice(0, MOST_LITERALS);
  return matchesAny(pattern, [...NAMES, ...literals.flatMap((one) => [`qzx${one}xzq`, `qzx-${one}-xzq`])]);
}

/** Whether programs in Go take it; they let nobody in by another one. */
function isPattern(pattern: string): boolean {
  return matchesAny(`(?:${pattern})|`, ['']);
}

/** What stands in no class and is not escaped, for neither says where a name begins. */
function outsideOfClasses(pattern: string): string {
  let isInClass = false;
  return (pattern.match(SIGN) ?? []).map((sign) => {
    const wasInClass = isInClass;
    isInClass = isInClass ? sign !== ']' : sign === '[';
    return wasInClass || isInClass || !KEPT.test(sign) ? ' ' : sign;
  }).join('');
}
