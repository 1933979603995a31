import { isIPv6 } from 'net';
import { isHost, isHostPort } from './hosts';

const PARTS = /^https?:\/\/([^/?#]*)([/?#].*)?$/is;
const ESCAPES = /^(?:[^%]|%[\da-f]{2})*$/i;
/** What the parser of Go takes for a host, without what stands in brackets. */
const HOST = /^(?:[-\w.~!$&'()*+,;=<>"]|[^\0-\x7f]|%[89a-f][\da-f])+$/i;
const PORT = /^(?::\d*)?$/;
const CONTROL = /\p{Cc}/u;
const UNWRITTEN = /[\s\p{Cc}\\]/u;

/** Whether programs in Go, such as Alertmanager, take a text for an http or https address: browsers repair more. */
export function isUrlOfGo(text: string): boolean {
  const match = PARTS.exec(text);
  if (match === null || CONTROL.test(text)) return false;
  const [, authority, rest = ''] = match;
  const place = authority.slice(authority.lastIndexOf('@') + 1);
  const [beforeFragment, ...fragment] = rest.split('#');
  const [path] = beforeFragment.split('?');
  return isAuthorityOfGo(place) && ESCAPES.test(path) && ESCAPES.test(fragment.join('#'));
}

/** Whether a text is an http or https address that programs can ask: with a host that may resolve, and no user. */
export function isAskedUrl(text: string): boolean {
  const match = PARTS.exec(text);
  return match !== null && !UNWRITTEN.test(text) && ESCAPES.test(text) && URL.canParse(text)
    && (isHost(match[1]) || isHostPort(match[1]));
}

function isAuthorityOfGo(authority: string): boolean {
  if (authority.startsWith('[')) {
    const end = authority.indexOf(']');
    return isIPv6(authority.slice(1, end)) && PORT.test(authority.slice(end + 1));
  }
  const [host, ...port] = authority.split(':');
  return HOST.test(host) && port.length <= 1 && PORT.test(port.map((digits) => `:${digits}`).join(''));
}
