import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { SelectorIndex } from '../../model/selectors/selector-index';
import { listOf, mapOf } from '../../model/values/plain';
import { textOf } from '../../model/values/text-of';
import { servicesOf } from '../network/serving';
import { perCluster } from '../per-cluster';

// No namespace has this name.
const ANY_NAMESPACE = '*';

const SERVICE_MONITORS = ['monitoring.coreos.com/ServiceMonitor', 'operator.victoriametrics.com/VMServiceScrape'];
const POD_MONITORS = [
  'monitoring.coreos.com/PodMonitor', 'operator.victoriametrics.com/VMPodScrape',
  'monitoring.googleapis.com/PodMonitoring', 'monitoring.googleapis.com/ClusterPodMonitoring',
];

const serviceMonitors = perCluster((cluster) => indexOf(SERVICE_MONITORS, cluster));
const podMonitors = perCluster((cluster) => indexOf(POD_MONITORS, cluster));

/** The monitors by which Prometheus finds the pods of an object, or a Service before them. */
export function monitorsOf(manifest: Manifest, cluster: Cluster): Manifest[] {
  const { namespace, pods } = manifest;
  return [
    ...pods.flatMap(({ labels }) => matching(podMonitors(cluster), namespace, labels)),
    ...servicesOf(manifest, cluster).flatMap(({ labels }) => matching(serviceMonitors(cluster), namespace, labels)),
  ];
}

function matching(index: SelectorIndex<Manifest>, namespace: string, labels: Record<string, string>): Manifest[] {
  return [...index.matching(namespace, labels), ...index.matching(ANY_NAMESPACE, labels)];
}

function indexOf(kinds: readonly string[], cluster: Cluster): SelectorIndex<Manifest> {
  return new SelectorIndex(kinds.flatMap((kind) => cluster.ofKind(kind)).flatMap((value) => (
    namespacesOf(value).map((namespace) => ({ value, namespace, selector: mapOf(value.spec.selector) }))
  )));
}

function namespacesOf({ kind, namespace, spec }: Manifest): string[] {
  const { any, matchNames } = mapOf(spec.namespaceSelector);
  if (any === true || kind.startsWith('Cluster')) return [ANY_NAMESPACE];
  const names = listOf(matchNames).map(textOf);
  return names.length > 0 ? names : [namespace];
}
