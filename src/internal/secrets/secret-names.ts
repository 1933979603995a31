import { namesPublishable } from './publishable';
import { SeenTexts } from './seen-texts';

/** What may stand behind the name of a secret and say which one of several it is, or how it is written. */
const WHICH = '(?:[-_.]?\\d{1,3}|[-_.](?:old|new|prod|production|dev|staging|test|primary|secondary|current|previous|'
  + 'default|value|plain|plaintext|text|b64|base64|enc|encoded))?$';

const PASSWORDS = 'passwords?|passwd|passphrase|passcode|passwort|kennwort|contrasena';
/** Whole words, for they end others too. */
const PASSWORD_WORDS = 'pwd|pass|pw|psk|pre[-_.]?shared[-_.]?key|pgpass|secret[-_.]?phrase|mnemonic|seed[-_.]?phrase';
/** What programs call a password of theirs. */
const PASSWORDS_OF_PROGRAMS = '(?:db|user|smtp|mail|root|admin|redis|require|master|bind|ldap|login|auth|ftp|ssh|mysql|'
  + 'mongo|http|keystore|truststore|store|key|cert|jmx|proxy)(?:pass|pw|pwd)|masterauth|redis(?:cli)?[-_]auth|'
  + 'neo4_?j[-_]auth|authtok|erlang[-_]cookie|rabbitmq[-_]cookie|rest[-_]?user[-_]?key';
const KEYS = '(?:api|access|account|sec|batch|master|private|secret|signing|encryption|decryption|auth|'
  + 'authentication|jwt|hmac|fernet|license|shared|unseal|cipher|crypto|crypt|aes|rsa|rest|service[-_.]?account)'
  + '[-_.]?keys?|key[-_.]?(?:content|data)|secret[-_.]?key[-_.]?base';
/** The secrets of a program, beside which other things that are called a secret are names of Secrets. */
const SECRETS = '(?:client|app|application|jwt|oauth2?|auth|session|cookie|webhook|shared|hmac|consumer|signing|'
  + 'refresh|bot|nextauth|csrf|encryption|api|access|aws|s3)[-_.]?secret';

/** Names that end with it, whatever stands before, such as `PGPASSWORD`. */
const A_PASSWORD = new RegExp(
  `(?:${PASSWORDS})${WHICH}|(?:^|[^a-z])(?:${PASSWORD_WORDS}|${PASSWORDS_OF_PROGRAMS})${WHICH}`, 'i',
);
/** Names whose value can be nothing but a secret, wherever they stand. */
const A_SURE_SECRET = new RegExp(`(?:^|[^a-z])(?:${SECRETS}|${KEYS})${WHICH}`, 'i');
/** Names that say in the environment of a process what they may not say in a file of another format. */
const IN_ENVIRONMENT = new RegExp(`(?:^|[^a-z])(?:secrets?|tokens?|credentials?|creds?|bearer|jwt)${WHICH}`, 'i');
/** Names whose value is a secret where it looks like one. */
const A_POSSIBLE_SECRET = new RegExp('(?:^|[^a-z])(?:' + [
  'keys?', 'apikey', 'appkey', 'authkey', 'auth', 'authorization', 'cookie', 'sig', 'salt', 'pepper',
  'pat', 'dsn', 'webhook', 'licen[cs]e', 'sas', 'session', 'code', 'cred', 'access', 'login', 'private',
].join('|') + `)${WHICH}`, 'i');
/** Who hands out keys that have no form of their own. */
const ISSUER = new RegExp('(?:^|[^a-z])(?:' + [
  'adafruit', 'airtable', 'algolia', 'alibaba', 'asana', 'auth0', 'bitbucket', 'bittrex', 'bugsnag', 'cloudflare',
  'codecov', 'cohere', 'coinbase', 'confluent', 'contentful', 'datadog', 'deepgram', 'discord', 'droneci',
  'dropbox', 'etsy', 'facebook', 'fastly', 'finicity', 'finnhub', 'flickr', 'freshbooks', 'hec', 'heroku',
  'hetzner', 'honeycomb', 'hubspot', 'influx(?:db)?', 'intercom', 'jfrog', 'kraken', 'kucoin', 'launchdarkly',
  'linkedin', 'linode', 'loggly', 'logzio', 'mailchimp', 'mailgun', 'mailjet', 'mapbox', 'mattermost',
  'messagebird', 'mistral', 'netlify', 'new_?relic', 'nexmo', 'ngrok', 'nytimes', 'okta', 'openweather', 'opsgenie',
  'pagerduty', 'plaid', 'plivo', 'postmark', 'pushover', 'rapidapi', 'rollbar', 'sendbird', 'snyk', 'sparkpost',
  'splunk', 'squarespace', 'sumologic', 'telegram', 'travis', 'trello', 'twilio', 'twitch', 'twitter', 'vonage',
  'vultr', 'wandb', 'yandex', 'zendesk',
].join('|') + `)(?:[-_](?:api|app|auth|account|hec))?${WHICH}`, 'i');
/** Passwords that were hashed: of no use where they look like words. */
const A_HASHED_PASSWORD = /pass(?:word|wd)?[-_.]?hash$/i;

/** Names that have a secret in them, and end with what else is said. */
const WITH_A_SECRET = /password|passwd|secret|token|credential|api[-_]?key|private[-_]?key/i;

/** Names that begin with it, such as `SECRET_SALT`, unless they end with what is said about a secret. */
const SECRET_SOMETHING = /^secret_/i;
const ABOUT_A_SECRET = new RegExp('[-_.](?:' + [
  'names?', 'namespace', 'ids?', 'arn', 'ref', 'path', 'prefix', 'suffix', 'file(?:name)?', 'dir(?:ectory)?', 'folder',
  'mount', 'store', 'source', 'provider', 'manager', 'engine', 'backend', 'type', 'version', 'format', 'host', 'url',
  'uri', 'region', 'project', 'label', 'length', 'ttl', 'interval', 'policy', 'rotation', 'enabled', 'count', 'keys?',
  'hash', 'checksum', 'sha256', 'digest', 'audience', 'issuer', 'endpoint', 'expiry', 'expiration', 'algorithm',
].join('|') + ')$', 'i');

/** Names whose value is the name of a Secret. */
const NAMES_A_SECRET = /(?:pull|tls|cert|certificate|k8s|kube|kubernetes|existing)[-_.]?secrets?$/i;

/** Names of a limit, or of a switch, whatever they are about. */
const LIMIT = /^(?:min|max|num|public)[-_.]/i;
/** What is said of a secret and gives it to nobody, and what else is called a key. */
const PUBLIC = new RegExp([
  '(?:public|idempotency|partition|primary|foreign|sort|cache|hash|label|group|lookup|topology)[-_.]?keys?$',
  'checksum|digest|fingerprint|thumbprint|revision|(?:^|[^a-z])sha\\d{1,3}',
  // Lists of what nobody may choose.
  '(?:common|weak|worst|banned|denied|blocked|forbidden|breached|leaked)[-_.]?passwords?$',
].join('|'), 'i');

/** What a name says of its value. */
export enum SecretName {
  /** It is a password. */
  PASSWORD = 'password',
  /** It can be nothing but a secret. */
  SURE = 'sure',
  /** It is one in the environment of a process. */
  LIKELY = 'likely',
  /** It is one where it looks like one. */
  POSSIBLE = 'possible',
}

/** How files are called that hold nothing but what they are named after. */
const LIST_ENDING = /\.(?:txt|text|list|lst|dat)$/i;

const MEANINGS = new SeenTexts<SecretName | undefined>();
const MAX_LENGTH = 200;

/** What a name says of its value; undefined where that is no secret. */
export function secretNameOf(name: string): SecretName | undefined {
  if (name.length > MAX_LENGTH) return undefined;
  return MEANINGS.of(name, () => meaningOf(splitWords(name.replace(LIST_ENDING, ''))));
}

function meaningOf(words: string): SecretName | undefined {
  if (isNoSecret(words)) return undefined;
  if (A_PASSWORD.test(words)) return SecretName.PASSWORD;
  if (A_SURE_SECRET.test(words)) return SecretName.SURE;
  if (NAMES_A_SECRET.test(words)) return undefined;
  if (IN_ENVIRONMENT.test(words) || SECRET_SOMETHING.test(words) && !ABOUT_A_SECRET.test(words)) {
    return SecretName.LIKELY;
  }
  return isPossible(words) ? SecretName.POSSIBLE : undefined;
}

function isNoSecret(words: string): boolean {
  return LIMIT.test(words) || PUBLIC.test(words) || namesPublishable(words);
}

function isPossible(words: string): boolean {
  if (A_POSSIBLE_SECRET.test(words) || A_HASHED_PASSWORD.test(words)) return true;
  return (WITH_A_SECRET.test(words) || ISSUER.test(words)) && !ABOUT_A_SECRET.test(words);
}

/** `dbPassword` has two words. */
function splitWords(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2');
}

/** What everybody may know, though it looks random. */
const PUBLISHED = new RegExp('(?:^|[^a-z])(?:' + [
  'ids?', 'uid', 'guid', 'signature', 'digest', 'hash', 'checksum', 'sha\\d{0,3}', 'fingerprint', 'thumbprint', 'etag',
  'ca', 'cert', 'certificate', 'ca_?bundle', 'bundle', 'chain', 'public', 'public[-_.]?key', 'revision',
  'commit', 'version', 'build',
  'message', 'payload', 'data', 'integrity', 'nonce', 'cursor', 'content', 'blob', 'image', 'icon', 'logo', 'name',
].join('|') + ')$', 'i');

/** Whether the name says that everybody may know the value. */
export function isPublished(name: string): boolean {
  const words = splitWords(name.slice(-MAX_LENGTH));
  return PUBLISHED.test(words) || namesPublishable(words);
}
