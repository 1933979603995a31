const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const TOKEN = /^[\w.~+/=!@#%^&*-]{16,500}$/;
const BETWEEN_WORDS = /[._~+/=!@#%^&*-]+/;
const FEWEST_MIXED = 10;
const SHORT_TOKEN = /^[A-Za-z0-9]{10,15}$/;
const FEWEST_OF_SHORT = 3;
const OPAQUE = /^(?!p[kh][._c])[A-Za-z0-9+/_-]{24,128}={0,2}$/;
const FEWEST_TURNS = 0.3;
const SMALLEST_SHARE = 0.1;
const BITS_OF_RANDOM_TEXT = 3.6;

/** Whether a text is such as nobody makes up: long, and of parts in which letters and digits take turns. */
export function looksRandom(value: string): boolean {
  if (!TOKEN.test(value) || !/\d/.test(value) || !/[A-Za-z]/.test(value)) return false;
  const mixed = value.split(BETWEEN_WORDS).filter((part) => turnsOf(part) >= 3);
  return mixed.reduce((sum, { length }) => sum + length, 0) >= FEWEST_MIXED;
}

/** Whether a short text has letters and digits in turns, as no word and no version has. */
export function isMixed(value: string): boolean {
  return SHORT_TOKEN.test(value) && turnsOf(value) >= FEWEST_OF_SHORT;
}

/**
 * Whether it is random and says nothing else, whatever it is called: no hash, which is written with few letters, and no
 * key that is published.
 */
export function isOpaque(value: string): boolean {
  if (!OPAQUE.test(value) || turnsOf(value) < value.length * FEWEST_TURNS) return false;
  const shares = [/[a-z]/g, /[A-Z]/g].map((kind) => (value.match(kind)?.length ?? 0) / value.length);
  return /\d/.test(value) && shares.every((share) => share > SMALLEST_SHARE) && entropyOf(value) >= BITS_OF_RANDOM_TEXT;
}

export function isUuid(value: string): boolean {
  return UUID.test(value);
}

/** How often small letters, capitals and digits follow each other. */
function turnsOf(text: string): number {
  let turns = 0;
  let last = 0;
  for (let index = 0; index < text.length; index += 1) {
    const current = classOf(text.charCodeAt(index));
    // A word may begin with a capital.
    if (last !== 0 && current !== 0 && current !== last && !(last === 2 && current === 1)) turns += 1;
    last = current;
  }
  return turns;
}

function classOf(code: number): number {
  if (code >= 97 && code <= 122) return 1;
  if (code >= 65 && code <= 90) return 2;
  return code >= 48 && code <= 57 ? 3 : 0;
}

/** In bits for each character, by Shannon. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}
