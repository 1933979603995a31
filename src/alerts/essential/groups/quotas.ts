import { EssentialGroup, expression } from '../essential-group';

const OF_QUOTA = 'by (namespace, resourcequota, resource)';
const USED = expression`
  max ${OF_QUOTA} (kube_resourcequota{type="used"})
  / (max ${OF_QUOTA} (kube_resourcequota{type="hard"}) > 0)`;
const QUOTA = 'The quota {{ $labels.resourcequota }} of the namespace {{ $labels.namespace }}';

/** Whether quotas leave room. */
export const QUOTAS: EssentialGroup = {
  name: 'quotas',
  page: 'workloads',
  rules: [
    ({ quotaPercent }) => ({
      alert: 'QuotaNearlyFull',
      expr: `${USED} > ${quotaPercent / 100} < 1`,
      for: '15m',
      severity: 'info',
      summary: `${QUOTA} is nearly used up.`,
      description: '{{ $value | humanizePercentage }} of {{ $labels.resource }} are used. First see whether what is '
        + 'there is meant to be; then raise the quota before the next rollout needs it.',
    }),
    {
      alert: 'QuotaFull',
      expr: `${USED} == 1`,
      for: '15m',
      severity: 'info',
      summary: `${QUOTA} is used up.`,
      description: '{{ $value | humanizePercentage }} of {{ $labels.resource }} are used: the next object that needs '
        + 'some is refused. First see whether a rollout or an autoscaler is waiting for more.',
    },
    {
      alert: 'QuotaExceeded',
      expr: `${USED} > 1`,
      for: '15m',
      severity: 'warning',
      summary: `${QUOTA} is exceeded.`,
      description: '{{ $value | humanizePercentage }} of {{ $labels.resource }} are used, since somebody lowered the '
        + 'quota: pods that end are not replaced. First ask who did, and raise it again or remove something.',
    },
  ],
};
