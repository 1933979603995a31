import { decodedTextsIn } from './encoded-texts';
import { isScript, isTranslation } from './file-kinds';
import { knownSecretIn } from './known-formats';
import { namedSecretIn } from './named-values';
import { isOpaque } from './randomness';
import { secretGivenIn } from './secret-commands';
import { namedSecret } from './secret-kinds';
import { isPublished } from './secret-names';
import { Place } from './secret-values';
import { unnamedSecretIn } from './unnamed-values';

const ENCRYPTED = /^(?:ENC\[|AgB|vault:v\d)/;
/** A command, or the arguments of one. */
const WITH_FLAGS = /(?:^|[ \t])-{1,2}[A-Za-z]/;
/** What texts have that are more than one value. */
const SEVERAL = /[\s:=,;<{("']/;

/** The kind of secret that a value with a name holds, such as a variable of a process; undefined where it is none. */
export function secretInPair(name: string, value: string, place = Place.ENVIRONMENT): string | undefined {
  if (value.includes('\n')) return secretInText(value, name, place === Place.FIELD ? place : Place.LINE);
  const named = namedSecret(name, value.trim(), place);
  if (ENCRYPTED.test(value)) return named;
  return knownSecretIn(value) ?? named ?? secretInValue(name, value, place);
}

/** The kind of secret that a text of many lines holds, such as a file of settings; undefined where it holds none. */
export function secretInText(text: string, fileName: string, place = Place.LINE): string | undefined {
  return plainSecretIn(text, fileName, place) ?? firstOf(decodedTextsIn(text), (one) => plainSecretIn(one));
}

function secretInValue(name: string, value: string, place: Place): string | undefined {
  const decoded = firstOf(decodedTextsIn(value), (one) => plainSecretIn(one));
  if (decoded !== undefined) return decoded;
  if (!SEVERAL.test(value)) {
    // Fields of objects have names of others, which are random too.
    return place !== Place.FIELD && isOpaque(value) && !isPublished(name) ? 'a random text' : undefined;
  }
  return secretInLines(value, '', place === Place.FIELD ? place : Place.LINE);
}

/** What was decoded is not decoded again. */
function plainSecretIn(text: string, fileName = '', place = Place.LINE): string | undefined {
  return knownSecretIn(text) ?? secretInLines(text, fileName, place);
}

function secretInLines(text: string, fileName: string, place: Place): string | undefined {
  if (isTranslation(fileName)) return undefined;
  const isCommand = isScript(fileName, text) || !text.includes('\n') && WITH_FLAGS.test(text);
  return namedSecretIn(text, { fileName, place, isCommand }) ?? unnamedSecretIn(text)
    ?? (isCommand ? secretGivenIn(text) : undefined);
}

function firstOf(texts: readonly string[], kindOf: (text: string) => string | undefined): string | undefined {
  for (const text of texts) {
    const kind = kindOf(text);
    if (kind !== undefined) return kind;
  }
  return undefined;
}
