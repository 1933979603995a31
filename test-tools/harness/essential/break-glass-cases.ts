import { Series, SeriesCase } from './series-case';

const END_SECONDS = 86_400;
/** Time in promtool begins in 1970. */
const END_MINUTE = END_SECONDS / 60;

/** A binding of the role, whoever made it. */
function binding(labels: Readonly<Record<string, string>>): Series {
  const metric = 'clusterrolebinding' in labels ? 'kube_clusterrolebinding_info' : 'kube_rolebinding_info';
  const text = Object.entries(labels).map(([label, value]) => `${label}="${value}"`).join(',');
  return { [`${metric}{${text}}`]: `1x${END_MINUTE + 60}` };
}

const OWN = { namespace: 'shop', rolebinding: 'by-hand', roleref_kind: 'Role', roleref_name: 'break-glass' };
const OTHERS: readonly Series[] = [
  binding({ ...OWN, namespace: 'pay' }),
  binding({ ...OWN, roleref_kind: 'ClusterRole' }),
  binding({ ...OWN, roleref_name: 'shop-team-view' }),
];

/** Of a role in the namespace `shop` that is bound until the end of 1970-01-01. */
export const BREAK_GLASS_CASES: readonly SeriesCase[] = [
  { alert: 'BreakGlassAccessBound', minute: 0, fires: binding(OWN), silent: OTHERS, labels: OWN, value: 1 },
  {
    alert: 'BreakGlassAccessOverdue',
    minute: END_MINUTE,
    evaluation: '10m',
    fires: binding(OWN),
    silent: [{ minute: END_MINUTE - 10, series: binding(OWN) }, ...OTHERS],
    labels: OWN,
    value: 1,
  },
  {
    alert: 'BreakGlassAccessUnwatched',
    minute: 15,
    fires: { up: '1x60' },
    silent: OTHERS,
    labels: {},
    value: 1,
    missing: {},
  },
];

const OF_CLUSTER = { clusterrolebinding: 'by-hand', roleref_kind: 'ClusterRole', roleref_name: 'break-glass' };
const IN_NAMESPACE = { ...OWN, roleref_kind: 'ClusterRole' };

/** Of a role in the whole cluster, which may be bound in a namespace too. */
export const CLUSTER_BREAK_GLASS_CASES: readonly SeriesCase[] = [
  ...[OF_CLUSTER, IN_NAMESPACE].map((labels) => ({
    alert: 'BreakGlassAccessBound',
    minute: 0,
    fires: binding(labels),
    silent: [binding(OWN), binding({ ...OF_CLUSTER, roleref_name: 'view' })],
    labels,
    value: 1,
  })),
  {
    alert: 'BreakGlassAccessOverdue',
    minute: END_MINUTE,
    evaluation: '10m',
    fires: binding(OF_CLUSTER),
    silent: [{ minute: END_MINUTE - 10, series: binding(OF_CLUSTER) }],
    labels: OF_CLUSTER,
    value: 1,
  },
  {
    alert: 'BreakGlassAccessUnwatched',
    minute: 15,
    fires: { up: '1x60' },
    silent: [binding(OF_CLUSTER)],
    labels: {},
    value: 1,
    missing: {},
  },
];
