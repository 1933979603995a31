import type { Rule } from './rule-groups';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { listOf, mapOf, mapsIn } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { readersSelecting } from '../monitoring/prometheus-selection';

const AGGREGATION = /^\s*(?:sum|min|max|avg|count|group|stddev|stdvar)\s*\(/;
/** What PromQL holds between its parentheses, whose texts may hold others. */
const TOKEN = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|[()]/g;
const COMPARISON = /^(?:(?:[=!]=|[<>]=?)\s*-?\d+(?:\.\d+)?)?$/;

/** Those of some labels that an alert cannot have: neither its rule nor its series nor its Prometheus gives them. */
export function absentLabels({ owner, expr, labels }: Rule, some: readonly string[], cluster: Cluster): string[] {
  if (!givesNoLabels(expr)) return [];
  const prometheuses = readersSelecting(owner, cluster);
  if (prometheuses.length === 0) return [];
  return some.filter((label) => (
    label !== 'alertname' && !Object.hasOwn(labels, label) && !prometheuses.some((one) => mayAdd(one, label))
  ));
}

/** An aggregation over everything, which may be compared with a number. */
function givesNoLabels(expr: string): boolean {
  const start = AGGREGATION.exec(expr);
  if (start === null) return false;
  let depth = 0;
  for (const { 0: token, index } of expr.matchAll(TOKEN)) {
    if (token === '(') depth += 1;
    if (token !== ')') continue;
    depth -= 1;
    if (depth === 0) return COMPARISON.test(expr.slice(index + 1).trim());
  }
  return false;
}

function mayAdd({ spec }: Manifest, label: string): boolean {
  const { externalLabels, enforcedNamespaceLabel, prometheusExternalLabelName, replicaExternalLabelName } = spec;
  const added = [
    ...Object.keys(mapOf(externalLabels)), textOf(enforcedNamespaceLabel),
    textOf(prometheusExternalLabelName) || 'prometheus', textOf(replicaExternalLabelName) || 'prometheus_replica',
  ];
  return added.includes(label) || spec.additionalAlertRelabelConfigs !== undefined
    || mapsIn(mapOf(spec.alerting).alertmanagers).some(({ item }) => listOf(item.alertRelabelings).length > 0);
}
