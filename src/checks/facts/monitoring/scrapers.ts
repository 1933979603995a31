import { isPrometheusImage } from './prometheus-images';
import { NAMESPACE_NAME_LABEL } from '../../../internal/naming/labels';
import type { Cluster, PodSource } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { LabelIndex } from '../../model/selectors/label-index';
import { isMap, listOf, mapOf, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { hasPodsOf } from '../namespaces/known-namespaces';
import { objectsInNamespace } from '../namespaces/objects-in-namespace';
import { oncePerCluster } from '../once-per-cluster';
import { mayHoldPodsOfOperators } from '../pods/pods-of-operators';

/** By their name, what collects metrics, and where it usually is. */
const SCRAPER = /prometheus|vmagent|victoria|grafana-agent|alloy|otel|opentelemetry|collector|telegraf|datadog|metrics|monitor/i;
const MONITORING = /monitor|prometheus|observ|metrics|telemetry/i;

/**
 * Whether a peer that a policy opens to may be what collects metrics. A doubt counts as yes: what is not among the
 * manifests may be anything. It is none where the peer means pods of one namespace, and those that are here are others.
 */
export function mayBeScraper(cluster: Cluster, peer: PlainMap, policyNamespace: string): boolean {
  const { ipBlock, namespaceSelector, podSelector } = peer;
  if (isMap(ipBlock)) return true;
  const namespace = isMap(namespaceSelector)
    ? textOf(mapOf(namespaceSelector.matchLabels)[NAMESPACE_NAME_LABEL]) : policyNamespace;
  const isOne = !isMap(namespaceSelector) || isNameAlone(namespaceSelector);
  if (!isOne || MONITORING.test(namespace) || !hasPodsOf(cluster, namespace)) return true;
  if (mayHoldPodsOfOperators(cluster, namespace) || hasPrometheus(cluster, namespace)) return true;
  const selector = mapOf(podSelector);
  return cluster._podsSelectedBy(namespace, selector).length === 0
    || scraperPods(cluster).selectedBy(cluster.effectiveNamespace(namespace), selector).length > 0;
}

/** The few pods that look like what collects metrics, for all peers that may mean one. */
const scraperPods = oncePerCluster((cluster) => new LabelIndex(
  cluster._labelledPods().filter(({ value }) => isScraper(value)),
));

/** What runs Prometheus without an operator. */
export const prometheusOwners = oncePerCluster((cluster): readonly Manifest[] => (
  cluster.podOwners.filter(({ pods }) => pods.some(({ containers }) => (
    containers.some(({ content }) => isPrometheusImage(textOf(content.image)))
  )))
));

function isNameAlone({ matchLabels, matchExpressions }: PlainMap): boolean {
  const labels = mapOf(matchLabels);
  return Object.keys(labels).length === 1 && Object.hasOwn(labels, NAMESPACE_NAME_LABEL)
    && listOf(matchExpressions).length === 0;
}

function hasPrometheus(cluster: Cluster, namespace: string): boolean {
  return ['Prometheus', 'PrometheusAgent'].some((kind) => (
    objectsInNamespace(cluster, `monitoring.coreos.com/${kind}`, namespace).length > 0
  ));
}

function isScraper({ owner, template: { containers } }: PodSource): boolean {
  return [owner.name, ...containers.map(({ content }) => textOf(content.image))].some((text) => SCRAPER.test(text));
}
