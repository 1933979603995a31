import { Cluster, PodSource } from '../../model/cluster';
import { Manifest } from '../../model/manifest';
import { LabelIndex } from '../../model/selectors/label-index';
import { listOf, mapOf, mapsIn } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { podsAnywhere } from '../network/selected-peers';
import { portsBehind, ServicePort } from '../network/services';
import { oncePerCluster } from '../once-per-cluster';
import { podPorts, portReference } from '../pods/declared-ports';

/** What a monitor of all namespaces has for a namespace; none is called so. */
export const ANYWHERE = '*';

/** A port that a monitor asks. */
export interface ScrapeEndpoint {
  readonly port: string | number;
  readonly path: string;
  /** Whether it is a port of the pods instead of one of the Service before them. */
  readonly isOfPods: boolean;
  /** Its place among the endpoints. */
  readonly index: number;
}

const servicesByLabel = oncePerCluster((cluster) => new LabelIndex(cluster.ofKind('Service').flatMap((value) => {
  const home = cluster.effectiveNamespace(value.namespace);
  return [home, ANYWHERE].map((namespace) => ({ value, namespace, labels: value.labels }));
})));

/** The ports that a ServiceMonitor or a PodMonitor asks. */
export function scrapeEndpoints({ kind, spec }: Manifest): ScrapeEndpoint[] {
  const list = kind === 'PodMonitor' ? 'podMetricsEndpoints' : 'endpoints';
  return mapsIn(spec[list]).flatMap(({ item, index }) => {
    const fields = kind === 'PodMonitor' ? ['port', 'portNumber', 'targetPort'] : ['port', 'targetPort'];
    const field = fields.find((one) => portReference(item[one]) !== undefined);
    if (field === undefined) return [];
    const isOfPods = kind === 'PodMonitor' || field === 'targetPort';
    return [{ port: portReference(item[field]) ?? '', path: `spec.${list}[${index}].${field}`, isOfPods, index }];
  });
}

/** The Services that a ServiceMonitor selects, in one list for all monitors whose selectors say the same. */
export function monitoredServices(monitor: Manifest, cluster: Cluster): (readonly Manifest[])[] {
  if (monitor.kind === 'PodMonitor') return [];
  const selector = mapOf(monitor.spec.selector);
  return monitoredNamespaces(monitor)
    .map((namespace) => (namespace === ANYWHERE ? ANYWHERE : cluster.effectiveNamespace(namespace)))
    .map((namespace) => servicesByLabel(cluster).selectedBy(namespace, selector));
}

/** The pods that a PodMonitor selects, in such lists too. */
export function monitoredPods(monitor: Manifest, cluster: Cluster): (readonly PodSource[])[] {
  if (monitor.kind !== 'PodMonitor') return [];
  const selector = mapOf(monitor.spec.selector);
  return monitoredNamespaces(monitor).map((namespace) => (
    namespace === ANYWHERE ? podsAnywhere(cluster, selector) : cluster._podsSelectedBy(namespace, selector)
  ));
}

/** The numbers of the ports of a pod that are asked by name or number; one that declares none may listen on any. */
export function podPortNumbers(port: string | number, { template }: PodSource): number[] {
  const declared = podPorts(template);
  if (typeof port === 'number' && declared.length === 0) return [port];
  return declared.filter(({ name, number }) => name === port || number === port).map(({ number }) => number);
}

/** The numbers of the ports of a pod to which a port of a Service leads. */
export function targetNumbers(port: ServicePort, { template }: PodSource): number[] {
  return typeof port.target === 'number' ? [port.target] : portsBehind(port, template).map(({ number }) => number);
}

/** The namespaces that a monitor looks into. */
export function monitoredNamespaces({ namespace, spec }: Manifest): string[] {
  const { any, matchNames } = mapOf(spec.namespaceSelector);
  if (any === true) return [ANYWHERE];
  const names = listOf(matchNames).map(textOf).filter((name) => name !== '');
  return names.length > 0 ? names : [namespace];
}
