import { isIPv4, isIPv6 } from 'net';

/** Whether `text` is an address with the length of its prefix, such as `10.0.0.0/8` or `fd00::/8`. */
export function isCidr(text: string): boolean {
  const [address, prefix, ...rest] = text.split('/');
  if (rest.length > 0 || !/^\d{1,3}$/.test(prefix ?? '')) return false;
  return (isIPv4(address) && Number(prefix) <= 32) || (isIPv6(address) && Number(prefix) <= 128);
}
