import { SecretName } from './secret-names';

/** What stands where a secret would, and is none: nothing, or a switch. */
const SWITCH = /^(|true|false|null|none|nil|yes|no|on|off|y|n|~|enabled?|disabled?|required|optional|auto)$/i;
/** A place to look it up: a path, an address, or a variable. */
const PLACE = new RegExp([
  /^\/|^(https?|file|arn|vault|ssm|op|projects)[:/]|^ref\+/,
  /^\$\w|[$%#]\{|\$\(|\{\{|^%\(?\w+[)%]|^<|^\*+$|^`/,
].map(({ source }) => source).join('|'), 'i');
/** Where a file is, below a folder that is not said; what is random has a number or a capital in it. */
const RELATIVE_PATH = /^[a-z._-]{1,100}(\/[a-z._-]{1,100}){2,20}$/;
const FILE = /^[\w.-]{1,100}\.(key|pem|crt|cer|p12|jks|json|txt|ya?ml|env|properties)$/i;
/** How many there may be, and no password that somebody chose. */
const SMALL_NUMBER = /^-?\d{1,3}$/;
const NUMBER = /^-?\d{1,10}(\.\d{1,5})?(ms|s|m|h|d)?$/;
/** The name of an object, made of words; what is random has a number in it. */
const WORDS = /^[a-z]{1,60}(-[a-z]{1,60}){1,10}$/;

/** What only a file holds there: syntax, a type, or a variable of a program. */
const SYNTAX = /^[[{%*|>!&$<]|^(string|str|text|varchar|number|int|integer|bool|boolean|object|any)[!?]?$/i;
const VARIABLE = new RegExp(
  '^(var|local|env|process|secrets?|data|module|this|self|config|settings|params|args|options|values|props)[.]', 'i',
);

/** Whether a value is a secret, under a name that says so. */
export function isSecretValue(name: SecretName, value: string): boolean {
  if (SWITCH.test(value) || PLACE.test(value) || RELATIVE_PATH.test(value) || FILE.test(value)) return false;
  if (name === SecretName.PASSWORD) return !SMALL_NUMBER.test(value);
  if (NUMBER.test(value)) return false;
  return name !== SecretName.LIKELY || !WORDS.test(value);
}

/** Whether a value that stands in a line of a file is a secret, under a name that says so. */
export function isSecretInFile(name: SecretName, value: string): boolean {
  return name !== SecretName.LIKELY && !SYNTAX.test(value) && !VARIABLE.test(value) && isSecretValue(name, value);
}

/** Whether a text is such as nobody makes up: long, of letters and digits. */
export function looksRandom(value: string): boolean {
  return /^[\w.~+/=-]{16,500}$/.test(value) && /\d/.test(value) && /[A-Za-z]/.test(value);
}
