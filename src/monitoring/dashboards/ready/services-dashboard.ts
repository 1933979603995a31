import { IConstruct } from 'constructs';
import { ReadyDashboard, WINDOW } from './ready-dashboard';
import { RequestMetrics } from '../../../alerts/services/request-metrics';
import { matcher, RequestQueries, RequestSeries } from '../../../alerts/services/request-series';
import { fail } from '../../../internal/fail';
import { podNames } from '../../../internal/naming/pod-names';
import { Platform } from '../../../platform/platform';
import { DashboardPanel, DashboardRow } from '../dashboard-panel';
import { DashboardVariable } from '../dashboard-props';

const NAMESPACE = '$namespace';
const SERVICE = '$service';
const PODS = [
  'namespace="$namespace"', `pod=~"(${podNames('Deployment', SERVICE)}|${podNames('StatefulSet', SERVICE)})"`,
].join(',');
const CONTAINERS = `${PODS},container!=""`;

/** What services do that count their requests in one way. */
export function servicesDashboard(scope: IConstruct, metrics: RequestMetrics): ReadyDashboard {
  metrics._check(scope, 'metrics');
  const { usesOperator } = Platform.of(scope).metrics;
  const series = metrics._series({ namespace: NAMESPACE, name: SERVICE, controller: 'Deployment', usesOperator });
  return {
    title: 'Services',
    description: 'The requests of one service, and the room that its pods have left.',
    variables: [variable(scope, series, 'namespace'), variable(scope, series, 'service')],
    rows: [requests(new RequestQueries(series)), SATURATION, REPLICAS],
  };
}

/** The values of the label that tells services apart, of all series that have the labels before it. */
function variable(scope: IConstruct, { labels, count }: RequestSeries, name: string): DashboardVariable {
  const entries = Object.entries(labels);
  const own = entries.findIndex(([, value]) => value === `$${name}`);
  if (own === -1) {
    const must = `have a label with the value $${name}, by which a dashboard tells services apart`;
    const remedy = "write them like { namespace: '$namespace', job: '$service' }, or leave them out";
    fail(scope, { prop: 'metrics.labels', must, got: labels, remedy });
  }
  const matchers = entries
    .filter(([, value], index) => index < own || !String(value).startsWith('$'))
    .map(([label, value]) => matcher(label, value));
  return { name, label: entries[own][0], series: `${count}{${matchers.join(',')}}` };
}

function requests(queries: RequestQueries): DashboardRow {
  return { title: 'Requests', panels: [rate(queries), errors(queries), latency(queries)] };
}

function rate(queries: RequestQueries): DashboardPanel {
  return {
    title: 'Rate',
    description: 'Requests in a second, and how many of them failed.',
    unit: 'reqps',
    queries: [
      { expr: queries.rate(WINDOW), legend: 'requests' },
      { expr: queries.failures(WINDOW), legend: 'failures' },
    ],
  };
}

function errors(queries: RequestQueries): DashboardPanel {
  return {
    title: 'Errors',
    description: 'The share of requests that failed. What the caller did wrong is none.',
    unit: 'percentunit',
    queries: [{ expr: `(${queries.failures(WINDOW)})\n/ ${queries.rate(WINDOW)}`, legend: 'failed' }],
    thresholds: { warning: 0.01, critical: 0.05 },
  };
}

function latency(queries: RequestQueries): DashboardPanel {
  return {
    title: 'Latency',
    description: 'Within which time half of the requests, nine of ten, and all but one of a hundred were answered. It '
      + 'is an estimate, as fine as the buckets of the histogram.',
    unit: 's',
    queries: [0.5, 0.9, 0.99].map((share) => ({ expr: queries.quantile(share, WINDOW), legend: `${share * 100} %` })),
  };
}

const SATURATION: DashboardRow = {
  title: 'Saturation',
  panels: [
    {
      title: 'CPU',
      description: 'CPUs that each pod uses.',
      unit: 'short',
      queries: [{
        expr: `sum by (pod) (rate(container_cpu_usage_seconds_total{${CONTAINERS}}[${WINDOW}]))`, legend: '{{pod}}',
      }],
    },
    {
      title: 'Throttled',
      description: 'In which share of the periods of 100 ms a container wanted more CPU than its limit.',
      unit: 'percentunit',
      queries: [{
        expr: `${periods('container_cpu_cfs_throttled_periods_total')}\n`
          + `/ ${periods('container_cpu_cfs_periods_total')}`,
        legend: '{{pod}} {{container}}',
      }],
      thresholds: { warning: 0.25, critical: 0.5 },
    },
    {
      title: 'Memory of the limit',
      description: 'The share of its memory limit that each container uses; at the limit it is killed.',
      unit: 'percentunit',
      queries: [{
        expr: `max by (pod, container) (container_memory_working_set_bytes{${CONTAINERS}})\n`
          + `/ max by (pod, container) (kube_pod_container_resource_limits{${PODS},resource="memory"})`,
        legend: '{{pod}} {{container}}',
      }],
      thresholds: { warning: 0.8, critical: 0.95 },
    },
  ],
};

const REPLICAS: DashboardRow = {
  title: 'Pods',
  panels: [
    {
      title: 'Replicas',
      description: 'How many pods there should be, and how many of them serve.',
      unit: 'short',
      queries: [
        { expr: replicas('kube_deployment_spec_replicas', 'kube_statefulset_replicas'), legend: 'wanted' },
        {
          expr: replicas('kube_deployment_status_replicas_available', 'kube_statefulset_status_replicas_available'),
          legend: 'available',
        },
      ],
    },
    {
      title: 'Restarts',
      description: 'How often the containers of each pod were started again.',
      unit: 'short',
      queries: [{
        expr: `sum by (pod) (increase(kube_pod_container_status_restarts_total{${PODS}}[${WINDOW}])) > 0`,
        legend: '{{pod}}',
      }],
    },
    {
      title: 'Phases',
      description: 'What has become of the pods.',
      unit: 'short',
      queries: [{ expr: `sum by (phase) (kube_pod_status_phase{${PODS}}) > 0`, legend: '{{phase}}' }],
    },
  ],
};

function periods(metric: string): string {
  return `sum by (pod, container) (increase(${metric}{${CONTAINERS}}[${WINDOW}]))`;
}

/** Whichever of the two makes the pods. */
function replicas(deployment: string, statefulSet: string): string {
  return `max(${deployment}{namespace="$namespace",deployment="$service"})\n`
    + `or max(${statefulSet}{namespace="$namespace",statefulset="$service"})`;
}
