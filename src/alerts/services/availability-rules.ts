import { ControllerKind } from '../../internal/naming/pod-names';
import { AlertRule } from '../alert-rules';
import { serviceText } from '../alert-texts';
import { seriesOf } from '../promql';

/** A workload that should have pods which serve. */
export interface AvailabilitySubject {
  readonly namespace: string;
  readonly service: string;
  /** What makes the pods, where that is called otherwise. */
  readonly workload?: string;
  readonly controller: ControllerKind;
  /** How long it may take from its creation until the first pod is available. */
  readonly startSeconds: number;
}

type Alert = Omit<AlertRule, 'runbook' | 'dashboard'>;

const METRICS = {
  Deployment: {
    label: 'deployment',
    wanted: 'kube_deployment_spec_replicas',
    available: 'kube_deployment_status_replicas_available',
    created: 'kube_deployment_created',
  },
  // As the controller of Argo Rollouts has it. How old one is nobody counts.
  Rollout: {
    label: 'name',
    wanted: 'rollout_info_replicas_desired',
    available: 'rollout_info_replicas_available',
    created: undefined,
  },
  StatefulSet: {
    label: 'statefulset',
    wanted: 'kube_statefulset_replicas',
    available: 'kube_statefulset_status_replicas_available',
    created: 'kube_statefulset_created',
  },
} as const;

/** A new version that was taken back, or stands still: the old one serves, and nobody would notice. */
export function rolloutIsDegraded({ namespace, service, workload = service }: AvailabilitySubject): Alert {
  return {
    alert: 'RolloutDegraded',
    expr: `max(${seriesOf('rollout_info', { namespace, name: workload, phase: 'Degraded' })}) > 0`,
    for: '5m',
    severity: 'warning',
    summary: `The last new version of ${serviceText({ namespace, service })} was taken back, or stands still.`,
    description: 'The version before it serves. First see what its analysis measured, or why its pods are not ready, '
      + 'and then roll out one that is mended: until then the cluster is not what its manifests say.',
  };
}

/** Without pods nothing counts requests either, so that no alert on their share fires. */
export function serviceIsDown(subject: AvailabilitySubject): Alert {
  const { namespace, service, workload = service, controller, startSeconds } = subject;
  const { label, wanted, available, created } = METRICS[controller];
  const of = (metric: string) => `max(${seriesOf(metric, { namespace, [label]: workload })})`;
  return {
    alert: 'ServiceDown',
    expr: [
      `${of(wanted)} > 0`,
      `and ${of(available)} == 0`,
      ...(created === undefined ? [] : [`unless time() - ${of(created)} < ${startSeconds}`]),
    ].join('\n'),
    for: '5m',
    severity: 'critical',
    summary: `${serviceText(subject)} has no pod that is available.`,
    description: '{{ $value | humanize }} should be, and for five minutes none has been: nobody is served. First see '
      + 'what changed last, and take it back; then read the events and the logs of its pods.',
  };
}
