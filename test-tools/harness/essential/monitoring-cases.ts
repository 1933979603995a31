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

interface Counted {
  readonly all: string;
  readonly failed: string;
  readonly integration?: string;
  readonly reason?: string;
}

function notifications(index: number, { all, failed, integration = 'slack', reason = 'other' }: Counted): Series {
  const of = `namespace="monitoring",job="alertmanager",instance="a-${index}",integration="${integration}"`;
  return {
    [`alertmanager_notifications_failed_total{${of},reason="${reason}"}`]: failed,
    [`alertmanager_notifications_total{${of}}`]: all,
  };
}

/** A counter as Alertmanager has it: it grows once in so many minutes, by the same number. */
function oncePer(minutes: number, by = 1): string {
  return Array.from({ length: Math.ceil(90 / minutes) }, (_, step) => `${step * by}x${minutes - 1}`).join(' ');
}

const NEVER = '0x90';
/** One group that cannot be sent: each time it is tried again. */
const FAILS = { all: oncePer(5), failed: oncePer(5) };
const SENDS = { all: oncePer(5), failed: NEVER };
const IDLE = { all: NEVER, failed: NEVER };
/** A burst of groups, which are counted as failed when their time to be sent is over. */
const BURST_FAILS = { all: '0x4 20x80', failed: '0x9 20x80' };
const BURST_SENT = { all: '0x4 20x80', failed: NEVER };

/** How many members one sees. */
function member(name: string, values: string): Series {
  return { [`alertmanager_cluster_members{namespace="monitoring",job="alertmanager",instance="${name}"}`]: values };
}

/** Five members that are replaced one after the other, each under another address. */
const ROLLED: Series = Object.assign({}, ...Array.from({ length: 5 }, (_, index) => ({
  ...member(`old-${index}`, `5x${3 + index * 4}`),
  ...member(`new-${index}`, `_x${3 + index * 4} 1 5x60`),
})));
/** Every quarter of an hour one fails, and counts it when another one has sent instead for long. */
const SENT_INSTEAD: Series = {
  ...notifications(0, { all: oncePer(15), failed: `0x4 ${oncePer(15)}` }),
  ...notifications(1, { all: oncePer(15), failed: NEVER }),
};
/** One receiver never gets anything, and another one of the same integration, such as the Watchdog's, always does. */
const OTHERS_GET_THEIRS: Series = notifications(0, { all: oncePer(5, 2), failed: oncePer(5) });

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
  ...[
    { ...notifications(0, FAILS), ...notifications(1, SENDS) },
    OTHERS_GET_THEIRS,
  ].map((fires) => ({
    alert: 'AlertmanagerFailedToSend',
    minute: 10,
    fires,
    silent: [
      { ...notifications(0, SENDS), ...notifications(1, SENDS) },
      notifications(0, { ...FAILS, reason: 'contextCanceled' }),
      { minute: 60, series: notifications(0, BURST_FAILS) },
    ],
    labels: OF_INTEGRATION,
    value: 2,
  })),
  {
    alert: 'AlertmanagerFailedToSend',
    minute: 15,
    fires: { ...notifications(0, BURST_FAILS), ...notifications(1, BURST_SENT) },
    silent: [{ minute: 30, series: { ...notifications(0, BURST_FAILS), ...notifications(1, BURST_SENT) } }],
    labels: OF_INTEGRATION,
    value: 20,
  },
  ...[
    // A member that had nothing to send has told nobody.
    { fires: { ...notifications(0, FAILS), ...notifications(1, FAILS), ...notifications(2, IDLE) } },
    { fires: OTHERS_GET_THEIRS },
    // One group is tried again every ten minutes.
    { fires: notifications(0, { all: oncePer(10), failed: oncePer(10) }), minute: 25, value: 1 },
  ].map((fails) => ({
    alert: 'AlertmanagerIntegrationDown',
    minute: 20,
    value: 3,
    silent: [
      ...[20, 40].map((minute) => ({ minute, series: { ...notifications(0, FAILS), ...notifications(1, SENDS) } })),
      ...[20, 21, 30, 40, 60].map((minute) => ({ minute, series: SENT_INSTEAD })),
      ...[20, 24, 25, 30].map((minute) => ({ minute, series: notifications(0, BURST_FAILS) })),
      notifications(0, { ...FAILS, reason: 'contextCanceled' }),
    ],
    labels: OF_INTEGRATION,
    ...fails,
  })),
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
