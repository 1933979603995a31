import { Series, SeriesCase } from './series-case';

const SERVER = 'namespace="monitoring",job="prometheus",instance="p-0"';
const OF_SERVER = { namespace: 'monitoring', job: 'prometheus' };
const OF_CLUSTER = { namespace: 'monitoring', job: 'alertmanager' };
const OF_INTEGRATION = { ...OF_CLUSTER, integration: 'slack' };

/** Targets of a scrape, the first of which is down. */
function targets(number: number): Series {
  return Object.fromEntries(Array.from({ length: number }, (_, index) => [
    `up{namespace="shop",job="web",instance="${index}"}`, `${index === 0 ? 0 : 1}x30`,
  ]));
}

const server = (metric: string, values: string, labels = '') => ({
  [`prometheus_${metric}{${SERVER}${labels}}`]: values,
});

/** A metric of Alertmanager with a value for each member. */
function members(metric: string, ...values: (number | string)[]): Series {
  return Object.fromEntries(values.map((value, index) => [
    `alertmanager_${metric}{namespace="monitoring",job="alertmanager",instance="a-${index}"}`,
    typeof value === 'string' ? value : `${value}x30`,
  ]));
}

/** How many of a hundred notifications a minute each member cannot send. */
function failing(...failed: number[]): Series {
  return Object.assign({}, ...failed.map((number, index) => (
    notifications(index, { all: '0+100x30', failed: `0+${number}x30` })
  )));
}

function notifications(index: number, { all, failed }: Readonly<Record<'all' | 'failed', string>>): Series {
  const of = `namespace="monitoring",job="alertmanager",instance="a-${index}",integration="slack"`;
  return {
    [`alertmanager_notifications_failed_total{${of},reason="other"}`]: failed,
    [`alertmanager_notifications_total{${of}}`]: all,
  };
}

/** How many members one sees. */
function member(name: string, values: string): Series {
  return { [`alertmanager_cluster_members{namespace="monitoring",job="alertmanager",instance="${name}"}`]: values };
}

/** Five members that are replaced one after the other, each under another address. */
const ROLLED: Series = Object.assign({}, ...Array.from({ length: 5 }, (_, index) => ({
  ...member(`old-${index}`, `5x${3 + index * 4}`),
  ...member(`new-${index}`, `_x${3 + index * 4} 1 5x60`),
})));
/** One fails, and counts it when another one has sent instead for long. */
const SENT_INSTEAD: Series = {
  ...notifications(0, { all: '0+1x30', failed: '0+1x30' }),
  ...notifications(1, { all: '0 0 1x30', failed: '0x30' }),
};

export const PROMETHEUS_CASES: readonly SeriesCase[] = [
  {
    alert: 'TargetDown',
    minute: 15,
    fires: targets(9),
    silent: [targets(10)],
    labels: { namespace: 'shop', job: 'web' },
    value: 1 / 9,
  },
  ...(['KubeStateMetricsMissing', 'NodeExporterMissing'] as const).map((alert) => {
    const job = alert === 'NodeExporterMissing' ? 'node-exporter' : 'kube-state-metrics';
    const up = (value: number) => ({ [`up{job="${job}",instance="a"}`]: `${value}x30` });
    return { alert, minute: 10, fires: up(0), silent: [up(1)], labels: {}, value: 1, missing: {} };
  }),
  {
    alert: 'PrometheusConfigurationBad',
    minute: 10,
    fires: server('config_last_reload_successful', '0x30'),
    silent: [server('config_last_reload_successful', '0 0 0 0 0 1x30')],
    labels: OF_SERVER,
    value: 0,
  },
  {
    alert: 'PrometheusRuleFailures',
    minute: 16,
    fires: server('rule_evaluation_failures_total', '0+1x30', ',rule_group="shop"'),
    silent: [server('rule_evaluation_failures_total', '5x30', ',rule_group="shop"')],
    labels: { ...OF_SERVER, rule_group: 'shop' },
    value: 5,
  },
  {
    alert: 'PrometheusEvaluationsMissed',
    minute: 16,
    fires: server('rule_group_iterations_missed_total', '0+1x30', ',rule_group="shop"'),
    silent: [server('rule_group_iterations_missed_total', '5x30', ',rule_group="shop"')],
    labels: { ...OF_SERVER, rule_group: 'shop' },
    value: 5,
  },
  {
    alert: 'PrometheusNotificationsDropped',
    minute: 11,
    fires: server('notifications_dropped_total', '0+1x30'),
    silent: [server('notifications_dropped_total', '5x30')],
    labels: OF_SERVER,
    value: 5,
  },
  {
    alert: 'PrometheusWithoutAlertmanager',
    minute: 10,
    fires: server('notifications_alertmanagers_discovered', '0x30'),
    silent: [server('notifications_alertmanagers_discovered', '1x30')],
    labels: OF_SERVER,
    value: 0,
  },
];

export const ALERTMANAGER_CASES: readonly SeriesCase[] = [
  {
    alert: 'AlertmanagerMissing',
    minute: 10,
    fires: {},
    silent: [members('build_info', 1)],
    labels: {},
    value: 1,
    missing: {},
  },
  {
    alert: 'AlertmanagerMembersInconsistent',
    minute: 15,
    fires: members('cluster_members', 3, 3, 2),
    silent: [
      members('cluster_members', 3, 3, 3),
      members('cluster_members', '3 3 3 3 2 2 2 2 3 3 3 3 3 3 3 3', 3, 3),
      ...[15, 20, 24].map((minute) => ({ minute, series: ROLLED })),
    ],
    labels: OF_CLUSTER,
    value: 2,
  },
  {
    alert: 'AlertmanagerFailedToSend',
    minute: 6,
    fires: failing(2, 0),
    silent: [failing(1, 0)],
    labels: OF_INTEGRATION,
    value: 0.02,
  },
  {
    alert: 'AlertmanagerIntegrationDown',
    minute: 6,
    // A member that had nothing to send has told nobody.
    fires: { ...failing(51, 60), ...notifications(2, { all: '0x30', failed: '0x30' }) },
    silent: [failing(50, 100), { minute: 12, series: SENT_INSTEAD }],
    labels: OF_INTEGRATION,
    value: 0.51,
  },
  {
    alert: 'AlertmanagerConfigurationBad',
    minute: 10,
    fires: members('config_last_reload_successful', 0, 1),
    silent: [members('config_last_reload_successful', 1, 1)],
    labels: OF_CLUSTER,
    value: 0,
  },
  {
    alert: 'AlertmanagerConfigurationDiffers',
    minute: 20,
    fires: members('config_hash', 7, 8),
    silent: [members('config_hash', 7, 7)],
    labels: OF_CLUSTER,
    value: 2,
  },
];
