import { ProbeQueries } from './probe-queries';
import { AlertRule } from '../alert-rules';
import { VALUE_AS_DURATION } from '../alert-texts';

type Alert = Omit<AlertRule, 'runbook'>;

/** When somebody is told, in seconds before a certificate expires. */
export interface CertificateLimits {
  readonly warnSeconds: number;
  readonly wakeSeconds: number;
}

const HOST = '{{ $labels.instance }}';
const SUMMARY = `The certificate of ${HOST} expires in ${VALUE_AS_DURATION}.`;

/** The alerts that tell of certificates that expire, or that nobody accepts. */
export function certificateAlerts(queries: ProbeQueries, limits: CertificateLimits): Alert[] {
  return [expiring(queries, limits), expiringSoon(queries, limits), refused(queries), missing(queries)];
}

function expiring(queries: ProbeQueries, { warnSeconds }: CertificateLimits): Alert {
  return {
    alert: 'ServedCertificateExpiring',
    expr: `${left(queries)} < ${warnSeconds}`,
    for: '1h',
    severity: 'warning',
    summary: SUMMARY,
    description: 'It, or one that it was signed by, should have been renewed by now. First see who renews it, and why '
      + 'that fails; then whether the server has read the new one.',
  };
}

function expiringSoon(queries: ProbeQueries, { wakeSeconds }: CertificateLimits): Alert {
  return {
    alert: 'ServedCertificateExpiringSoon',
    expr: `${left(queries)} < ${wakeSeconds}`,
    for: '1h',
    severity: 'critical',
    summary: SUMMARY,
    description: 'When it does, every client refuses to connect. Renew it now, by hand where nothing else works, and '
      + 'have the server read it.',
  };
}

/** Once it is expired, the handshake fails and nobody sees the date: then this one fires instead of those above. */
function refused(queries: ProbeQueries): Alert {
  return {
    alert: 'ServedCertificateRefused',
    expr: `${queries.of('max', queries.series('probe_success'))} == 0`,
    for: '10m',
    severity: 'critical',
    summary: `No client can make a TLS connection to ${HOST}.`,
    description: 'For ten minutes it has been out of reach, or shown a certificate that is expired, of another name or '
      + 'signed by nobody known. First see which: `openssl s_client -connect` says.',
  };
}

function missing(queries: ProbeQueries): Alert {
  return {
    alert: 'ServedCertificateNotProbed',
    expr: queries.areNotAsked(),
    for: '10m',
    severity: 'warning',
    summary: `Nobody looks at the certificate of ${HOST}.`,
    description: 'Were it to expire, no alert would tell. First see whether the blackbox exporter runs, then whether '
      + 'Prometheus has the scrape.',
  };
}

/**
 * What clients find: the chain that holds longest, by its first certificate to expire. A server may send others that
 * nobody needs. Older exporters do not have it, and those that verify nothing say a date long before 1970.
 *
 * @see https://github.com/prometheus/blackbox_exporter/blob/master/prober/tls.go
 */
function left(queries: ProbeQueries): string {
  const verified = queries.series('probe_ssl_last_chain_expiry_timestamp_seconds');
  const shown = queries.series('probe_ssl_earliest_cert_expiry');
  return `${queries.of('min', `\n  ${verified} > 0\n  or ${shown}\n`)} - time()`;
}
