import { ControllerKind, podNames } from '../../internal/naming/pod-names';
import { AlertRule } from '../alert-rules';
import { serviceText } from '../alert-texts';
import { promqlString, seriesOf, shareOf } from '../promql';

/** A workload whose room is watched. */
export interface SaturationSubject {
  readonly namespace: string;
  readonly service: string;
  /** What makes the pods, where that is called otherwise. */
  readonly workload?: string;
  readonly controller: ControllerKind;
  readonly isScaled: boolean;
  /** How much of its memory limit a container may use. */
  readonly memoryPercent: number;
  /** In how many of a hundred periods a container may be throttled. */
  readonly throttledPercent: number;
}

type Alert = Omit<AlertRule, 'runbook' | 'dashboard'>;

const WINDOW = '5m';
const LASTING = '15m';

/** Alerts on what is nearly used up: memory, CPU, and replicas where there is an autoscaler. */
export function saturationAlerts(subject: SaturationSubject): Alert[] {
  return [memoryIsShort, cpuIsThrottled, ...subject.isScaled ? [cannotGrow] : []].map((alert) => alert(subject));
}

/** One container is enough: it is the first to be killed. */
function memoryIsShort(subject: SaturationSubject): Alert {
  const used = `max by (pod, container) (container_memory_working_set_bytes{${containersOf(subject)}})`;
  const limits = `kube_pod_container_resource_limits{${podsOf(subject)},resource="memory"}`;
  return {
    alert: 'ServiceMemoryNearLimit',
    expr: [
      `max(${used} / on (pod, container) (max by (pod, container) (${limits}) > 0))`,
      `> ${shareOf(subject.memoryPercent)}`,
    ].join('\n'),
    for: LASTING,
    severity: 'warning',
    summary: `A container of ${serviceText(subject)} uses {{ $value | humanizePercentage }} of its memory limit.`,
    description: `It has been above ${subject.memoryPercent}% for a quarter of an hour; at the limit it is `
      + 'killed. First see whether its use grows without end, and give it more memory where it does not.',
  };
}

function cpuIsThrottled(subject: SaturationSubject): Alert {
  const perContainer = (metric: string) => (
    `sum by (pod, container) (increase(${metric}{${containersOf(subject)}}[${WINDOW}]))`
  );
  const throttled = perContainer('container_cpu_cfs_throttled_periods_total');
  return {
    alert: 'ServiceCpuThrottled',
    expr: [
      `max(${throttled} / ${perContainer('container_cpu_cfs_periods_total')})`,
      `> ${shareOf(subject.throttledPercent)}`,
    ].join('\n'),
    for: LASTING,
    severity: 'warning',
    summary: `A container of ${serviceText(subject)} is throttled in {{ $value | humanizePercentage }} of all periods.`,
    description: `It has been more than ${subject.throttledPercent}% for a quarter of an hour: requests wait `
      + 'though the node may have CPU to spare. First raise its CPU limit, or leave it out.',
  };
}

/** Where the bounds are equal, nobody wants it to grow. */
function cannotGrow(subject: SaturationSubject): Alert {
  const { namespace, service, workload = service } = subject;
  const replicas = (metric: string) => (
    `max(${seriesOf(`kube_horizontalpodautoscaler_${metric}`, { namespace, horizontalpodautoscaler: workload })})`
  );
  return {
    alert: 'ServiceAtMaximumScale',
    expr: [
      replicas('status_desired_replicas'),
      `>= ${replicas('spec_max_replicas')}`,
      `> ${replicas('spec_min_replicas')}`,
    ].join('\n'),
    for: LASTING,
    severity: 'warning',
    summary: `${serviceText(subject)} cannot grow beyond its {{ $value | humanize }} replicas.`,
    description: 'Its autoscaler has wanted as many as it may have for a quarter of an hour: more load will slow it '
      + 'down. First see whether the load is meant, then raise the maximum, and the quota of the namespace with it.',
  };
}

function podsOf({ namespace, service, workload = service, controller }: SaturationSubject): string {
  return `namespace=${promqlString(namespace)},pod=~${promqlString(podNames(controller, workload))}`;
}

/** The kubelet counts whole pods too, as a container without a name. */
function containersOf(subject: SaturationSubject): string {
  return `${podsOf(subject)},container!=""`;
}
