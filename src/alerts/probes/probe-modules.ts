import { JsonObject } from '../../internal/values/json';

/** What the blackbox exporter does with an address, under the name that a scrape asks for. */
export interface ProbeModule {
  readonly name: string;
  readonly config: JsonObject;
}

/** Where the blackbox exporter listens. */
export const EXPORTER_PORT = 9115;

/** Where the exporter of a name answers, as a probe says it. */
export function exporterAddress(name: string, namespace: string): string {
  return `${name}.${namespace}.svc:${EXPORTER_PORT}`;
}

/** Both families are tried: without `preferred_ip_protocol` it would be IPv6 first, which few clusters route. */
const IPV4_FIRST = { preferred_ip_protocol: 'ip4', ip_protocol_fallback: true };
const TIMEOUT = '5s';

/** A page that answers with a status from 200 to 299, and whose certificate is good where it has one. */
export const HTTP_2XX: ProbeModule = {
  name: 'http_2xx',
  config: { prober: 'http', timeout: TIMEOUT, http: { method: 'GET', follow_redirects: true, ...IPV4_FIRST } },
};

/** A handshake with a certificate that is good, whatever is spoken after it. */
export const TCP_TLS: ProbeModule = {
  name: 'tcp_tls',
  config: { prober: 'tcp', timeout: TIMEOUT, tcp: { tls: true, ...IPV4_FIRST } },
};
