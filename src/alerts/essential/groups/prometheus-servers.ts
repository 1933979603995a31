import { EssentialGroup, expression } from '../essential-group';

const OF_SERVER = 'by (namespace, job)';
const OF_GROUP = 'by (namespace, job, rule_group)';
const SERVER = 'Prometheus {{ $labels.namespace }}/{{ $labels.job }}';

/** Whether Prometheus sees what it should, evaluates its rules and tells Alertmanager. */
export const PROMETHEUS: EssentialGroup = {
  name: 'prometheus',
  page: 'monitoring',
  rules: [
    ({ targetsDownPercent }) => ({
      alert: 'TargetDown',
      expr: expression`
        count ${OF_SERVER} (up == 0)
        / count ${OF_SERVER} (up) > ${targetsDownPercent / 100}`,
      for: '15m',
      severity: 'warning',
      summary: '{{ $value | humanizePercentage }} of {{ $labels.namespace }}/{{ $labels.job }} cannot be scraped.',
      description: 'Prometheus has not reached those targets for a quarter of an hour, and alerts about them may be '
        + 'silent. First see whether their pods run, then whether a network policy keeps Prometheus out.',
    }),
    {
      alert: 'KubeStateMetricsMissing',
      expr: 'absent(up{job="kube-state-metrics"} == 1)',
      for: '10m',
      severity: 'critical',
      summary: 'Nothing is known of the objects of the cluster.',
      description: 'Prometheus has not reached kube-state-metrics for ten minutes, and no alert about nodes, pods, '
        + 'Jobs, quotas or budgets can fire. First look at its pod, then at the scrape with that job.',
    },
    {
      alert: 'NodeExporterMissing',
      expr: 'absent(up{job="node-exporter"} == 1)',
      for: '10m',
      severity: 'warning',
      summary: 'Nothing is known of the disks and the memory of nodes.',
      description: 'Prometheus has not reached any node-exporter for ten minutes, and no alert about disks can fire. '
        + 'First look at its DaemonSet, then at the scrape with that job.',
    },
    {
      alert: 'PrometheusConfigurationBad',
      expr: `min ${OF_SERVER} (max_over_time(prometheus_config_last_reload_successful[5m])) == 0`,
      for: '10m',
      severity: 'critical',
      summary: `${SERVER} cannot read its configuration.`,
      description: 'It goes on with the one before, so that changes to rules and scrapes do nothing, and does not '
        + 'start again once it stops. First read its log; `promtool check config` names the line.',
    },
    {
      alert: 'PrometheusRuleFailures',
      expr: `sum ${OF_GROUP} (increase(prometheus_rule_evaluation_failures_total[5m])) > 0`,
      for: '15m',
      severity: 'critical',
      summary: `${SERVER} cannot evaluate rules of {{ $labels.rule_group }}.`,
      description: 'It failed {{ printf "%.0f" $value }} times in five minutes, and alerts of that group cannot fire. '
        + 'First read its log: mostly two series match where one was expected.',
    },
    {
      alert: 'PrometheusEvaluationsMissed',
      expr: `sum ${OF_GROUP} (increase(prometheus_rule_group_iterations_missed_total[5m])) > 0`,
      for: '15m',
      severity: 'warning',
      summary: `${SERVER} is too slow for the rules of {{ $labels.rule_group }}.`,
      description: 'It left them out {{ printf "%.0f" $value }} times in five minutes, so that alerts come late. First '
        + 'see whether it has enough CPU and memory, then which rule takes long.',
    },
    {
      alert: 'PrometheusNotificationsDropped',
      expr: `sum ${OF_SERVER} (increase(prometheus_notifications_dropped_total[5m])) > 0`,
      for: '10m',
      severity: 'critical',
      summary: `${SERVER} drops alerts.`,
      description: '{{ printf "%.0f" $value }} did not reach Alertmanager in five minutes. First see whether its pods '
        + 'run, and whether a network policy keeps Prometheus out.',
    },
    {
      alert: 'PrometheusWithoutAlertmanager',
      expr: `min ${OF_SERVER} (max_over_time(prometheus_notifications_alertmanagers_discovered[5m])) < 1`,
      for: '10m',
      severity: 'critical',
      summary: `${SERVER} knows no Alertmanager.`,
      description: 'It has known {{ $value }} for ten minutes, and sends its alerts to nobody. First see whether '
        + '`alerting` of its configuration finds the pods of Alertmanager.',
    },
  ],
};
