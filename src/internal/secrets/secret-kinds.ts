import { isPlaceholder } from './placeholders';
import { SecretName, secretNameOf } from './secret-names';
import { isNameOfSecret, isSecretValue, Place } from './secret-values';

const KEY = /^keys?$/i;
const LONG_NAME = 8;
const VARIABLE = /^[A-Z][A-Z\d_]*$/;
/** Names of a user together with a password. */
const LOGIN_NAME = /(?:^|[^a-z])(?:auth|creds?|credentials|login|userpass|user-?password)$/i;
const LOGIN = /^[\w.@+-]{1,100}:(?!\/\/)(?![a-z-]{0,40}$)(?!\d{1,5}$)([^\s:]{2,200})$/;

/** The kind of secret that a value is under its name; undefined where it is none. */
export function namedSecret(name: string, value: string, place: Place): string | undefined {
  // What is called a key and nothing else is one of a map, more often than not.
  if (place === Place.FIELD && KEY.test(name)) return undefined;
  const meaning = secretNameOf(name);
  if (meaning !== undefined && isSecretValue(meaning, value, place) && !repeats(meaning, name, value)) {
    return meaning === SecretName.SURE && isReference(name, value, place) ? undefined : kindOf(name, meaning);
  }
  return LOGIN_NAME.test(name) ? loginIn(value) : undefined;
}

/** The kind of a text that is a user and a password, and nothing else; undefined where it is none. */
export function loginIn(text: string): string | undefined {
  const password = LOGIN.exec(text)?.[1];
  return password === undefined || isPlaceholder(password) ? undefined : 'a user with a password';
}

/** Whether it says which secret is meant, as files do; a variable of a process is the secret itself. */
function isReference(name: string, value: string, place: Place): boolean {
  return (place !== Place.ENVIRONMENT || !VARIABLE.test(name)) && isNameOfSecret(value);
}

/** Whether a value under the name may be a secret, whatever it is. */
export function mayNameSecret(name: string): boolean {
  return secretNameOf(name) !== undefined || LOGIN_NAME.test(name);
}

/** Examples have the name as the value; who does so with a password has a weak one. */
function repeats(meaning: SecretName, name: string, value: string): boolean {
  const letters = lettersOf(name);
  // A word alone, such as secret, ends bad secrets too.
  return meaning !== SecretName.PASSWORD && letters.length >= LONG_NAME && lettersOf(value).endsWith(letters);
}

function lettersOf(text: string): string {
  return text.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
}

function kindOf(name: string, meaning: SecretName): string {
  if (meaning === SecretName.PASSWORD) return 'a password';
  if (/key/i.test(name)) return 'a key';
  return /token|jwt|bearer/i.test(name) ? 'a token' : 'a secret';
}
