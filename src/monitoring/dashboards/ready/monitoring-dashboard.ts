import { ReadyDashboard, WINDOW } from './ready-dashboard';
import { DashboardRow, PanelKind } from '../dashboard-panel';

const TARGETS: DashboardRow = {
  title: 'What is scraped',
  panels: [
    {
      title: 'Reached',
      description: 'Targets that answer.',
      unit: 'short',
      kind: PanelKind.STAT,
      queries: [{ expr: 'sum(up)' }],
    },
    {
      title: 'Not reached',
      description: 'Targets that do not answer: what they would say, nobody knows.',
      unit: 'short',
      kind: PanelKind.STAT,
      queries: [{ expr: 'count(up == 0) or vector(0)' }],
      thresholds: { warning: 1 },
    },
    {
      title: 'Jobs with such targets',
      description: 'The share of the targets of each job that does not answer.',
      unit: 'percentunit',
      width: 16,
      queries: [{ expr: '1 - avg by (namespace, job) (up) > 0', legend: '{{namespace}}/{{job}}' }],
      thresholds: { warning: 0.1 },
    },
    {
      title: 'Slowest scrapes',
      description: 'How long the slowest targets take to answer. At the timeout, they count as not reached.',
      unit: 's',
      queries: [{ expr: 'topk(10, max by (job, instance) (scrape_duration_seconds))', legend: '{{job}} {{instance}}' }],
    },
    {
      title: 'Largest answers',
      description: 'How many samples the largest targets give with each scrape.',
      unit: 'short',
      queries: [{
        expr: 'topk(10, max by (job, instance) (scrape_samples_post_metric_relabeling))',
        legend: '{{job}} {{instance}}',
      }],
    },
    {
      title: 'Probes that fail',
      description: 'Addresses that the blackbox exporter asks in vain.',
      unit: 'short',
      queries: [{ expr: 'min by (job, instance) (probe_success) == 0', legend: '{{job}} {{instance}}' }],
    },
  ],
};

const PROMETHEUS: DashboardRow = {
  title: 'Prometheus',
  panels: [
    {
      title: 'Series',
      description: 'Series of the last two hours, by which its memory goes.',
      unit: 'short',
      queries: [{ expr: 'max by (job, instance) (prometheus_tsdb_head_series)', legend: '{{instance}}' }],
    },
    {
      title: 'Samples',
      description: 'Samples in a second that are kept.',
      unit: 'short',
      queries: [{
        expr: `sum by (job, instance) (rate(prometheus_tsdb_head_samples_appended_total[${WINDOW}]))`,
        legend: '{{instance}}',
      }],
    },
    {
      title: 'Storage',
      description: 'Bytes of all blocks, which do not hold the last two hours.',
      unit: 'bytes',
      queries: [{ expr: 'max by (job, instance) (prometheus_tsdb_storage_blocks_bytes)', legend: '{{instance}}' }],
    },
    {
      title: 'Slow rule groups',
      description: 'The share of its interval that the evaluation of each group takes. Above 1, some are missed.',
      unit: 'percentunit',
      queries: [{
        expr: 'topk(10, max by (rule_group) '
          + '(prometheus_rule_group_last_duration_seconds / prometheus_rule_group_interval_seconds))',
        legend: '{{rule_group}}',
      }],
      thresholds: { warning: 0.5, critical: 1 },
    },
    {
      title: 'Failed evaluations',
      description: 'Evaluations that failed or were missed: alerts of those groups may not fire.',
      unit: 'short',
      queries: [
        {
          expr: `sum by (rule_group) (increase(prometheus_rule_evaluation_failures_total[${WINDOW}])) > 0`,
          legend: 'failed: {{rule_group}}',
        },
        {
          expr: `sum by (rule_group) (increase(prometheus_rule_group_iterations_missed_total[${WINDOW}])) > 0`,
          legend: 'missed: {{rule_group}}',
        },
      ],
    },
    {
      title: 'Alerts on their way',
      description: 'Alerts in a second that went to Alertmanager, and those that did not arrive.',
      unit: 'short',
      queries: [
        { expr: `sum(rate(prometheus_notifications_sent_total[${WINDOW}]))`, legend: 'sent' },
        { expr: `sum(rate(prometheus_notifications_errors_total[${WINDOW}]))`, legend: 'failed' },
        { expr: `sum(rate(prometheus_notifications_dropped_total[${WINDOW}]))`, legend: 'dropped' },
      ],
    },
  ],
};

const ALERTMANAGER: DashboardRow = {
  title: 'Alertmanager',
  panels: [
    {
      title: 'Alerts',
      description: 'Alerts that fire, and those that a silence or a graver alert keeps back.',
      unit: 'short',
      queries: [{ expr: 'sum by (state) (max by (job, state) (alertmanager_alerts))', legend: '{{state}}' }],
    },
    {
      title: 'Notifications',
      description: 'Notifications in a second, by how people are told.',
      unit: 'short',
      queries: [{
        expr: `sum by (integration) (rate(alertmanager_notifications_total[${WINDOW}])) > 0`, legend: '{{integration}}',
      }],
    },
    {
      title: 'Failed notifications',
      description: 'Notifications in a second that did not arrive. Other members may have sent them.',
      unit: 'short',
      queries: [{
        expr: 'sum by (integration, reason) '
          + `(rate(alertmanager_notifications_failed_total[${WINDOW}])) > 0`,
        legend: '{{integration}}: {{reason}}',
      }],
    },
    {
      title: 'Members',
      description: 'How many members each member sees, itself included. Where they differ, people are told twice.',
      unit: 'short',
      queries: [{ expr: 'max by (job, instance) (alertmanager_cluster_members)', legend: '{{instance}}' }],
    },
    {
      title: 'Silences',
      description: 'Silences that hold at present.',
      unit: 'short',
      queries: [{ expr: 'max by (job) (alertmanager_silences{state="active"})', legend: '{{job}}' }],
    },
    {
      title: 'Configuration',
      description: 'At 0, it could not be read, and Prometheus or Alertmanager goes on with the one before.',
      unit: 'short',
      queries: [
        { expr: 'min by (job) (prometheus_config_last_reload_successful)', legend: '{{job}}' },
        { expr: 'min by (job) (alertmanager_config_last_reload_successful)', legend: '{{job}}' },
      ],
      thresholds: { warning: 1, critical: 0.5 },
    },
  ],
};

const RESOURCES: DashboardRow = {
  title: 'What they use, and kube-state-metrics',
  panels: [
    {
      title: 'Memory',
      description: 'Memory of the processes of Prometheus, Alertmanager and kube-state-metrics.',
      unit: 'bytes',
      queries: [{ expr: process('max', 'process_resident_memory_bytes'), legend: '{{job}} {{instance}}' }],
    },
    {
      title: 'CPU',
      description: 'CPUs of the same processes.',
      unit: 'short',
      queries: [{
        expr: process('sum', `rate(process_cpu_seconds_total[${WINDOW}])`), legend: '{{job}} {{instance}}',
      }],
    },
    {
      title: 'Errors of kube-state-metrics',
      description: 'What it could not list or watch in a second: of that, its metrics are old.',
      unit: 'short',
      queries: [
        {
          expr: `sum by (resource) (rate(kube_state_metrics_list_total{result="error"}[${WINDOW}])) > 0`,
          legend: 'list {{resource}}',
        },
        {
          expr: `sum by (resource) (rate(kube_state_metrics_watch_total{result="error"}[${WINDOW}])) > 0`,
          legend: 'watch {{resource}}',
        },
      ],
    },
  ],
};

/** Of the processes that say what they are. */
function process(operator: string, series: string): string {
  const known = ['prometheus_build_info', 'alertmanager_build_info', 'kube_state_metrics_build_info'];
  return `${operator} by (job, instance) (\n  ${series}\n  and on (job, instance) (${known.join(' or ')})\n)`;
}

/** Whether what watches works itself. */
export const MONITORING: ReadyDashboard = {
  title: 'Monitoring',
  description: 'What Prometheus scrapes and evaluates, and whom Alertmanager tells.',
  rows: [TARGETS, PROMETHEUS, ALERTMANAGER, RESOURCES],
};
