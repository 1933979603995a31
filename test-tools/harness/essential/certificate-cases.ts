import { Series, SeriesCase } from './series-case';

const OF_KUBELET = { instance: 'n1' };
const OF_CERTIFICATE = { namespace: 'shop', name: 'web' };
const LABELS = 'namespace="shop",name="web",issuer_kind="ClusterIssuer",issuer_name="public"';

const MINUTES_OF_A_WEEK = 10_080;

/** Certificates that are valid for so many seconds, a week ago and now; the other one is not about to expire. */
function kubelet(kind: string, weekAgo: number, now: number): Series {
  const values = `${weekAgo}x${MINUTES_OF_A_WEEK - 1} ${now}x30`;
  const name = (other: string) => (
    `kubelet_certificate_manager_${other}_ttl_seconds{job="kubelet",metrics_path="/metrics",instance="n1"}`
  );
  return { [name(kind)]: values, [name(kind === 'client' ? 'server' : 'client')]: `1e9x${MINUTES_OF_A_WEEK + 30}` };
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
    minute: MINUTES_OF_A_WEEK + 15,
    evaluation: '15m',
    fires: kubelet('client', 604_801, 604_799),
    silent: [kubelet('client', 604_801, 604_800), kubelet('client', 604_800, 604_799)],
    labels: OF_KUBELET,
    value: 604_799,
  },
  {
    alert: 'KubeletCertificateExpiringSoon',
    minute: MINUTES_OF_A_WEEK + 15,
    evaluation: '15m',
    fires: kubelet('server', 604_801, 86_399),
    silent: [kubelet('server', 604_801, 86_400), kubelet('server', 86_400, 3600)],
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
