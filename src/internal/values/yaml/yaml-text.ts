import { isObject, Json, JsonObject } from '../json';
import { isQuoted, losesSpace } from './yaml-scalars';

// Written as they are by cdk8s; the API server's reader refuses them or takes them for the end of a line.
const UNREADABLE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/;
// No UTF-8 can hold half of a pair.
const HALF_PAIR = /\p{Cs}/u;
/** Under it, the API server's reader takes the members of a map for those of the map around it. */
const MERGE_KEY = '<<';
// Written as a block, whose indentation may hold no tab.
const TAB_FIRST = /^(\t.*\n|\n+\t)/;
// In quotes, cdk8s makes a backslash of it.
const LONE_SPACE = /\n \n/;
// Go reads these as numbers; where cdk8s, which goes by YAML 1.1, sees none, it writes them without quotes.
const NUMBER_LIKE = /^([0-9.]|[-+][0-9_.])[0-9a-fA-F_oOxX.+-]*$/;
const HARMLESS = /^[A-Za-z/][\x20-\x7e]*$/;
// Go takes the prefix off and reads the sign behind it.
const SIGNED_BINARY = /^[-+]?0[bB][-+][01_]+$/;

// Keys and labels are the same in object after object.
const MOST_KNOWN = 50_000;
const LONGEST_KNOWN = 200;
const wellRead = new Set<string>();

/** A text that the API server reads as another one, and what it must do instead. */
interface Misread {
  readonly text: string;
  readonly must: string;
}

/**
 * Why the API server would read another text than the one that is written; undefined where it would not.
 *
 * @see https://pkg.go.dev/sigs.k8s.io/yaml
 */
export function misreadBecause(text: string): string | undefined {
  // Most texts are such, and all that is wrong begins otherwise or holds other signs.
  if (HARMLESS.test(text)) return undefined;
  if (UNREADABLE.test(text)) return 'hold no control character and no line separator of Unicode';
  if (!isUnicode(text)) return 'be valid Unicode text';
  if (TAB_FIRST.test(text)) return 'not begin with a tab where it has more than one line';
  if (LONE_SPACE.test(text) && losesSpace(text)) return 'have no line of a single space where it is written in quotes';
  if (NUMBER_LIKE.test(text) && isGoNumber(text)) return 'not look like a number to the API server';
  return undefined;
}

/** Whether UTF-8 can hold it. */
export function isUnicode(text: string): boolean {
  return !HALF_PAIR.test(text);
}

/** The first key or text of a document that would be misread, with the reason. */
export function misreadText(document: Json): Misread | undefined {
  if (typeof document === 'string') return misread(document);
  return Array.isArray(document) ? misreadItem(document) : isObject(document) ? misreadMember(document) : undefined;
}

function misreadItem(list: readonly Json[]): Misread | undefined {
  for (const item of list) {
    const found = misreadText(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function misreadMember(map: JsonObject): Misread | undefined {
  for (const key of Object.keys(map)) {
    if (key === MERGE_KEY) return { text: key, must: 'have no key <<, which merges what is under it' };
    const found = misread(key) ?? misreadText(map[key]);
    if (found !== undefined) return found;
  }
  return undefined;
}

function misread(text: string): Misread | undefined {
  if (wellRead.has(text)) return undefined;
  const must = misreadBecause(text);
  if (must !== undefined) return { text, must };
  if (wellRead.size < MOST_KNOWN && text.length <= LONGEST_KNOWN) wellRead.add(text);
  return undefined;
}

/** Whether Go sees a number where cdk8s writes no quotes. */
function isGoNumber(text: string): boolean {
  const digits = text.replace(/_/g, '').replace(/^[-+]/, '').toLowerCase();
  const isNumber = SIGNED_BINARY.test(text) || (digits !== '' && Number.isFinite(Number(digits)));
  return isNumber && !isQuoted(text);
}
