import { Series, SeriesCase } from './series-case';

const OF_CONTAINER = { namespace: 'shop', workload: 'web', container: 'main' };
const PODS = ['web-5d4f8c7b9-xk2lp', 'web-5d4f8c7b9-z7q9w'];
const REPLICA_SETS = Object.fromEntries(PODS.flatMap((pod) => scrapers(
  `kube_pod_owner{namespace="shop",pod="${pod}",owner_kind="ReplicaSet",owner_name="web-5d4f8c7b9",`
    + 'owner_is_controller="true"}',
).map((series) => [series, '1x400'])));

/** Each replica of kube-state-metrics shows the same. */
function scrapers(series: string): string[] {
  return ['ksm-1', 'ksm-2'].map((instance) => series.replace('{', `{instance="${instance}",`));
}

/** Something that is said of the first pods of the Deployment. */
function said(metric: string, values: string, pods = 1): Series {
  const [name, labels] = metric.split('{');
  const series = PODS.slice(0, pods).flatMap((pod) => (
    scrapers(`${name}{namespace="shop",pod="${pod}",${labels ?? '}'}`)
  ));
  return { ...REPLICA_SETS, ...Object.fromEntries(series.map((one) => [one.replace(',}', '}'), values])) };
}

const WAITING = 'kube_pod_container_status_waiting_reason{container="main",reason=';
const RESTARTS = 'kube_pod_container_status_restarts_total{container="main"}';
const KILLED = 'kube_pod_container_status_last_terminated_reason{container="main",reason="OOMKilled"}';
const READY = 'kube_pod_status_ready{condition="true"}';
const CADVISOR = 'job="kubelet",metrics_path="/metrics/cadvisor",container="main"';

function memory(used: number, limit: number): Series {
  return {
    ...said(`container_memory_working_set_bytes{${CADVISOR},image="web:1"}`, `${used}x30`),
    ...said('kube_pod_container_resource_limits{container="main",resource="memory",unit="byte"}', `${limit}x30`),
  };
}

function throttled(periods: number): Series {
  return {
    ...said(`container_cpu_cfs_throttled_periods_total{${CADVISOR}}`, `0+${periods}x30`),
    ...said(`container_cpu_cfs_periods_total{${CADVISOR}}`, '0+100x30'),
  };
}

/** Thirty pods of a workload, each of which begins two minutes after the one before. */
function oneByOne(owner: string, shown: Series): Series {
  return Object.assign({}, ...Array.from({ length: 30 }, (_, index) => {
    const before = index === 0 ? '' : `_x${index * 2 - 1} `;
    const all = { [`kube_pod_owner{${owner}}`]: '1x60', ...shown };
    return Object.fromEntries(Object.entries(all).map(([series, values]) => [
      series.replace('{', `{namespace="shop",pod="p-${index}",`), `${before}${values}`,
    ]));
  }));
}

const OF_REPLICA_SET = 'owner_kind="ReplicaSet",owner_name="web-5d4f8c7b9",owner_is_controller="true"';
const OF_JOB = 'owner_kind="Job",owner_name="report-29384756",owner_is_controller="true"';
const RUNNING = 'kube_pod_status_phase{phase="Running"}';
/** A healthy rollout. */
const ROLLED_OUT = oneByOne(OF_REPLICA_SET, { [READY]: '0x1 1x60', [RUNNING]: '1x60' });
const OF_LONG_JOB = oneByOne(OF_JOB, { [READY]: '0x60', [RUNNING]: '1x60' });

/** A container of a Job that is killed after two minutes, and not started again. */
function killedForGood(kube: Series = {}): Series {
  return Object.fromEntries(Object.entries({
    [`kube_pod_owner{${OF_JOB}}`]: '1x60',
    [RESTARTS]: '0x60',
    'kube_pod_container_status_terminated_reason{container="main",reason="OOMKilled"}': '_x1 1x60',
    ...kube,
  }).map(([series, values]) => [series.replace('{', '{namespace="shop",pod="report",'), values]));
}

/** For a moment, in one pod after the other. */
const waitsShortly = (reason: string) => ({
  minute: 40, series: oneByOne(OF_REPLICA_SET, { [`${WAITING}"${reason}"}`]: '1 1 stale' }),
});

export const POD_CASES: readonly SeriesCase[] = [
  {
    alert: 'PodCrashLooping',
    minute: 15,
    fires: said(`${WAITING}"CrashLoopBackOff"}`, '1x30', 2),
    silent: [
      said(`${WAITING}"ContainerCreating"}`, '1x30'),
      said(`${WAITING}"CrashLoopBackOff"}`, '0x30'),
      waitsShortly('CrashLoopBackOff'),
    ],
    labels: OF_CONTAINER,
    value: 2,
  },
  {
    alert: 'ContainerRestarting',
    minute: 10,
    fires: said(RESTARTS, '0x4 6x30'),
    silent: [said(RESTARTS, '0x4 5x30')],
    labels: OF_CONTAINER,
    value: 6,
  },
  {
    alert: 'ContainerOutOfMemory',
    minute: 10,
    fires: { ...said(KILLED, '1x30'), ...said(RESTARTS, '0x4 1x30') },
    silent: [
      { ...said(KILLED, '1x30'), ...said(RESTARTS, '1x30') },
      { ...said(KILLED.replace('OOMKilled', 'Error'), '1x30'), ...said(RESTARTS, '0x4 1x30') },
    ],
    labels: OF_CONTAINER,
    value: 1,
  },
  {
    alert: 'ContainerOutOfMemory',
    minute: 10,
    fires: killedForGood(),
    silent: [{ minute: 18, series: killedForGood({ 'kube_pod_completion_time{uid="1"}': '_x1 120x60' }) }],
    labels: { ...OF_CONTAINER, workload: 'report' },
    value: 1,
  },
  {
    alert: 'PodNotReady',
    minute: 15,
    fires: { ...said(READY, '0x30', 2), ...said('kube_pod_status_phase{phase="Pending"}', '1x30', 2) },
    silent: [
      { minute: 14, series: { ...said(READY, '0x30'), ...said(RUNNING, '1x30') } },
      { ...said(READY, '1x30', 2), ...said(RUNNING, '1x30', 2) },
      { ...said(READY, '0x30', 2), ...said('kube_pod_status_phase{phase="Succeeded"}', '1x30', 2) },
      ...[15, 20, 40].flatMap((minute) => [{ minute, series: ROLLED_OUT }, { minute, series: OF_LONG_JOB }]),
    ],
    labels: { namespace: 'shop', workload: 'web' },
    value: 2,
  },
  {
    alert: 'ContainerNotStarting',
    minute: 15,
    fires: said(`${WAITING}"ImagePullBackOff"}`, '1x30'),
    silent: [
      said(`${WAITING}"ImagePullBackOff"}`, '0x30'),
      said(`${WAITING}"ContainerCreating"}`, '1x30'),
      waitsShortly('ErrImagePull'),
    ],
    labels: OF_CONTAINER,
    value: 1,
  },
  {
    alert: 'ContainerMemoryHigh',
    minute: 15,
    fires: memory(91, 100),
    silent: [memory(90, 100), memory(91, 0)],
    labels: OF_CONTAINER,
    value: 0.91,
  },
  {
    alert: 'ContainerCpuThrottled',
    minute: 16,
    fires: throttled(26),
    silent: [throttled(25)],
    labels: OF_CONTAINER,
    value: 0.26,
  },
];

/** What made a pod, by who owns it. */
export const WORKLOADS_OF_PODS: readonly { readonly owner: string; readonly workload: string }[] = [
  { owner: 'pod="a",owner_kind="ReplicaSet",owner_name="web-5d4f8c7b9",owner_is_controller="true"', workload: 'web' },
  { owner: 'pod="b",owner_kind="ReplicaSet",owner_name="alone",owner_is_controller="true"', workload: 'alone' },
  { owner: 'pod="c",owner_kind="Job",owner_name="report-29384756",owner_is_controller="true"', workload: 'report' },
  { owner: 'pod="d",owner_kind="Job",owner_name="migrate-1",owner_is_controller="true"', workload: 'migrate-1' },
  { owner: 'pod="e-0",owner_kind="StatefulSet",owner_name="e",owner_is_controller="true"', workload: 'e' },
  { owner: 'pod="f-n1",owner_kind="Node",owner_name="n1",owner_is_controller="true"', workload: 'f-n1' },
  { owner: 'pod="g",owner_kind="<none>",owner_name="<none>",owner_is_controller="<none>"', workload: 'g' },
  { owner: 'pod="h",owner_kind="",owner_name="",owner_is_controller=""', workload: 'h' },
  { owner: 'pod="i",owner_kind="Runner",owner_name="r",owner_is_controller="false"', workload: 'i' },
];
