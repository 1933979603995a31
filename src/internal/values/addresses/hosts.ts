import { isIPv4, isIPv6 } from 'net';
import { PORT_RANGE } from '../numbers';

const LABEL = /^[a-z\d_](?:[-\w]{0,61}[a-z\d_])?$/i;
const LONGEST = 253;
const DIGITS = /^\d+$/;
const PORT = /^\d{1,5}$/;

/** Whether a text is a name that may resolve, or an address, IPv6 between brackets. */
export function isHost(text: string): boolean {
  if (text.startsWith('[')) return text.endsWith(']') && isIPv6(text.slice(1, -1)) && !text.includes('%');
  const labels = text.replace(/\.$/, '').split('.');
  if (text.length > LONGEST || !labels.every((label) => LABEL.test(label))) return false;
  // What ends in a number is no name to any resolver.
  return !DIGITS.test(labels[labels.length - 1]) || isIPv4(text);
}

/** Whether a text is a host with a port. */
export function isHostPort(text: string): boolean {
  const colon = text.lastIndexOf(':');
  const port = text.slice(colon + 1);
  return colon !== -1 && isHost(text.slice(0, colon))
    && PORT.test(port) && Number(port) >= PORT_RANGE.min && Number(port) <= PORT_RANGE.max;
}
