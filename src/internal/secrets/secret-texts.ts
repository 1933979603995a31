import { decodedTextsIn } from './encoded-texts';
import { isScript, isTranslation } from './file-kinds';
import { knownSecretFrom, knownSecretIn } from './known-formats';
import { namedSecretIn, namedSecretsIn, TextPlace } from './named-values';
import { isPublishable } from './publishable';
import { isOpaque } from './randomness';
import { secretGivenIn } from './secret-commands';
import { loginIn, mayNameSecret, namedSecret } from './secret-kinds';
import { isPublished } from './secret-names';
import { Place } from './secret-values';
import { unnamedSecretIn } from './unnamed-values';

const ENCRYPTED = /^(?:ENC\[|AgB|vault:v\d)/;
/** A command, or the arguments of one. */
const WITH_FLAGS = /(?:^|[ \t])-{1,2}[A-Za-z]/;
const EMPTY_LINE = /^(?:$|#|;|\/\/)/;
/** A user without a password: https://man7.org/linux/man-pages/man5/passwd.5.html */
const USER = /^[\w.-]{1,60}:[x*!]{0,2}:\d{1,10}:/;
const BARE_LINE = /^\S{1,200}$/;
const MOST_LINES = 1000;
const MOST_FOUND = 100;
/** What texts have that are more than one value. */
const SEVERAL = /[\s:=,;<{("']/;

/** The kind of secret that a value with a name holds, such as a variable of a process; undefined where it is none. */
export function secretInPair(name: string, value: string, place = Place.ENVIRONMENT): string | undefined {
  if (value.includes('\n')) return secretInText(value, name) ?? secretInBareLines(name, value, place);
  const named = namedSecret(name, value.trim(), place);
  if (ENCRYPTED.test(value)) return named;
  return knownSecretIn(value) ?? named ?? secretInValue(name, value, place);
}

/** The kind of secret that a text of many lines holds, such as a file of settings; undefined where it holds none. */
export function secretInText(text: string, fileName: string, place = Place.LINE): string | undefined {
  return plainSecretIn(text, fileName, place) ?? firstOf(decodedTextsIn(text), (one) => plainSecretIn(one));
}

/** A secret in a text of many lines. */
export interface SecretInText {
  readonly kind: string;
  /** What it is called there; undefined where nothing names it, or nothing else is there. */
  readonly within?: string;
}

/** The secrets of a text of many lines; as many as anybody would read of. */
export function secretsInFile(fileName: string, text: string, place: Place): SecretInText[] {
  const kind = secretInPair(fileName, text, place);
  if (kind === undefined) return [];
  const found = new Map<string, SecretInText>();
  const named = isTranslation(fileName) ? [] : namedSecretsIn(text, placeOf(fileName, text));
  for (const { name, kind: ofName, value } of named) {
    found.set(name, { kind: knownSecretIn(value) ?? ofName, within: name });
    if (found.size === MOST_FOUND) break;
  }
  const kinds = new Set([...found.values()].map((one) => one.kind));
  for (const known of knownKindsIn(text)) if (!kinds.has(known)) found.set(known, { kind: known });
  return found.size > 1 ? [...found.values()] : [{ kind }];
}

function placeOf(fileName: string, text: string): TextPlace {
  return { fileName, place: Place.LINE, isCommand: isCommandText(fileName, text) };
}

function knownKindsIn(text: string): Set<string> {
  const kinds = new Set<string>();
  for (let found = knownSecretFrom(text, 0); found !== undefined; found = knownSecretFrom(text, found.end)) {
    kinds.add(found.kind);
  }
  return kinds;
}

/** Where each line is one word, the name of the whole says what those are. */
function secretInBareLines(name: string, text: string, place: Place): string | undefined {
  if (!mayNameSecret(name)) return undefined;
  const lines = text.split('\n', MOST_LINES).map((line) => line.trim()).filter((line) => !EMPTY_LINE.test(line));
  if (!lines.every((line) => BARE_LINE.test(line))) return undefined;
  const values = lines.filter((line) => !USER.test(line));
  return firstOf(values, (line) => namedSecret(name, line, place === Place.FIELD ? place : Place.LINE));
}

function secretInValue(name: string, value: string, place: Place): string | undefined {
  // As HTTP has it, a user with a password is one text in Base64: https://www.rfc-editor.org/rfc/rfc7617
  const decoded = firstOf(decodedTextsIn(value), (one) => plainSecretIn(one) ?? loginIn(one));
  if (decoded !== undefined) return decoded;
  if (!SEVERAL.test(value)) {
    // Fields of objects have names of others, which are random too.
    const isSecret = place !== Place.FIELD && isOpaque(value) && !isPublished(name) && !isPublishable(value);
    return isSecret ? 'a random text' : undefined;
  }
  return secretInLines(value, '', Place.LINE);
}

/** What was decoded is not decoded again. */
function plainSecretIn(text: string, fileName = '', place = Place.LINE): string | undefined {
  return knownSecretIn(text) ?? secretInLines(text, fileName, place);
}

function secretInLines(text: string, fileName: string, place: Place): string | undefined {
  if (isTranslation(fileName)) return undefined;
  const isCommand = isCommandText(fileName, text);
  return namedSecretIn(text, { fileName, place, isCommand }) ?? unnamedSecretIn(text)
    ?? (isCommand ? secretGivenIn(text) : undefined);
}

function isCommandText(fileName: string, text: string): boolean {
  return isScript(fileName, text) || !text.includes('\n') && WITH_FLAGS.test(text);
}

function firstOf(texts: readonly string[], kindOf: (text: string) => string | undefined): string | undefined {
  for (const text of texts) {
    const kind = kindOf(text);
    if (kind !== undefined) return kind;
  }
  return undefined;
}
