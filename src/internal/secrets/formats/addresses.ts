import { isPlaceholder } from '../placeholders';
import { SecretFormat } from '../secret-format';

const DIGEST = /^sha(?:256|512):/;

/** Passwords within addresses. */
export const ADDRESS_FORMATS: readonly SecretFormat[] = [
  // https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1
  {
    kind: 'an address with a password',
    marks: ['://'],
    form: /:\/\/[^\s:/@"'<>]{0,100}:([^\s:/@"'<>]{1,200})@(?!sha\d{3}:)/y,
    isWithinWords: true,
    isSecret: ([, password]) => !isPlaceholder(decoded(password)) && !DIGEST.test(password),
  },
  // Who collects errors with such an address is told so by a page of theirs: https://docs.sentry.io/concepts/key-terms/dsn-explainer/
  {
    kind: 'an address with a token',
    marks: ['://'],
    form: /:\/\/(?=[A-Za-z_-]{0,60}\d)([\w-]{20,200})@(?![^\s/]{1,200}\/\d+(?:\D|$))/y,
    isWithinWords: true,
  },
  // https://github.com/go-sql-driver/mysql#dsn-data-source-name
  {
    kind: 'an address with a password',
    marks: ['@tcp(', '@unix(', '@cloudsql('],
    form: /(?<=:([^\s:/@"'<>(]{1,100}))@[a-z]{3,8}\(/y,
    isWithinWords: true,
    isSecret: ([, password]) => !isPlaceholder(password),
  },
  // https://docs.oracle.com/en/database/oracle/oracle-database/23/jjdbc/data-sources-and-URLs.html
  {
    kind: 'an address with a password',
    marks: ['jdbc:oracle:'],
    form: /jdbc:oracle:[a-z0-9]{3,8}:[^\s/@:]{1,60}\/([^\s@/"']{1,100})@/y,
    isSecret: ([, password]) => !isPlaceholder(password),
  },
  {
    kind: 'an address with a password',
    marks: ['@//'],
    form: /(?<=[\w$#]\/([^\s/@:"']{1,60}))@\/\/[\w.-]{2}/y,
    isWithinWords: true,
    isSecret: ([, password]) => !isPlaceholder(password),
  },
];

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
