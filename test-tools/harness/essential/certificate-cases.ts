import { Series, SeriesCase } from './series-case';

const OF_KUBELET = { instance: 'n1' };
const OF_CERTIFICATE = { namespace: 'shop', name: 'web' };
const LABELS = 'namespace="shop",name="web",issuer_kind="ClusterIssuer",issuer_name="public"';

function kubelet(kind: string, seconds: number): Series {
  const of = 'job="kubelet",metrics_path="/metrics",instance="n1"';
  return {
    [`kubelet_certificate_manager_client_ttl_seconds{${of}}`]: kind === 'client' ? `${seconds}x30` : '1e9x30',
    [`kubelet_certificate_manager_server_ttl_seconds{${of}}`]: kind === 'server' ? `${seconds}x30` : '1e9x30',
  };
}

/** One that expires, and that was to be renewed, so many seconds after the first minute. */
function certificate(expires: number, renewal: number): Series {
  return {
    [`certmanager_certificate_expiration_timestamp_seconds{${LABELS}}`]: `${expires}x90`,
    [`certmanager_certificate_renewal_timestamp_seconds{${LABELS}}`]: `${renewal}x90`,
  };
}

const notReady = (condition: string, value: number) => ({
  [`certmanager_certificate_ready_status{${LABELS},condition="${condition}"}`]: `${value}x90`,
});

export const CERTIFICATE_CASES: readonly SeriesCase[] = [
  {
    alert: 'KubeletCertificateExpiring',
    minute: 15,
    fires: kubelet('client', 604_799),
    silent: [kubelet('client', 604_800)],
    labels: OF_KUBELET,
    value: 604_799,
  },
  {
    alert: 'KubeletCertificateExpiringSoon',
    minute: 15,
    fires: kubelet('server', 86_399),
    silent: [kubelet('server', 86_400)],
    labels: OF_KUBELET,
    value: 86_399,
  },
  {
    alert: 'CertificateRenewalOverdue',
    minute: 61,
    fires: certificate(1_814_399, 1),
    silent: [certificate(1_814_400 + 3660, 1), certificate(1_814_399, 0), certificate(1_814_399, 90_000)],
    labels: OF_CERTIFICATE,
    value: 1_814_399 - 3660,
  },
  {
    alert: 'CertificateExpiringSoon',
    minute: 61,
    fires: certificate(604_799, 1),
    silent: [certificate(604_800 + 3660, 1), certificate(604_799, 90_000), certificate(0, 1)],
    labels: OF_CERTIFICATE,
    value: 604_799 - 3660,
  },
  {
    alert: 'CertificateNotReady',
    minute: 60,
    fires: notReady('False', 1),
    silent: [notReady('False', 0), notReady('True', 1)],
    labels: OF_CERTIFICATE,
    value: 1,
  },
];
