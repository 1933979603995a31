import { ANYWHERE, monitoredNamespaces, monitoredPods, monitoredServices } from '../facts/monitoring/scrape-targets';
import { hasPodsOf } from '../facts/namespaces/known-namespaces';
import { objectsInNamespace } from '../facts/namespaces/objects-in-namespace';
import { mayHoldPodsOfOperators } from '../facts/pods/pods-of-operators';
import { ICheck } from '../model/check';
import { Cluster } from '../model/cluster';
import { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';

/** A monitor finds something that it asks. */
export const MONITOR_FINDS_TARGETS: ICheck = {
  id: 'monitor-finds-targets',
  title: 'Monitors select Services or pods',
  box: 'metrics',
  severity: Severity.WARNING,
  why: 'Prometheus takes a monitor that selects nothing without a word: there are no metrics, and no alert says so.',
  remedy: {
    manifest: 'ServiceMonitor: the labels of the Service itself, and namespaceSelector where it is elsewhere. '
      + 'PodMonitor: those of the pods.',
    construct: 'Remove the patch: the constructs write a monitor that selects their own pods.',
  },
  references: [
    'https://prometheus-operator.dev/docs/developer/getting-started/#using-servicemonitors',
    'https://prometheus-operator.dev/docs/platform/troubleshooting/#troubleshooting-servicemonitor-changes',
    'kube-linter:dangling-servicemonitor',
  ],
  appliesTo: ['monitoring.coreos.com/ServiceMonitor', 'monitoring.coreos.com/PodMonitor'],
  evaluate: (monitor, cluster) => {
    const isOfPods = monitor.kind === 'PodMonitor';
    const lists = isOfPods ? monitoredPods(monitor, cluster) : monitoredServices(monitor, cluster);
    const noun = isOfPods ? 'pods' : 'Services';
    const path = 'spec.selector';
    if (lists.some((list) => list.length > 0)) return [{ passed: true, path, message: `selects ${noun}` }];
    if (!monitoredNamespaces(monitor).every((namespace) => isKnown(cluster, namespace, monitor))) return [];
    return [{ passed: false, path, message: `selects no ${noun} in the manifests`, actual: monitor.spec.selector }];
  },
};

/** Whether all that is in a namespace is in the input, as far as can be seen; of all namespaces nobody knows that. */
function isKnown(cluster: Cluster, namespace: string, { kind }: Manifest): boolean {
  if (namespace === ANYWHERE || mayHoldPodsOfOperators(cluster, namespace)) return false;
  return hasPodsOf(cluster, namespace)
    || kind === 'ServiceMonitor' && objectsInNamespace(cluster, 'Service', namespace).length > 0;
}
