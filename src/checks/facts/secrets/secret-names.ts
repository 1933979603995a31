const KEYS = '(api|access|account|batch|master|private|secret|signing|encryption)[-_.]?key|key[-_.]?content';
const PASSWORDS = 'password|passwd|passphrase';
/** The secrets of a program, beside which other things that are called a secret are names of Secrets. */
const SECRETS = '(client|app|jwt|oauth|auth|session|cookie|webhook|shared|hmac)[-_.]?secret';

/** Names that end with it, whatever stands before, such as `PGPASSWORD`. */
const A_PASSWORD = new RegExp(`(${PASSWORDS})$|(^|[^a-z])pwd$`, 'i');
/** Names whose value can be nothing but a secret, wherever they stand. */
const A_SURE_SECRET = new RegExp(`(${PASSWORDS})$|(^|[^a-z])(pwd|${SECRETS}|${KEYS})$`, 'i');
/** Names that say in the environment of a process what they may not say in a file of another format. */
const IN_ENVIRONMENT = /(^|[^a-z])(secret|token|credentials?|bearer|jwt)$/i;

/** Names that begin with it, such as `SECRET_SALT`, unless they end with what is said about a secret. */
const SECRET_SOMETHING = /^secret_/i;
const ABOUT_A_SECRET = new RegExp('_(' + [
  'names?', 'namespace', 'ids?', 'arn', 'ref', 'path', 'prefix', 'suffix', 'file(name)?', 'dir(ectory)?', 'folder',
  'mount', 'store', 'source', 'provider', 'manager', 'engine', 'backend', 'type', 'version', 'format', 'host', 'url',
  'uri', 'region', 'project', 'label', 'length', 'ttl', 'interval', 'policy', 'rotation', 'enabled', 'count', 'keys?',
].join('|') + ')$', 'i');

/** Names whose value is the name of a Secret. */
const NAMES_A_SECRET = /(pull|tls|cert|certificate|k8s|kube|kubernetes)[-_.]?secret$/i;

/** Names of a limit, whatever they limit. */
const LIMIT = /^(min|max|num)[-_.]/i;

/** What a name says of its value. */
export enum SecretName {
  /** It is a password. */
  PASSWORD = 'password',
  /** It can be nothing but a secret. */
  SURE = 'sure',
  /** It is one in the environment of a process. */
  LIKELY = 'likely',
}

/** What a name says of its value; undefined where that is no secret. */
export function secretNameOf(name: string): SecretName | undefined {
  const words = splitWords(name);
  if (LIMIT.test(words)) return undefined;
  if (A_PASSWORD.test(words)) return SecretName.PASSWORD;
  if (A_SURE_SECRET.test(words)) return SecretName.SURE;
  if (NAMES_A_SECRET.test(words)) return undefined;
  const isLikely = IN_ENVIRONMENT.test(words) || SECRET_SOMETHING.test(words) && !ABOUT_A_SECRET.test(words);
  return isLikely ? SecretName.LIKELY : undefined;
}

/** `dbPassword` has two words. */
function splitWords(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2');
}
