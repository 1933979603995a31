import { REPLICA_SET_HASH } from '../../../internal/naming/pod-names';
import { EssentialGroup, expression } from '../essential-group';

const OF_POD = 'by (namespace, pod)';
const OF_CONTAINER = 'by (namespace, pod, container)';
const OF_WORKLOAD = 'by (namespace, workload, container)';
/** Pods come and go; the alert is about what made them. */
const ITS_WORKLOAD = 'on (namespace, pod) group_left (workload) preflight:pod_workload:info';
const CONTAINER = 'The container {{ $labels.container }} of {{ $labels.namespace }}/{{ $labels.workload }}';
const CADVISOR = 'job="kubelet",metrics_path="/metrics/cadvisor",container!=""';
const NOT_STARTING = 'CreateContainer.*Error|ErrImage.*|ImagePullBackOff|InvalidImageName|RunContainerError';

/** What made a pod: its Deployment or CronJob where it has one, else its controller, else itself. */
const POD_WORKLOAD = expression`
  max by (namespace, pod, workload) (
    label_replace(${ownerNamed('owner_kind="ReplicaSet"')}, "workload", "$1", "owner_name", "(.+)-${REPLICA_SET_HASH}")
    or label_replace(${ownerNamed('owner_kind="Job"')}, "workload", "$1", "owner_name", "(.+)-[0-9]{8,}")
    or ${ownerNamed('owner_kind!~"ReplicaSet|Job|Node|<none>|"')}
    or on (namespace, pod) label_replace(kube_pod_owner, "workload", "$1", "pod", "(.+)")
  )`;

/** Whether containers start, stay and have what they need. */
export const PODS: EssentialGroup = {
  name: 'pods',
  page: 'workloads',
  rules: [
    { record: 'preflight:pod_workload:info', expr: POD_WORKLOAD },
    {
      alert: 'PodCrashLooping',
      expr: expression`
        count ${OF_WORKLOAD} (
          (${keptWaiting('reason="CrashLoopBackOff"')})
          * ${ITS_WORKLOAD}
        )`,
      severity: 'warning',
      summary: `${CONTAINER} crashes again and again.`,
      description: 'In {{ $value }} of its pods it has been so for a quarter of an hour. First read the log of the run '
        + 'before: `kubectl logs --previous`.',
    },
    ({ restartsPerHour }) => ({
      alert: 'ContainerRestarting',
      expr: expression`
        max ${OF_WORKLOAD} (
          max ${OF_CONTAINER} (increase(kube_pod_container_status_restarts_total[1h]))
          * ${ITS_WORKLOAD}
        ) > ${restartsPerHour}`,
      severity: 'warning',
      summary: `${CONTAINER} restarts too often.`,
      description: 'It has done so {{ printf "%.0f" $value }} times within an hour in one pod, and may serve in '
        + 'between. First see why its last run ended: an error, a liveness probe, or memory.',
    }),
    {
      alert: 'ContainerOutOfMemory',
      expr: expression`
        count ${OF_WORKLOAD} (
          (
            max ${OF_CONTAINER} (kube_pod_container_status_last_terminated_reason{reason="OOMKilled"}) == 1
            and max ${OF_CONTAINER} (increase(kube_pod_container_status_restarts_total[15m])) > 0
            or max ${OF_CONTAINER} (kube_pod_container_status_terminated_reason{reason="OOMKilled"}) == 1
            unless on (namespace, pod) time() - max ${OF_POD} (kube_pod_completion_time) > 900
          )
          * ${ITS_WORKLOAD}
        )`,
      severity: 'warning',
      summary: `${CONTAINER} was killed for its memory.`,
      description: 'It reached its limit in {{ $value }} of its pods within a quarter of an hour. First see whether '
        + 'its memory grows without end; give it more where it does not.',
    },
    {
      alert: 'PodNotReady',
      expr: expression`
        count by (namespace, workload) (
          (
            max ${OF_POD} (max_over_time(kube_pod_status_ready{condition="true"}[15m])) == 0
            and max ${OF_POD} (kube_pod_status_ready{condition="true"} offset 15m) == 0
            and max ${OF_POD} (kube_pod_status_phase{phase=~"Pending|Running|Unknown"}) == 1
            unless max ${OF_POD} (kube_pod_owner{owner_kind="Job"})
          )
          * ${ITS_WORKLOAD}
        )`,
      severity: 'warning',
      summary: '{{ $value }} pods of {{ $labels.namespace }}/{{ $labels.workload }} are not ready.',
      description: 'None of them has been for a quarter of an hour, and they serve nothing. First see whether they '
        + 'found a node, and what their readiness probe says.',
    },
    {
      alert: 'ContainerNotStarting',
      expr: expression`
        count ${OF_WORKLOAD} (
          (${keptWaiting(`reason=~"${NOT_STARTING}"`)})
          * ${ITS_WORKLOAD}
        )`,
      severity: 'warning',
      summary: `${CONTAINER} cannot be started.`,
      description: 'In {{ $value }} of its pods it has been so for a quarter of an hour. First read their events: an '
        + 'image that cannot be pulled, or a Secret or ConfigMap that is not there.',
    },
    ({ containerMemoryPercent }) => ({
      alert: 'ContainerMemoryHigh',
      expr: expression`
        max ${OF_WORKLOAD} (
          max ${OF_CONTAINER} (container_memory_working_set_bytes{${CADVISOR},image!=""})
          / (max ${OF_CONTAINER} (kube_pod_container_resource_limits{resource="memory"}) > 0)
          * ${ITS_WORKLOAD}
        ) > ${containerMemoryPercent / 100}`,
      for: '15m',
      severity: 'warning',
      summary: `${CONTAINER} uses {{ $value | humanizePercentage }} of its memory limit.`,
      description: `It has been above ${containerMemoryPercent}% for a quarter of an hour; at the limit it is killed. `
        + 'First see whether its memory grows without end; give it more where it does not.',
    }),
    ({ throttledPercent }) => ({
      alert: 'ContainerCpuThrottled',
      expr: expression`
        max ${OF_WORKLOAD} (
          sum ${OF_CONTAINER} (increase(container_cpu_cfs_throttled_periods_total{${CADVISOR}}[5m]))
          / sum ${OF_CONTAINER} (increase(container_cpu_cfs_periods_total{${CADVISOR}}[5m]))
          * ${ITS_WORKLOAD}
        ) > ${throttledPercent / 100}`,
      for: '15m',
      severity: 'info',
      summary: `${CONTAINER} waits for its CPU limit in {{ $value | humanizePercentage }} of all periods.`,
      description: `It has been above ${throttledPercent}% for a quarter of an hour. Nothing fails by that alone: read `
        + 'it beside alerts about latency, and raise the limit or leave it out.',
    }),
  ],
};

/** Containers of a pod, each by itself: of a rollout, one pod after the other may wait for a moment. */
function keptWaiting(matcher: string): string {
  const seen = `max_over_time(kube_pod_container_status_waiting_reason{${matcher}}[5m])`;
  return `count_over_time((max ${OF_CONTAINER} (${seen}) >= 1)[15m:1m]) >= 15`;
}

function ownerNamed(matcher: string): string {
  const owner = `kube_pod_owner{${matcher},owner_is_controller!="false"}`;
  return `label_replace(${owner}, "workload", "$1", "owner_name", "(.+)")`;
}
