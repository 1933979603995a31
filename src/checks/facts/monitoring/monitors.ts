import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { SelectorIndex } from '../../model/selectors/selector-index';
import { listOf, mapOf } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { servicesSendingTo } from '../network/incoming-traffic';
import { oncePerCluster } from '../once-per-cluster';
import { oncePerList } from '../once-per-list';
import { SHOWN_NAMES } from '../pods/selected-owners';

// No namespace has this name.
const ANY_NAMESPACE = '*';
/** As many monitors as anybody names, and one more. */
const ENOUGH = SHOWN_NAMES + 1;

const SERVICE_MONITORS = ['monitoring.coreos.com/ServiceMonitor', 'operator.victoriametrics.com/VMServiceScrape'];
const POD_MONITORS = [
  'monitoring.coreos.com/PodMonitor', 'operator.victoriametrics.com/VMPodScrape',
  'monitoring.googleapis.com/PodMonitoring', 'monitoring.googleapis.com/ClusterPodMonitoring',
];

const serviceMonitors = oncePerCluster((cluster) => monitorIndex(SERVICE_MONITORS, cluster));
const podMonitors = oncePerCluster((cluster) => monitorIndex(POD_MONITORS, cluster));

/** Some of the monitors by which Prometheus finds the pods of an object, or a Service before them. */
export function someMonitorsOf(manifest: Manifest, cluster: Cluster): Manifest[] {
  const namespace = cluster.effectiveNamespace(manifest.namespace);
  const ofPods = manifest.pods.flatMap(({ labels }) => firstMatching(podMonitors(cluster), namespace, labels));
  const ofServices = servicesSendingTo(manifest, cluster).flatMap((services) => monitorsOfServices(services, cluster));
  return [...ofPods, ...ofServices].slice(0, ENOUGH);
}

const monitorsOfServices = oncePerList((services: readonly Manifest[], cluster) => {
  const found = new Set<Manifest>();
  for (const { namespace, labels } of services) {
    firstMatching(serviceMonitors(cluster), cluster.effectiveNamespace(namespace), labels)
      .forEach((monitor) => found.add(monitor));
    if (found.size >= ENOUGH) break;
  }
  return [...found];
});

function firstMatching(index: SelectorIndex<Manifest>, namespace: string, labels: Record<string, string>): Manifest[] {
  return [namespace, ANY_NAMESPACE].flatMap((one) => index.first(one, labels, ENOUGH));
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
