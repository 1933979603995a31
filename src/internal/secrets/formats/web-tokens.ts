import { isPlaceholder } from '../placeholders';
import { isUuid, looksRandom } from '../randomness';
import { SecretFormat } from '../secret-format';

const USER_AND_PASSWORD = /^[\x20-\x39\x3b-\x7e]{0,200}:[\x21-\x7e][\x20-\x7e]{0,300}$/;

/** Whether something is a user and a password in Base64. */
export function isEncodedLogin(text: string): boolean {
  const login = Buffer.from(text, 'base64').toString('latin1');
  return USER_AND_PASSWORD.test(login) && !isPlaceholder(login.slice(login.indexOf(':') + 1));
}

/** Whether a token says that whoever visits a site is given it: https://supabase.com/docs/guides/api/api-keys */
function isOfAnybody(payload: string): boolean {
  return /"role" {0,2}: {0,2}"anon"/.test(Buffer.from(payload, 'base64url').toString('latin1'));
}

/** What requests carry to say who sends them. */
export const WEB_TOKEN_FORMATS: readonly SecretFormat[] = [
  // https://www.rfc-editor.org/rfc/rfc7519
  {
    kind: 'a JSON Web Token',
    marks: ['eyJ'],
    form: /(?:(?<![\w-])|(?<=\\[nrt]))eyJ[\w-]{10,2000}\.(eyJ[\w-]{10,2000})\.[\w-]{10}/y,
    isSecret: ([, payload]) => !isOfAnybody(payload),
  },
  // https://www.rfc-editor.org/rfc/rfc7516
  {
    kind: 'an encrypted JSON Web Token',
    marks: ['eyJ'],
    form: /(?:(?<![\w-])|(?<=\\[nrt]))eyJ[\w-]{10,500}\.[\w-]{0,500}\.[\w-]{10,40}\.[\w-]{10,2000}\.[\w-]{16}/y,
  },
  // https://www.rfc-editor.org/rfc/rfc6750
  {
    kind: 'a bearer token',
    marks: ['Bearer ', 'bearer ', 'BEARER '],
    form: /bearer[ \t]{1,10}(?=[A-Za-z.~+/=_-]{0,200}\d)([\w.~+/=-]{8,500})/iy,
    isSecret: ([, token]) => !isPlaceholder(token),
  },
  // https://www.rfc-editor.org/rfc/rfc7617
  {
    kind: 'a user with a password',
    marks: ['Basic ', 'basic ', 'BASIC '],
    form: /basic[ \t]{1,10}([A-Za-z0-9+/]{6,500}={0,2})/iy,
    isSecret: ([, login]) => isEncodedLogin(login),
  },
  // https://docs.docker.com/reference/cli/docker/login/#credential-stores
  {
    kind: 'a password of a registry',
    marks: ['"auth"', '"auth\\"', '"identitytoken"', '"identitytoken\\"', '"registrytoken"'],
    form: /"(?:auth\\?"\s{0,5}:\s{0,5}\\?"([A-Za-z0-9+/]{6,2000}={0,2})|\w{8,13}token\\?"\s{0,5}:\s{0,5}\\?"[\w.-]{16})/y,
    isWithinWords: true,
    isSecret: ([, login]) => login === undefined || isEncodedLogin(login),
  },
  // https://www.elastic.co/docs/api/doc/elasticsearch/authentication
  {
    kind: 'an API key',
    marks: ['ApiKey ', 'apikey ', 'GenieKey ', 'SSWS ', 'Splunk '],
    form: /(?:apikey|geniekey|ssws|splunk)[ \t](?=[A-Za-z+/=_-]{0,40}\d)[\w+/=-]{20}/iy,
  },
  // https://datatracker.ietf.org/doc/html/rfc7235#section-4.2
  {
    kind: 'a token in a header',
    marks: ['Token ', 'token ', 'TOKEN '],
    form: /token[ \t]{1,3}(?:token=)?["']?([\w.~+/=-]{20,500})/iy,
    isSecret: ([, token]) => looksRandom(token),
  },
  {
    kind: 'a token in a header',
    marks: ['uthorization', 'UTHORIZATION', '-Token', '-token', '-Key', '-key', '-TOKEN', '-KEY'],
    form: new RegExp([
      /(?:uthorization\\?["']?[ \t]{0,5}[:=,]|-token\\?["']?[ \t]{0,5}:|-key\\?["']?[ \t]{0,5}:)[ \t]{0,5}\\?["']?/,
      /(?:token[ \t]{1,5}(?:token=)?["']?)?([\w.~+/=-]{16,500})(?![\w:/])/,
    ].map(({ source }) => source).join(''), 'iy'),
    isWithinWords: true,
    isSecret: ([, token]) => looksRandom(token) || isUuid(token),
  },
];
