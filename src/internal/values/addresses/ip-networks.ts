import { isIPv4, isIPv6 } from 'net';

const PREFIX_LENGTH = /^(0|[1-9]\d{0,2})$/;
const IPV4_BITS = 32;
const IPV6_BITS = 128;

/** All addresses, for flows to what is known by its name alone: a policy does not know names. */
export const EVERY_ADDRESS = ['0.0.0.0/0', '::/0'];

/**
 * Whether `text` is a network such as `10.0.0.0/8` or `fd00::/8`, with nothing behind its prefix.
 *
 * @see https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/ (StrictIPCIDRValidation)
 */
export function isCidr(text: string): boolean {
  const [address, prefix, ...rest] = String(text).split('/');
  if (rest.length > 0 || !PREFIX_LENGTH.test(prefix ?? '')) return false;
  if (isIPv4(address)) return isNetwork(bitsOfIPv4(address), IPV4_BITS, Number(prefix));
  if (!isIPv6(address) || /[.%]/.test(address)) return false;
  return isNetwork(bitsOfIPv6(address), IPV6_BITS, Number(prefix));
}

/** The network that is one address. */
export function hostNetwork(address: string): string {
  return `${address}/${address.includes(':') ? IPV6_BITS : IPV4_BITS}`;
}

function isNetwork(bits: bigint, length: number, prefix: number): boolean {
  return prefix <= length && bits % 2n ** BigInt(length - prefix) === 0n;
}

function bitsOfIPv4(address: string): bigint {
  return address.split('.').reduce((bits, part) => bits * 256n + BigInt(part), 0n);
}

function bitsOfIPv6(address: string): bigint {
  const [head, tail] = address.split('::').map((half) => half.split(':').filter((group) => group !== ''));
  const zeros = tail === undefined ? [] : new Array<string>(8 - head.length - tail.length).fill('0');
  return [...head, ...zeros, ...tail ?? []].reduce((bits, group) => bits * 65536n + BigInt(`0x${group}`), 0n);
}
