import { INSTANCE_LABEL, MANAGED_BY_LABEL, NAME_LABEL } from '../../../internal/naming/labels';
import type { Manifest } from '../../model/manifest';
import { isMap, listOf, mapOf, mapsIn } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

/** The labels that operators give to the pods of a custom resource, by its kind. */
const LABELS: Record<string, (name: string) => Record<string, string>> = {
  'monitoring.coreos.com/Prometheus': (name) => ofPrometheusOperator('prometheus', name),
  'monitoring.coreos.com/PrometheusAgent': (name) => ofPrometheusOperator('prometheus-agent', name),
  'monitoring.coreos.com/Alertmanager': (name) => ofPrometheusOperator('alertmanager', name),
  'monitoring.coreos.com/ThanosRuler': (name) => ofPrometheusOperator('thanos-ruler', name),
  'postgresql.cnpg.io/Cluster': (name) => ({ 'cnpg.io/cluster': name }),
  'postgresql.cnpg.io/Pooler': (name) => ({ 'cnpg.io/poolerName': name }),
  'kafka.strimzi.io/Kafka': (name) => ({ 'strimzi.io/cluster': name }),
  'kafka.strimzi.io/KafkaConnect': (name) => ({ 'strimzi.io/cluster': name }),
  'elasticsearch.k8s.elastic.co/Elasticsearch': (name) => ({ 'elasticsearch.k8s.elastic.co/cluster-name': name }),
  'kibana.k8s.elastic.co/Kibana': (name) => ({ 'kibana.k8s.elastic.co/name': name }),
  'gateway.networking.k8s.io/Gateway': (name) => ({ 'gateway.networking.k8s.io/gateway-name': name }),
};

/** How deep labels are looked for in what a custom resource asks for; templates of pods stand higher. */
const DEPTH = 8;

/** The labels by which the pods of a custom resource are found, each with its values; others are not known. */
export type LabelValues = ReadonlyMap<string, ReadonlySet<string>>;

/** Whether it is known how an operator labels the pods of an object. */
export function isOfKnownOperator({ groupKind }: Manifest): boolean {
  return Object.hasOwn(LABELS, groupKind);
}

/** What the pods of a custom resource carry: labels of its operator, and those that it asks for or has itself. */
export function operatorLabels({ groupKind, name, labels, spec }: Manifest): LabelValues {
  const found = new Map<string, Set<string>>();
  for (const [key, value] of [LABELS[groupKind](name), labels, ...labelMapsIn(spec, DEPTH)].flatMap(Object.entries)) {
    found.set(key, (found.get(key) ?? new Set()).add(textOf(value)));
  }
  return found;
}

/** Each label with each of its values, in the words of `askedPairs`. */
export function pairsOfLabels(labels: LabelValues): string[] {
  return [...labels].flatMap(([key, values]) => [...values].map((value) => `${key}\0${value}`));
}

/** The labels of which a selector asks for one, with their values: what it means has one of these. */
export function askedPairs(selector: unknown): string[] {
  return requirementsOf(selector).flatMap(({ key, values }) => values.map((value) => `${key}\0${textOf(value)}`));
}

/** Whether a selector means pods with these labels: it asks for one of them, and contradicts none. */
export function mayMeanPods(selector: unknown, labels: LabelValues): boolean {
  const known = requirementsOf(selector).filter(({ key }) => labels.has(key));
  return known.length > 0 && known.every(({ key, values }) => (
    values.some((value) => labels.get(key)!.has(textOf(value)))
  ));
}

function requirementsOf(selector: unknown): { key: string; values: unknown[] }[] {
  const { matchLabels, matchExpressions } = mapOf(selector);
  const pairs = Object.entries(mapOf(matchLabels)).map(([key, value]) => ({ key, values: [value] as unknown[] }));
  const lists = mapsIn(matchExpressions).filter(({ item }) => item.operator === 'In')
    .map(({ item }) => ({ key: textOf(item.key), values: listOf(item.values) }));
  return [...pairs, ...lists];
}

/** The own key of the operator is the name of the kind. */
function ofPrometheusOperator(kind: string, name: string): Record<string, string> {
  return {
    // The operator of years ago.
    app: kind,
    [NAME_LABEL]: kind,
    [INSTANCE_LABEL]: name,
    [MANAGED_BY_LABEL]: 'prometheus-operator',
    ...(kind === 'prometheus-agent' ? { 'operator.prometheus.io/name': name } : { [kind]: name }),
    ...(kind === 'prometheus' ? { 'operator.prometheus.io/name': name } : {}),
  };
}

function labelMapsIn(value: unknown, depth: number): Record<string, unknown>[] {
  if (depth === 0 || typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => (
    key === 'labels' && isMap(one) ? [one] : labelMapsIn(one, depth - 1)
  ));
}
