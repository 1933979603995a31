import { hostName } from '../internal/tree/route-hosts';

/** The name of the Certificate of a host, and of its Secret. */
export function certificateName(host: string): string {
  return `${hostName(host)}-tls`;
}
