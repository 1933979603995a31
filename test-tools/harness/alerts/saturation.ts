import { InputSeries } from './promtool';

/** What the kubelet and kube-state-metrics say of a container. */
export interface ContainerUse {
  readonly pod?: string;
  /** What it uses of its memory, and what it may; 0 where there is no limit. */
  readonly memory?: number;
  readonly limit?: number;
  /** In how many of a hundred periods it is throttled. */
  readonly throttled?: number;
}

/** What an autoscaler wants, and what it may. */
export interface ScalerState {
  readonly desired: number;
  readonly min: number;
  readonly max: number;
}

const MINUTES = 60;
const POD = 'api-5d4f8c7b9-x2x4z';
const NEIGHBOUR = 'api-5d4f8c7b9-bcdfg';

/** One container that uses so much beside another pod that uses little, and the sums of whole pods that say nothing. */
export function containerSeries({ pod = POD, memory = 10, limit = 100, throttled = 0 }: ContainerUse): InputSeries[] {
  const used = { pod, memory, limit, throttled };
  const idle = { pod: NEIGHBOUR, memory: 10, limit: 100, throttled: 0 };
  return [used, ...pod === POD ? [idle] : []].flatMap((one) => [
    ...kubelet(one, 'container="api",image="registry.example.com/api"'),
    ...kubelet({ ...one, memory: 1000, throttled: 100 }, 'container="",image=""'),
    limitOf(one.pod, 'memory', one.limit),
    limitOf(one.pod, 'cpu', 1),
  ]);
}

/** An autoscaler and one of nearly its name, which always wants more. */
export function scalerSeries({ desired, min, max }: ScalerState): InputSeries[] {
  const states = { status_desired_replicas: desired, spec_min_replicas: min, spec_max_replicas: max };
  const others = { status_desired_replicas: 90, spec_min_replicas: 1, spec_max_replicas: 90 };
  return Object.entries({ 'api': states, 'api-v2': others }).flatMap(([name, state]) => (
    Object.entries(state).map(([metric, value]) => ({
      series: `kube_horizontalpodautoscaler_${metric}{namespace="shop",horizontalpodautoscaler="${name}"}`,
      values: `${value}x${MINUTES}`,
    }))
  ));
}

function kubelet({ pod, memory, throttled }: Required<Omit<ContainerUse, 'limit'>>, container: string): InputSeries[] {
  const labels = `${labelsOf(pod)},${container}`;
  return [
    { series: `container_memory_working_set_bytes{${labels}}`, values: `${memory}x${MINUTES}` },
    { series: `container_cpu_cfs_periods_total{${labels}}`, values: `0+100x${MINUTES}` },
    { series: `container_cpu_cfs_throttled_periods_total{${labels}}`, values: `0+${throttled}x${MINUTES}` },
  ];
}

function limitOf(pod: string, resource: string, limit: number): InputSeries {
  const labels = `${labelsOf(pod)},container="api",resource="${resource}"`;
  return { series: `kube_pod_container_resource_limits{${labels}}`, values: `${limit}x${MINUTES}` };
}

function labelsOf(pod: string): string {
  return `namespace="shop",pod="${pod}"`;
}
