import { SecretFormat } from '../secret-format';

/** Passwords that were hashed: whoever has them guesses without being seen. A dollar may be doubled for Compose. */
export const PASSWORD_HASH_FORMATS: readonly SecretFormat[] = [
  // https://httpd.apache.org/docs/2.4/misc/password_encryptions.html
  { kind: 'a hashed password', marks: ['$apr1$', '$$apr1$$'], form: /\$\$?apr1\$\$?[./\w]{1,8}\$\$?[./\w]{22}/y, isWithinWords: true },
  {
    kind: 'a hashed password',
    marks: ['$2a$', '$2b$', '$2x$', '$2y$', '$$2a$$', '$$2b$$', '$$2y$$'],
    form: /\$\$?2[abxy]\$\$?\d\d\$\$?[./A-Za-z0-9]{50}/y,
    isWithinWords: true,
  },
  { kind: 'a hashed password', marks: ['{SHA', '{SSHA'], form: /\{S?SHA(?:256|512)?\}[\w+/=-]{20}/y, isWithinWords: true },
  // https://manpages.debian.org/trixie/libcrypt-dev/crypt.5.en.html
  {
    kind: 'a hashed password',
    marks: ['$1$', '$5$', '$6$', '$y$', '$gy$', '$7$'],
    form: /\$g?[1567y]\$(?:[\w=./]{1,30}\$){1,3}[./A-Za-z0-9]{22}/y,
    isWithinWords: true,
  },
  // https://github.com/P-H-C/phc-string-format/blob/master/phc-sf-spec.md
  {
    kind: 'a hashed password',
    marks: ['$argon2', '$scrypt$', '$pbkdf2'],
    form: /\$(?:argon2i?d?|scrypt|pbkdf2(?:-sha\d{1,3})?)\$[\w=,$.+/-]{30}/y,
    isWithinWords: true,
  },
  // https://docs.djangoproject.com/en/stable/topics/auth/passwords/
  { kind: 'a hashed password', marks: ['pbkdf2_sha', 'pbkdf2:sha'], form: /pbkdf2[_:]sha\d{1,3}[$:]\d{3,9}\$[\w+/-]{1,64}\$[\w+/]{30}/y },
  // https://www.rfc-editor.org/rfc/rfc5803
  { kind: 'a hashed password', marks: ['SCRAM-SHA-'], form: /SCRAM-SHA-\d{1,3}\$\d{3,9}:[\w+/=]{8,64}\$[\w+/=]{20}/y },
];
