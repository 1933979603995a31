import { AlertRule } from '../../alerts/alert-rules';
import { withRunbook } from '../../alerts/alert-texts';
import { seriesOf } from '../../alerts/promql';

const RUNBOOK = 'https://github.com/cdk8s-preflight/cdk8s-preflight/blob/main/docs/runbooks/access.md';
/** What kube-state-metrics says of bindings where it watches them, one series for each. */
const BINDINGS = 'kube_rolebinding_info';
const CLUSTER_BINDINGS = 'kube_clusterrolebinding_info';
const ROLE = '{{ $labels.roleref_name }}';

/** A role for emergencies. */
export interface BreakGlassRole {
  readonly name: string;
  /** None where it holds in the whole cluster. */
  readonly namespace?: string;
  /** The first second, since 1970, at which nobody may hold it any more. */
  readonly endSeconds?: number;
  /** The page that says what to do. */
  readonly runbook?: string;
}

type Alert = Omit<AlertRule, 'runbook'>;

/** The alerts that tell who holds a role for emergencies, whoever bound it. */
export function breakGlassAlerts(role: BreakGlassRole): AlertRule[] {
  const { endSeconds, runbook = RUNBOOK } = role;
  const overdue = endSeconds === undefined ? [] : [overdueAlert(role, endSeconds)];
  return withRunbook([boundAlert(role), ...overdue, unwatchedAlert(role)], runbook);
}

function boundAlert(role: BreakGlassRole): Alert {
  return {
    alert: 'BreakGlassAccessBound',
    expr: bindingsOf(role),
    severity: 'warning',
    summary: `The emergency role ${ROLE} is bound by ${bindingText(role)}.`,
    description: 'Whoever is in the binding may do everything, Secrets included. First find the incident that it is '
      + 'for; where there is none, delete the binding and ask who made it.',
  };
}

function overdueAlert(role: BreakGlassRole, endSeconds: number): Alert {
  return {
    alert: 'BreakGlassAccessOverdue',
    expr: `(${bindingsOf(role)})\nand on () (vector(time()) >= ${endSeconds})`,
    severity: 'critical',
    summary: `The emergency role ${ROLE} is still bound by ${bindingText(role)}.`,
    description: 'The day until which it was given is over, and Kubernetes ends no binding by itself. First delete the '
      + 'binding, then take it out of the program that writes it.',
  };
}

/** Without the metric, no other alert tells of a binding. */
function unwatchedAlert({ namespace }: BreakGlassRole): Alert {
  const metric = namespace === undefined ? CLUSTER_BINDINGS : BINDINGS;
  return {
    alert: 'BreakGlassAccessUnwatched',
    expr: `absent(${metric})`,
    for: '15m',
    severity: 'warning',
    summary: `Nobody sees whether an emergency role is bound: there is no ${metric}.`,
    description: 'Every cluster has such bindings, so that nothing watches them. First look at kube-state-metrics, '
      + 'whose argument --resources must have rolebindings and clusterrolebindings.',
  };
}

/** Of a binding of either kind: the label that it has not is written as nothing. */
function bindingText({ namespace }: BreakGlassRole): string {
  return namespace === undefined
    ? '{{ $labels.clusterrolebinding }}{{ $labels.rolebinding }}'
    : '{{ $labels.namespace }}/{{ $labels.rolebinding }}';
}

/** A ClusterRole may be bound in a namespace, too. */
function bindingsOf({ name, namespace }: BreakGlassRole): string {
  if (namespace !== undefined) return seriesOf(BINDINGS, { namespace, roleref_kind: 'Role', roleref_name: name });
  const labels = { roleref_kind: 'ClusterRole', roleref_name: name };
  return `${seriesOf(CLUSTER_BINDINGS, labels)} or ${seriesOf(BINDINGS, labels)}`;
}
