import { isPlaceholder } from './placeholders';
import { isPublishable } from './publishable';
import { isMixed, isUuid, looksRandom } from './randomness';
import { SecretName } from './secret-names';

/** What stands where a secret would, and is none: nothing, or a switch. */
const SWITCH = /^(?:|true|false|null|none|nil|yes|no|on|off|y|n|~|enabled?|disabled?|required|optional|auto)$/i;
/** A place to look it up: a path, an address, or the name of one in a store. */
const PLACE = new RegExp([
  /^\/|^(?:https?|file|projects|env|secretref|k8s|ref\+\w+)[:/]/,
  /^(?:arn|vault|bao|ssm|awssm|awsps|op|kms|gcpsm|sm|azurekeyvault|akv|doppler)[:/]|^ref\+|^@\//,
].map(({ source }) => source).join('|'), 'i');
/** Where a file is, below a folder that is not said; what is random has a number or a capital in it. */
const RELATIVE_PATH = /^[a-z._-]{1,100}(?:\/[a-z._-]{1,100}){2,20}$/;
const FILE = /^[\w.-]{1,100}\.(?:key|pem|crt|cer|p12|jks|json|txt|ya?ml|env|properties)$/i;
/** How many there may be, and no password that somebody chose. */
const SMALL_NUMBER = /^-?\d{1,3}$/;
const NUMBER = /^-?\d{1,10}(?:\.\d{1,5})?(?:ms|s|m|h|d)?$/;
/** The name of an object, made of words; what is random has a number in it. */
const WORDS = /^[a-z]{1,60}(?:-[a-z]{1,60}){1,10}(?:-?v?\d{1,2})?$/;
/** The same of few words, as secrets of an example have more: my-super-secret-key. */
const SHORT_NAME = /^[a-z]{1,20}(?:-[a-z]{1,20}){0,2}$/;
/** What names of Secrets, and of keys in them, say of themselves. */
const WORD_OF_A_SECRET = new RegExp('(?:^|-)(?:' + [
  'secrets?', 'passwords?', 'passwd', 'pass', 'pwd', 'creds?', 'credentials?', 'auth', 'tokens?', 'keys?', 'login',
  'users?', 'admin', 'root', 'accounts?', 'db', 'database', 'config', 'conf', 'file', 'path', 'ref', 'name', 'value',
  'env', 'data', 'store', 'vault', 'tls', 'certs?',
].join('|') + ')(?:$|-|\\d)');
/** What only a file holds there: syntax, a type, or a variable of a program. */
const SYNTAX = /^[[{%*|>!&$<]|^(?:string|str|text|varchar|number|int|integer|bool|boolean|object|any)[!?]?$/i;
const VARIABLE = new RegExp('^(?:' + [
  'var', 'local', 'env', 'process', 'secrets?', 'data', 'module', 'this', 'self', 'config', 'settings', 'params',
  'args', 'options', 'values', 'props', 'os',
].join('|') + ')[.]', 'i');

/** How some programs say that a key is written in Base64. */
const ENCODED = /^base64:/;

/** Where a value stands: the same word may be a password in one place, and the name of one in another. */
export enum Place {
  /** In the environment of a process, or what becomes of it. */
  ENVIRONMENT = 'environment',
  /** In a line of a file, or in a command. */
  LINE = 'line',
  /** In an annotation, or in a field of an object that others define. */
  FIELD = 'field',
}

/** Whether a value is a secret, under a name that says so. */
export function isSecretValue(name: SecretName, value: string, place: Place): boolean {
  return CHECKS[name](value, place) && !SWITCH.test(value) && !isElsewhere(value)
    && (place === Place.ENVIRONMENT || !SYNTAX.test(value) && !VARIABLE.test(value));
}

/** Whether it says where the secret is, or stands for it, or is there for everybody. */
function isElsewhere(value: string): boolean {
  return [PLACE, RELATIVE_PATH, FILE].some((form) => form.test(value)) || isPublishable(value) || isPlaceholder(value);
}

const CHECKS: Readonly<Record<SecretName, (value: string, place: Place) => boolean>> = {
  [SecretName.PASSWORD]: (value, place) => !SMALL_NUMBER.test(value) && (place !== Place.FIELD || isPassword(value)),
  [SecretName.SURE]: (value, place) => !NUMBER.test(value) && (place !== Place.FIELD || isIssued(value)),
  [SecretName.LIKELY]: (value, place) => (
    place === Place.ENVIRONMENT ? !NUMBER.test(value) && !WORDS.test(value) : isIssued(value)
  ),
  [SecretName.POSSIBLE]: (value) => looksRandom(value.replace(ENCODED, '')) && !isUuid(value),
};

/** Whether a person may have chosen it as a password, and not as the name of one. */
function isPassword(value: string): boolean {
  return !(WORDS.test(value) && WORD_OF_A_SECRET.test(value)) && !/^pass(?:word|wd)?$|\s\S+\s/i.test(value);
}

/** Whether it is what a Secret, or a key in one, may be called. */
export function isNameOfSecret(value: string): boolean {
  return SHORT_NAME.test(value) && WORD_OF_A_SECRET.test(value);
}

/** Whether it is such as programs hand out. */
function isIssued(value: string): boolean {
  return looksRandom(value) || isMixed(value) || isUuid(value);
}
