const KEYS = '(api|access|account|batch|master|private|secret|signing|encryption)[-_.]?key|key[-_.]?content';
const WORDS = `password|passwd|pwd|passphrase|client[-_.]?secret|${KEYS}`;
/** Names whose value can be nothing but a secret, wherever they stand. */
const SURE_NAME = new RegExp(`(^|[^a-z])(${WORDS})$`, 'i');
/** Names that say in the environment of a process what they may not say in a file of another format. */
const ENVIRONMENT_NAME = new RegExp(`(^|[^a-z])(${WORDS}|secret|token|credentials?|bearer|jwt)$`, 'i');

/** Names that begin with it, such as `SECRET_SALT`, unless they end with what is said about a secret. */
const SECRET_SOMETHING = /^secret_/i;
const ABOUT_A_SECRET = new RegExp('_(' + [
  'names?', 'namespace', 'ids?', 'arn', 'ref', 'path', 'prefix', 'suffix', 'file(name)?', 'dir(ectory)?', 'folder',
  'mount', 'store', 'source', 'provider', 'manager', 'engine', 'backend', 'type', 'version', 'format', 'host', 'url',
  'uri', 'region', 'project', 'label', 'length', 'ttl', 'interval', 'policy', 'rotation', 'enabled', 'count',
].join('|') + ')$', 'i');

/** Names whose value is the name of a Secret. */
const NAMES_A_SECRET = /(pull|tls|cert|certificate)[-_.]?secret$/i;

/** Values that are secrets by their form. Each has a bounded length, so that no text takes long to search. */
const SECRET_FORMS = [
  /-{3,5}BEGIN [A-Z ]{0,30}PRIVATE KEY-{3,5}/,
  /^[ \t]{0,10}bearer[ \t]{1,10}[\w.~+/=-]{8}/i,
  /\b(AKIA|ASIA)[A-Z0-9]{16}\b/,
  /\bgh[pousr]_[A-Za-z0-9]{36}/,
  /\bgithub_pat_\w{22}/,
  /\bglpat-[\w-]{20}/,
  /\bxox[abprs]-[A-Za-z0-9-]{10}/,
  /\bsk_live_[A-Za-z0-9]{16}/,
  /\beyJ[\w-]{10,2000}\.eyJ[\w-]{10,2000}\.[\w-]{10}/,
  /:\/\/[^\s:/@]{0,100}:[^\s:/@$<{%*][^\s:/@]{0,200}@/,
];

/** What stands where a secret would, and is none: nothing, a switch, a path, an address, or a place to look it up. */
const HARMLESS = /^$|^(true|false|null|none|yes|no|~)$|^[/$<{%*|>!&]|^(https?|file|arn|vault|ssm|op|projects)[:/]|^ref\+/i;
/** Where a file is, below a folder that is not said; what is random has a number or a capital in it. */
const RELATIVE_PATH = /^[a-z._-]{1,100}(\/[a-z._-]{1,100}){2,20}$/;
const LINE = /^[ \t]{0,100}["']?([\w.-]{1,100})["']?[ \t]{0,20}[:=][ \t]{0,20}["']?([^\s"'(),;]{1,200})["']?,?[ \t]{0,20}$/;

/** Whether a value holds a secret that is known by its form. */
export function hasSecretForm(value: string): boolean {
  return SECRET_FORMS.some((form) => form.test(value));
}

/** Whether a pair of an environment, or of a ConfigMap that becomes one, holds a secret. */
export function isSecretPair(name: string, value: string): boolean {
  if (hasSecretForm(value)) return true;
  if (value.includes('\n') || isHarmless(value.trim()) || NAMES_A_SECRET.test(name)) return false;
  const words = splitWords(name);
  return ENVIRONMENT_NAME.test(words) || SECRET_SOMETHING.test(words) && !ABOUT_A_SECRET.test(words);
}

/** Whether a text with many lines, such as a file of settings, holds a secret. */
export function holdsSecret(text: string): boolean {
  return hasSecretForm(text) || text.split(/\r?\n/).some((line) => {
    const match = LINE.exec(line);
    return match !== null && SURE_NAME.test(splitWords(match[1])) && !isHarmless(match[2]);
  });
}

/** `dbPassword` has two words. */
function splitWords(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2');
}

function isHarmless(value: string): boolean {
  return HARMLESS.test(value) || RELATIVE_PATH.test(value);
}
