import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { SelectorIndex } from '../../model/selectors/selector-index';
import { listOf, mapOf } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { servicesSendingTo } from '../network/incoming-traffic';
import { oncePerCluster } from '../once-per-cluster';

// No namespace has this name.
const ANY_NAMESPACE = '*';

const SERVICE_MONITORS = ['monitoring.coreos.com/ServiceMonitor', 'operator.victoriametrics.com/VMServiceScrape'];
const POD_MONITORS = [
  'monitoring.coreos.com/PodMonitor', 'operator.victoriametrics.com/VMPodScrape',
  'monitoring.googleapis.com/PodMonitoring', 'monitoring.googleapis.com/ClusterPodMonitoring',
];

const serviceMonitors = oncePerCluster((cluster) => monitorIndex(SERVICE_MONITORS, cluster));
const podMonitors = oncePerCluster((cluster) => monitorIndex(POD_MONITORS, cluster));

/** The monitors by which Prometheus finds the pods of an object, or a Service before them. */
export function monitorsOf(manifest: Manifest, cluster: Cluster): Manifest[] {
  const { pods } = manifest;
  const namespace = cluster.effectiveNamespace(manifest.namespace);
  return [
    ...pods.flatMap(({ labels }) => monitorsMatching(podMonitors(cluster), namespace, labels)),
    ...servicesSendingTo(manifest, cluster)
      .flatMap(({ labels }) => monitorsMatching(serviceMonitors(cluster), namespace, labels)),
  ];
}

function monitorsMatching(
  index: SelectorIndex<Manifest>, namespace: string, labels: Record<string, string>,
): Manifest[] {
  return [...index.matching(namespace, labels), ...index.matching(ANY_NAMESPACE, labels)];
}

function monitorIndex(kinds: readonly string[], cluster: Cluster): SelectorIndex<Manifest> {
  return new SelectorIndex(kinds.flatMap((kind) => cluster.ofKind(kind)).flatMap((value) => (
    monitoredNamespaces(value, cluster).map((namespace) => ({ value, namespace, selector: mapOf(value.spec.selector) }))
  )));
}

function monitoredNamespaces({ kind, namespace, spec }: Manifest, cluster: Cluster): string[] {
  const { any, matchNames } = mapOf(spec.namespaceSelector);
  if (any === true || kind.startsWith('Cluster')) return [ANY_NAMESPACE];
  const names = listOf(matchNames).map(textOf);
  return (names.length > 0 ? names : [namespace]).map((name) => cluster.effectiveNamespace(name));
}
