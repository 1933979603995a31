import { Duration } from 'cdk8s';
import { ReadyDashboard } from './ready-dashboard';
import { PanelKind } from '../dashboard-panel';

const OF_ONE = '{namespace="$namespace",service="$service",slo="$slo"}';
const BY = 'by (namespace, service, slo)';
const LOW_BUDGET = { warning: 0.25, critical: 0 };
/** From here on the budget of a period would be spent before it ends; and in two days. */
const BURN = { warning: 1, critical: 14.4 };

/** What the recording rules of every objective say. */
export const OBJECTIVES: ReadyDashboard = {
  title: 'Objectives',
  description: 'What services promise, and how much of their error budgets is left.',
  timeRange: Duration.days(7),
  variables: [
    { name: 'namespace', label: 'namespace', series: 'slo:objective:ratio' },
    { name: 'service', label: 'service', series: 'slo:objective:ratio{namespace="$namespace"}' },
    { name: 'slo', label: 'slo', series: 'slo:objective:ratio{namespace="$namespace",service="$service"}' },
  ],
  rows: [
    {
      title: 'All objectives',
      panels: [{
        title: 'Budgets',
        description: 'Of each objective: what is promised, the share of requests that kept it over the period, and '
          + 'what is left of the budget. Below nothing, the promise is broken.',
        unit: 'percentunit',
        kind: PanelKind.TABLE,
        queries: [
          { expr: `min ${BY} (slo:objective:ratio)`, legend: 'Promised' },
          {
            expr: `1 - max ${BY} (slo:period_burn_rate:ratio) * max ${BY} (slo:error_budget:ratio)`, legend: 'Kept',
          },
          { expr: `min ${BY} (slo:period_error_budget_remaining:ratio)`, legend: 'Budget left' },
        ],
        thresholds: LOW_BUDGET,
      }],
    },
    {
      title: '$namespace / $service: $slo',
      panels: [
        {
          title: 'Promised',
          description: 'The share of requests that is to go well.',
          unit: 'percentunit',
          kind: PanelKind.STAT,
          queries: [{ expr: `min(slo:objective:ratio${OF_ONE})` }],
        },
        {
          title: 'Period',
          description: 'Over how many days it is kept.',
          unit: 'd',
          kind: PanelKind.STAT,
          queries: [{ expr: `max(slo:time_period:days${OF_ONE})` }],
        },
        {
          title: 'Budget left',
          description: 'The share of the failures of the period that may still happen.',
          unit: 'percentunit',
          kind: PanelKind.STAT,
          queries: [{ expr: `min(slo:period_error_budget_remaining:ratio${OF_ONE})` }],
          thresholds: LOW_BUDGET,
        },
        {
          title: 'Burn rate now',
          description: 'At 1 the budget lasts until the end of the period; at 14.4 it is spent in two of thirty days.',
          unit: 'short',
          kind: PanelKind.STAT,
          queries: [{ expr: `max(slo:current_burn_rate:ratio${OF_ONE})` }],
          thresholds: BURN,
        },
        {
          title: 'Requests',
          description: 'Requests in a second that the objective is about, and those that missed it.',
          unit: 'reqps',
          width: 12,
          queries: [
            { expr: `max(slo:requests:rate5m${OF_ONE})`, legend: 'requests' },
            { expr: `max(slo:errors:rate5m${OF_ONE})`, legend: 'missed' },
          ],
        },
        {
          title: 'Budget',
          description: 'What was left of the error budget at each time, over the period before it.',
          unit: 'percentunit',
          width: 12,
          queries: [{ expr: `min(slo:period_error_budget_remaining:ratio${OF_ONE})`, legend: 'left' }],
          thresholds: LOW_BUDGET,
        },
        {
          title: 'Missed requests',
          description: 'The share of requests that missed the objective, over the windows that its alerts go by.',
          unit: 'percentunit',
          width: 24,
          queries: [
            ...['5m', '30m', '1h', '2h', '6h', '1d', '3d'].map((window) => (
              { expr: `max(slo:sli_error:ratio_rate${window}${OF_ONE})`, legend: window }
            )),
            { expr: `max(slo:error_budget:ratio${OF_ONE})`, legend: 'may miss it' },
          ],
        },
      ],
    },
  ],
};
