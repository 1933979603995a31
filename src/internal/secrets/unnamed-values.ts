import { isPlaceholder } from './placeholders';

/** Lines and phrases whose first group is a secret that nothing names. */
const PHRASES = [
  // https://www.postgresql.org/docs/current/libpq-pgpass.html
  /^[^\s:#/]{1,200}:(?:\d{1,5}|\*):[^\s:]{1,100}:[^\s:]{1,100}:([^\s:]{1,200})\r?$/m,
  // https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html
  /\blogin\s{1,10}\S{1,100}\s{1,10}password\s{1,10}(\S{1,200})/,
  // https://docs.haproxy.org/3.2/configuration.html#12.2
  /\binsecure-password[ \t]{1,10}(\S{1,200})/,
  /\bstats[ \t]{1,5}auth[ \t]{1,5}[^\s:]{1,60}:(\S{1,200})/,
  // https://redis.io/docs/latest/operate/oss_and_stack/management/security/acl/
  /^[ \t]{0,20}(?:ACL[ \t]{1,5}SETUSER|user)[ \t]{1,5}\S{1,60}[ \t][^\n>]{0,200}>([^\s>]{1,200})/m,
  // https://www.pgbouncer.org/config.html#authentication-file-format
  /^"[\w.@-]{1,60}"[ \t]{1,5}"([^"\n]{3,200})"[ \t]{0,5}\r?$/m,
  // https://docs.strongswan.org/docs/latest/swanctl/swanctlConf.html
  /:[ \t]{0,5}(?:PSK|EAP|XAUTH)[ \t]{1,5}"([^"\n]{1,200})"/,
  // https://dev.mysql.com/doc/refman/en/create-user.html
  new RegExp([
    /\bIDENTIFIED[ \t]{1,10}(?:WITH[ \t]{1,10}\S{1,60}[ \t]{1,10})?(?:BY|AS)[ \t]{1,10}/,
    /(?:PASSWORD[ \t]{1,10})?\\?['"]([^'"\n]{1,200})['"]/,
  ].map(({ source }) => source).join(''), 'i'),
  // https://www.postgresql.org/docs/current/sql-createrole.html
  /\bPASSWORD[ \t]{0,10}[=(]?[ \t]{0,10}'([^'\n]{1,200})'/i,
  // https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1, of an address that is written without its scheme
  new RegExp([
    /^(?:\/\/)?[\w.+%-]{1,60}:([^\s:/@]{3,100})@(?!sha\d{3}:)(?=[\w-]{1,63}[.:])/, /[\w.-]{1,200}(?::\d{1,5})?(?:\/\S{0,200})?$/,
  ].map(({ source }) => source).join('')),
  // What people write to each other.
  /\bpass(?:word|wd)?[ \t]{1,5}is[ \t]{1,5}["'`]?((?=[^\s"'`,;]{0,40}\d)[^\s"'`,;]{4,100})/i,
];

/** The kind of a secret that stands in a text without a name; undefined where there is none. */
export function unnamedSecretIn(text: string): string | undefined {
  return PHRASES.some((phrase) => secretOf(phrase, text) !== undefined) ? 'a password' : undefined;
}

/** The secrets themselves, for those alone who keep them from being shown. */
export function unnamedTextIn(text: string): string[] {
  return PHRASES.flatMap((phrase) => secretOf(phrase, text) ?? []);
}

function secretOf(phrase: RegExp, text: string): string | undefined {
  const secret = phrase.exec(text)?.[1];
  return secret === undefined || isPlaceholder(secret) ? undefined : secret;
}
