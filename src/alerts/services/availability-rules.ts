import { ControllerKind } from '../../internal/naming/pod-names';
import { AlertRule } from '../alert-rules';
import { serviceText } from '../alert-texts';
import { seriesOf } from '../promql';

/** A workload that should have pods which serve. */
export interface AvailabilitySubject {
  readonly namespace: string;
  readonly service: string;
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
  StatefulSet: {
    label: 'statefulset',
    wanted: 'kube_statefulset_replicas',
    available: 'kube_statefulset_status_replicas_available',
    created: 'kube_statefulset_created',
  },
} as const;

/** Without pods nothing counts requests either, so that no alert on their share fires. */
export function serviceIsDown(subject: AvailabilitySubject): Alert {
  const { namespace, service, controller, startSeconds } = subject;
  const { label, wanted, available, created } = METRICS[controller];
  const of = (metric: string) => `max(${seriesOf(metric, { namespace, [label]: service })})`;
  return {
    alert: 'ServiceDown',
    expr: [
      `${of(wanted)} > 0`,
      `and ${of(available)} == 0`,
      `unless time() - ${of(created)} < ${startSeconds}`,
    ].join('\n'),
    for: '5m',
    severity: 'critical',
    summary: `${serviceText(subject)} has no pod that is available.`,
    description: '{{ $value | humanize }} should be, and for five minutes none has been: nobody is served. First see '
      + 'what changed last, and take it back; then read the events and the logs of its pods.',
  };
}
