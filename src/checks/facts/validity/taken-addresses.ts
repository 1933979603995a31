import { isIP } from 'net';
import { isCidr } from '../../../internal/values/addresses/ip-networks';

/** Since this minor, addresses have no leading zeros, and ranges no bits beside their network. */
const STRICT_MINOR = 36;
const LOOSE_ADDRESS = /^\d{1,10}(\.\d{1,10}){3}$/;

/** What is wrong with a range that is none. */
export const RANGE_FAULT = 'is no range of addresses such as 10.0.0.0/8, whose bits after the network are zero';

/** Whether the API server of a minor takes a text for an address. */
export function isTakenAddress(text: string, minor: number): boolean {
  if (text.includes('%')) return false;
  return isIP(minor < STRICT_MINOR ? withoutZeros(text) : text) !== 0;
}

/** Whether the API server of a minor takes a text for a range of addresses. */
export function isTakenRange(text: string, minor: number): boolean {
  if (minor >= STRICT_MINOR) return isCidr(text);
  const [address, length, ...more] = text.split('/');
  const family = isIP(withoutZeros(address));
  const isLength = /^\d{1,3}$/.test(length ?? '') && Number(length) <= (family === 4 ? 32 : 128);
  return family !== 0 && isLength && more.length === 0 && !address.includes('%');
}

function withoutZeros(address: string): string {
  return LOOSE_ADDRESS.test(address) ? address.replace(/(^|\.)0+(?=\d)/g, '$1') : address;
}
