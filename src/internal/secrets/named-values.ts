import { isProgram } from './file-kinds';
import { isOpaque, looksRandom } from './randomness';
import { mayNameSecret, namedSecret } from './secret-kinds';
import { SecretName, secretNameOf } from './secret-names';
import { isSecretValue, Place } from './secret-values';
import { NamedValue, valueBehind } from './value-forms';

/** What names of secrets have in them. */
const KEYWORD = new RegExp([
  'pass', 'pwd', 'pw(?![a-z])', 'psk', 'secret', 'token', 'key', 'auth', 'cred', 'bearer', 'jwt', 'cookie', 'salt',
  'pepper', 'licen', 'kennwort', 'mnemonic', 'phrase', 'login',
].join('|'), 'gi');
const LONGEST_NAME = 80;
const ARGUMENT_OF_PROGRAMS = /^(?:requirepass|masterauth|masteruser|rootpw|bindpw|sasl_password)$/i;
const WORD = /^[a-z]+$|^[A-Z]+$/;
/** Where lists of what is to be mounted, or synced, name a key in a store or in a Secret. */
const KEY_IN_A_LIST = 'secretKey';
const LIST_OF_KEYS = /\b(?:objectName|secretPath|remoteRef)\\?["']?[ \t]{0,5}:/;

/** Where a text stands, and what is known of it. */
export interface TextPlace {
  readonly place: Place;
  /** Empty where it is no file. */
  readonly fileName?: string;
  /** Whether words that begin with a hyphen are flags, and what stands behind them their values. */
  readonly isCommand?: boolean;
}

/** A secret with the name that it is given to. */
export interface NamedSecret {
  readonly name: string;
  readonly kind: string;
  /** The secret itself, for those alone who keep it from being shown. */
  readonly value: string;
}

/** The kind of the first secret that a text has under a name that says so. */
export function namedSecretIn(text: string, place: TextPlace): string | undefined {
  for (const { kind } of namedSecretsIn(text, place)) return kind;
  return undefined;
}

/** The secrets that a text has under names that say so, in whatever form names and values stand beside each other. */
export function* namedSecretsIn(text: string, place: TextPlace): Generator<NamedSecret> {
  let next = 0;
  let isListOfKeys: boolean | undefined;
  for (let found = keywordFrom(text, next); found !== null; found = keywordFrom(text, next)) {
    const [start, end] = nameAround(text, found.index);
    next = Math.max(end, found.index + 1);
    const name = text.slice(start, end).replace(/^-+/, '');
    if (!mayNameSecret(name)) continue;
    const given = valueBehind(text, { name, start, end, isCommand: place.isCommand ?? false });
    const kind = given && kindOf(given, place);
    if (given === undefined || kind === undefined) continue;
    if (name === KEY_IN_A_LIST && namesKey(given, isListOfKeys ??= LIST_OF_KEYS.test(text))) continue;
    yield { name, kind, value: given.value };
  }
}

/** Nobody calls a key what looks like nothing but a secret. */
function namesKey({ value }: NamedValue, isListOfKeys: boolean): boolean {
  return isListOfKeys && !isOpaque(value);
}

function kindOf(given: NamedValue, { place, fileName = '' }: TextPlace): string | undefined {
  const { name, value, form } = given;
  if (form === 'bare' && isProgram(fileName)) return undefined;
  if (form === 'directive') return unsignedOf(given, place, ARGUMENT_OF_PROGRAMS.test(name) || !WORD.test(value));
  if (form === 'list') return unsignedOf(given, place, !isName(value));
  return namedSecret(name, value, place);
}

/** Where no sign says that it is a value: a password, or what looks like nothing else. */
function unsignedOf({ name, value }: NamedValue, place: Place, isValue: boolean): string | undefined {
  return passwordOf(name, value, isValue) ?? (looksRandom(value) ? namedSecret(name, value, place) : undefined);
}

function passwordOf(name: string, value: string, isValue: boolean): string | undefined {
  const isPassword = ARGUMENT_OF_PROGRAMS.test(name) || secretNameOf(name) === SecretName.PASSWORD;
  return isPassword && isValue && isSecretValue(SecretName.PASSWORD, value, Place.LINE) ? 'a password' : undefined;
}

/** Whether it is one more name, in a list of them. */
function isName(value: string): boolean {
  return value.startsWith('-') || WORD.test(value) || secretNameOf(value) !== undefined;
}

/** Another text may be searched before the next one is asked for. */
function keywordFrom(text: string, index: number): RegExpExecArray | null {
  KEYWORD.lastIndex = index;
  return KEYWORD.exec(text);
}

function nameAround(text: string, index: number): [number, number] {
  let start = index;
  let end = index;
  while (start > 0 && index - start < LONGEST_NAME && isOfName(text.charCodeAt(start - 1))) start -= 1;
  while (end < text.length && end - index < LONGEST_NAME && isOfName(text.charCodeAt(end))) end += 1;
  return [start, end];
}

/** A letter, a digit, `_`, `-` or `.`. */
function isOfName(code: number): boolean {
  return code >= 97 && code <= 122 || code >= 65 && code <= 90 || code >= 48 && code <= 57 || code === 95
    || code === 45 || code === 46;
}
