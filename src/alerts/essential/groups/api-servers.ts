import { NANOS_PER_UNIT } from '../../../internal/values/quantity';
import { BurnRate, ErrorBudget, PAGES, TICKETS } from '../../objectives/burn-rates';
import { EssentialGroup } from '../essential-group';

/** What may fail of a hundred requests; the rest is the objective, 99%. */
const ERROR_BUDGET = new ErrorBudget(99n * NANOS_PER_UNIT, 30);

/**
 * Whether the API servers answer, and how fast they spend what may fail.
 *
 * @see https://sre.google/workbook/alerting-on-slos/#6-multiwindow-multi-burn-rate-alerts
 */
export const API_SERVER: EssentialGroup = {
  name: 'api-server',
  page: 'control-plane',
  rules: [
    {
      record: 'preflight:apiserver_requests:rate5m',
      expr: 'sum(rate(apiserver_request_total{job="apiserver"}[5m]))',
    },
    {
      record: 'preflight:apiserver_errors:rate5m',
      expr: 'sum(rate(apiserver_request_total{job="apiserver",code=~"5.."}[5m]))\n'
        + 'or 0 * preflight:apiserver_requests:rate5m',
    },
    {
      alert: 'ApiServerDown',
      expr: 'absent(up{job="apiserver"} == 1)',
      for: '5m',
      severity: 'critical',
      summary: 'No API server answers.',
      description: 'Prometheus has reached none for five minutes. Pods that run go on, but nothing is deployed, scaled '
        + 'or healed. First try `kubectl get --raw /readyz`; where it answers, look at the scrape.',
    },
    {
      alert: 'ApiServerInstanceDown',
      expr: 'max by (instance) (up{job="apiserver"}) == 0',
      for: '15m',
      severity: 'warning',
      summary: 'The API server {{ $labels.instance }} does not answer.',
      description: 'Prometheus has not reached it for a quarter of an hour, and others must take its load. First look '
        + 'at its pod and at its node.',
    },
    {
      alert: 'ApiServerErrorBudgetBurn',
      expr: PAGES.map(burns).join('\nor\n'),
      severity: 'critical',
      summary: 'The API servers fail {{ $value | humanizePercentage }} of all requests.',
      description: 'So much of the error budget is spent that a month\'s would be gone within days. First see which '
        + 'requests fail, by verb and resource, and whether etcd and admission webhooks answer.',
    },
    {
      alert: 'ApiServerErrorBudgetBurnSlow',
      expr: TICKETS.map(burns).join('\nor\n'),
      severity: 'warning',
      summary: 'The API servers have failed {{ $value | humanizePercentage }} of all requests for long.',
      description: 'At this rate the error budget of a month does not last a month. First see which requests fail, by '
        + 'verb and resource.',
    },
  ],
};

/** Both windows must burn: the long one for what it costs, the short one so that the alert ends soon after. */
function burns(rate: BurnRate): string {
  const threshold = ERROR_BUDGET.threshold(rate);
  return `(\n  ${failed(rate.long.text)} > ${threshold}\n  and ${failed(rate.short)} > ${threshold}\n)`;
}

function failed(window: string): string {
  return `sum_over_time(preflight:apiserver_errors:rate5m[${window}])`
    + ` / sum_over_time(preflight:apiserver_requests:rate5m[${window}])`;
}
