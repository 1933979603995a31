import { EssentialGroup, expression } from '../essential-group';

const OF_CERTIFICATE = 'by (namespace, name)';
const DAY = 86_400;
const EXPIRES = certificateIn('expiration');
const CERTIFICATE = 'The certificate {{ $labels.namespace }}/{{ $labels.name }}';
const KUBELET_TTL = '{__name__=~"kubelet_certificate_manager_(client|server)_ttl_seconds",job="kubelet"}';

/** Whether certificates are renewed in time: those of kubelets, and those that cert-manager makes. */
export const CERTIFICATES: EssentialGroup = {
  name: 'certificates',
  page: 'certificates',
  rules: [
    {
      alert: 'KubeletCertificateExpiring',
      expr: kubeletExpiresWithin(7),
      for: '15m',
      severity: 'warning',
      summary: 'A certificate of the kubelet at {{ $labels.instance }} expires in {{ $value | humanizeDuration }}.',
      description: 'It should have been renewed long ago. First see whether a CertificateSigningRequest of the node '
        + 'waits for somebody to approve it.',
    },
    {
      alert: 'KubeletCertificateExpiringSoon',
      expr: kubeletExpiresWithin(1),
      for: '15m',
      severity: 'critical',
      summary: 'A certificate of the kubelet at {{ $labels.instance }} expires in {{ $value | humanizeDuration }}.',
      description: 'Then the node is lost, with all that runs there. Approve the request of the node now, or restart '
        + 'its kubelet so that it makes one.',
    },
    ({ certificateDays }) => ({
      alert: 'CertificateRenewalOverdue',
      expr: expression`
        ${EXPIRES} - time() < ${certificateDays * DAY}
        and ${certificateIn('renewal')} < time()`,
      for: '1h',
      severity: 'warning',
      summary: `${CERTIFICATE} expires in {{ $value | humanizeDuration }}.`,
      description: 'The time to renew it is over, and it was not. First read the events of the Certificate, and of the '
        + 'CertificateRequest and the Order that it made.',
    }),
    {
      alert: 'CertificateExpiringSoon',
      expr: expression`
        ${EXPIRES} - time() < ${7 * DAY}
        and ${certificateIn('renewal')} < time()`,
      for: '1h',
      severity: 'critical',
      summary: `${CERTIFICATE} expires in {{ $value | humanizeDuration }}.`,
      description: 'Less than a week is left, and its renewal fails. When it expires, every client refuses what uses '
        + 'it. First read the events of the Certificate and of the Order that it made.',
    },
    {
      alert: 'CertificateNotReady',
      expr: `max ${OF_CERTIFICATE} (certmanager_certificate_ready_status{condition=~"False|Unknown"}) == 1`,
      for: '1h',
      severity: 'warning',
      summary: `${CERTIFICATE} is not ready.`,
      description: 'It has not been for an hour: it was not issued, or what it says has changed since. First read the '
        + 'events of the Certificate, and see whether its issuer is ready.',
    },
  ],
};

/** One that lives for a week or less was no longer valid a week ago either, and is renewed within its last hours. */
function kubeletExpiresWithin(days: number): string {
  return expression`
    min by (instance) (
      ${KUBELET_TTL} < ${days * DAY}
      and on (__name__, instance) ${KUBELET_TTL} offset 7d > ${7 * DAY}
    )`;
}

/** Zero means that there is none yet. */
function certificateIn(moment: 'expiration' | 'renewal'): string {
  return `min ${OF_CERTIFICATE} (certmanager_certificate_${moment}_timestamp_seconds > 0)`;
}
