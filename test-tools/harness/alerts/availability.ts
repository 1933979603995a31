import { InputSeries } from './promtool';

/** What kube-state-metrics says of a workload, as values at each minute. */
export interface AvailabilityState {
  readonly wanted: string;
  readonly available: string;
  /** When it was made, in seconds of Unix time. */
  readonly created?: number;
}

/** Made long before the first minute. */
const LONG_AGO = -86_400;
const METRICS = {
  deployment: {
    wanted: 'kube_deployment_spec_replicas',
    available: 'kube_deployment_status_replicas_available',
    created: 'kube_deployment_created',
  },
  statefulset: {
    wanted: 'kube_statefulset_replicas',
    available: 'kube_statefulset_status_replicas_available',
    created: 'kube_statefulset_created',
  },
} as const;

/** A workload beside one of nearly its name, which is well. */
export function availabilitySeries(kind: keyof typeof METRICS, state: AvailabilityState): InputSeries[] {
  const { wanted, available, created = LONG_AGO } = state;
  const of = (metric: keyof AvailabilityState, name: string) => (
    `${METRICS[kind][metric]}{namespace="shop",${kind}="${name}"}`
  );
  return [
    { series: of('wanted', 'api'), values: wanted },
    { series: of('available', 'api'), values: available },
    { series: of('created', 'api'), values: `${created}x120` },
    { series: of('wanted', 'api-v2'), values: '3x120' },
    { series: of('available', 'api-v2'), values: '3x120' },
    { series: of('created', 'api-v2'), values: `${LONG_AGO}x120` },
  ];
}
