import { EssentialGroup } from '../essential-group';

/** When the first one of a hundred clients has a certificate that expires, in seconds. */
const FIRST_EXPIRY = 'histogram_quantile(0.01, sum by (le) '
  + '(rate(apiserver_client_certificate_expiration_seconds_bucket{job="apiserver"}[5m])))';

/** What else is part of a control plane that the team runs itself. */
export const CONTROL_PLANE: EssentialGroup = {
  name: 'control-plane',
  page: 'control-plane',
  ofOwnControlPlane: true,
  rules: [
    {
      alert: 'SchedulerDown',
      expr: 'absent(up{job="kube-scheduler"} == 1)',
      for: '15m',
      severity: 'critical',
      summary: 'No scheduler answers.',
      description: 'Prometheus has reached none for a quarter of an hour: new pods may stay pending. First look at the '
        + 'pods of the scheduler; where they run, it listens to its own node alone.',
    },
    {
      alert: 'ControllerManagerDown',
      expr: 'absent(up{job="kube-controller-manager"} == 1)',
      for: '15m',
      severity: 'critical',
      summary: 'No controller manager answers.',
      description: 'Prometheus has reached none for a quarter of an hour: Deployments, Jobs and EndpointSlices may '
        + 'stay as they are. First look at its pods; where they run, it listens to its own node alone.',
    },
    {
      alert: 'ApiClientCertificateExpiring',
      expr: `${FIRST_EXPIRY} < 604800`,
      for: '15m',
      severity: 'warning',
      summary: 'A client of the API server has a certificate that expires in {{ $value | humanizeDuration }}.',
      description: 'Whoever has it is shut out then: a component of the control plane, or a person. First see what '
        + '`kubeadm certs check-expiration` says on each node of the control plane.',
    },
    {
      alert: 'ApiClientCertificateExpiringSoon',
      expr: `${FIRST_EXPIRY} < 86400`,
      for: '15m',
      severity: 'critical',
      summary: 'A client of the API server has a certificate that expires in {{ $value | humanizeDuration }}.',
      description: 'Less than a day is left. Renew the certificates of the control plane now, and restart its pods so '
        + 'that they read them.',
    },
  ],
};
