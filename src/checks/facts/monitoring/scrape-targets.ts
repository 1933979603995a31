import { Cluster, PodSource } from '../../model/cluster';
import { Manifest } from '../../model/manifest';
import { LabelIndex } from '../../model/selectors/label-index';
import { listOf, mapOf, mapsIn, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { podsAnywhere } from '../network/selected-peers';
import { podsBehind, portsBehind, servicePorts } from '../network/services';
import { oncePerCluster } from '../once-per-cluster';
import { DeclaredPort, podPorts, portReference } from '../pods/declared-ports';

/** What a monitor of all namespaces has for a namespace; none is called so. */
export const ANYWHERE = '*';

/** A port that a monitor asks. */
export interface ScrapeEndpoint {
  readonly port: string | number;
  readonly path: string;
  /** Whether it is a port of the pods instead of one of the Service before them. */
  readonly isOfPods: boolean;
}

/** Pods that a monitor finds, with the Service by which it does. */
export interface ScrapedPods {
  readonly source: PodSource;
  readonly service?: Manifest;
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
    return [{ port: portReference(item[field]) ?? '', path: `spec.${list}[${index}].${field}`, isOfPods }];
  });
}

/** The Services that a ServiceMonitor selects. */
export function monitoredServices(monitor: Manifest, cluster: Cluster): Manifest[] {
  const selector = mapOf(monitor.spec.selector);
  return monitoredNamespaces(monitor)
    .map((namespace) => (namespace === ANYWHERE ? ANYWHERE : cluster.effectiveNamespace(namespace)))
    .flatMap((namespace) => servicesByLabel(cluster).selectedBy(namespace, selector));
}

/** The pods that a monitor finds. */
export function scrapedPods(monitor: Manifest, cluster: Cluster): ScrapedPods[] {
  if (monitor.kind !== 'PodMonitor') {
    return monitoredServices(monitor, cluster).flatMap((service) => (
      podsBehind(service, cluster).map((source) => ({ source, service }))
    ));
  }
  const selector: PlainMap = mapOf(monitor.spec.selector);
  return monitoredNamespaces(monitor).flatMap((namespace) => (
    namespace === ANYWHERE ? podsAnywhere(cluster, selector) : cluster.podsSelectedBy(namespace, selector)
  )).map((source) => ({ source }));
}

/** The numbers of the ports of pods that an endpoint means; none where they have no such port. */
export function scrapedPorts({ port, isOfPods }: ScrapeEndpoint, { source, service }: ScrapedPods): number[] {
  const declared = podPorts(source.template);
  if (isOfPods || service === undefined) return declaredPortNumbers(port, declared);
  return servicePorts(service).filter(({ name }) => name === port).flatMap((one) => (
    typeof one.target === 'number' ? [one.target] : portsBehind(one, source.template).map(({ number }) => number)
  ));
}

/** Pods that declare no ports may listen on any. */
function declaredPortNumbers(port: string | number, declared: readonly DeclaredPort[]): number[] {
  if (typeof port === 'number' && declared.length === 0) return [port];
  return declared.filter(({ name, number }) => name === port || number === port).map(({ number }) => number);
}

/** The namespaces that a monitor looks into. */
export function monitoredNamespaces({ namespace, spec }: Manifest): string[] {
  const { any, matchNames } = mapOf(spec.namespaceSelector);
  if (any === true) return [ANYWHERE];
  const names = listOf(matchNames).map(textOf).filter((name) => name !== '');
  return names.length > 0 ? names : [namespace];
}
