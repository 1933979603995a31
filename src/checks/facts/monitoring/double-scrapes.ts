import { askingsOf, Asking, AskingMonitors, referenceKey } from './asking-monitors';
import { readersFor, readersSelecting } from './prometheus-selection';
import { podPortNumbers, targetNumbers } from './scrape-targets';
import type { Cluster, PodSource } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { groupBy } from '../../model/values/group-by';
import { listOf, mapOf, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { servicePorts } from '../network/services';
import { oncePerCluster } from '../once-per-cluster';
import { oncePerList } from '../once-per-list';
import { podPorts } from '../pods/declared-ports';

/** The label by which a configuration of Prometheus sees the annotation that asks for a scrape. */
const READS_ANNOTATIONS = '_annotation_prometheus_io_scrape';
/** As many ways to the same address as anybody names, and the one that is asked about. */
const ENOUGH = 4;

/** One way by which Prometheus comes to ask an address of some pods. */
export interface Way extends Asking {
  readonly service?: Manifest;
}

/** An address of pods, and what is asked there: the same for two that ask the same. */
export interface Address {
  readonly source: PodSource;
  readonly number: number;
}

const annotationReaders = oncePerCluster((cluster) => ({
  some: ['ConfigMap', 'Secret', 'monitoring.coreos.com/ScrapeConfig'].flatMap((kind) => cluster.ofKind(kind))
    .some(({ content }) => JSON.stringify(content).includes(READS_ANNOTATIONS)),
}));

const askers = oncePerCluster((cluster) => {
  const ofPods = scrapesOf(cluster, 'PodMonitor');
  const ofServices = scrapesOf(cluster, 'ServiceMonitor');
  const keysOf = (asking: Asking) => (
    questionsOf(asking, cluster).map((question) => keyOf(question, asking.endpoint.port))
  );
  return {
    ofPods: new AskingMonitors(cluster, ofPods, keysOf),
    ofTargets: new AskingMonitors(cluster, ofServices.filter(({ endpoint }) => endpoint.isOfPods), keysOf),
    ofPorts: new AskingMonitors(cluster, ofServices.filter(({ endpoint }) => !endpoint.isOfPods), keysOf),
  };
});

/** What monitors of a kind ask all of their targets. */
function scrapesOf(cluster: Cluster, kind: string): Asking[] {
  return askingsOf(cluster, kind).filter((asking) => !mayDropTargets(itemOf(asking)));
}

/** What each monitor asks all of its targets. */
const scrapesByMonitor = oncePerCluster((cluster) => new Map(['PodMonitor', 'ServiceMonitor'].flatMap((kind) => (
  [...groupBy(scrapesOf(cluster, kind), ({ monitor: { namespace, name } }) => [`${namespace}\0${name}`]).values()]
)).map((same) => [same[0].monitor, same])));

/** What a monitor asks all of its targets. */
export function scrapesBy(monitor: Manifest, cluster: Cluster): readonly Asking[] {
  return scrapesByMonitor(cluster).get(monitor) ?? [];
}

/** How often each question is asked. */
const counts = oncePerCluster((cluster) => {
  const all = [...scrapesByMonitor(cluster).values()].flat().flatMap((asking) => questionsOf(asking, cluster));
  return new Map([...groupBy(all, (question) => [question])].map(([question, same]) => [question, same.length]));
});

/** Whether nobody else asks any target the same. */
export function asksAlone(asking: Asking, cluster: Cluster): boolean {
  return questionsOf(asking, cluster).every((question) => counts(cluster).get(question) === 1);
}

/** Whether some Prometheus here is configured to ask what annotations say. */
export function readsScrapeAnnotations(cluster: Cluster): boolean {
  return annotationReaders(cluster).some;
}

/** Some of the other ways by which the same Prometheus asks the same address. */
export function otherWays(own: Way, { source, number }: Address, cluster: Cluster): Way[] {
  const ways = questionsOf(own, cluster).flatMap((question) => [
    ...waysByServices(question, { source, number }, cluster), ...waysByPods(question, { source, number }, cluster),
  ]);
  return ways.filter((way) => (
    way.monitor !== own.monitor || way.service !== own.service || way.endpoint.path !== own.endpoint.path
  ));
}

function waysByPods(question: string, { source, number }: Address, cluster: Cluster): Way[] {
  const place = { namespace: cluster.effectiveNamespace(source.owner.namespace), labels: source.template.labels };
  return referencesTo(source, number).flatMap((port) => (
    askers(cluster).ofPods.first(keyOf(question, port), place, ENOUGH)
  ));
}

function waysByServices(question: string, { source, number }: Address, cluster: Cluster): Way[] {
  const { owner: { namespace }, template: { labels } } = source;
  return cluster._serviceGroups(namespace, labels).flatMap((services) => {
    const { byPort, byTarget } = waysOf(services, cluster)(question);
    const named = podPorts(source.template).filter((port) => port.number === number)
      .flatMap(({ name, protocol }) => byPort.get(targetKey(name, protocol)) ?? []);
    const targets = referencesTo(source, number).flatMap(byTarget);
    return [...byPort.get(targetKey(number, '')) ?? [], ...named, ...targets];
  });
}

/** How monitors may call a port of pods; those that declare none may listen on any. */
function referencesTo({ template }: PodSource, number: number): (string | number)[] {
  const declared = podPorts(template).filter((port) => port.number === number);
  const names = declared.map(({ name }) => name).filter((name) => name !== '');
  return declared.length > 0 || podPorts(template).length === 0 ? [number, ...names] : [];
}

interface WaysOfServices {
  /** By the ports of the Services, through which they send to the pods. */
  readonly byPort: ReadonlyMap<string, Way[]>;
  /** By a port of the pods themselves. */
  readonly byTarget: (port: string | number) => Way[];
}

/** Some of the ways to the pods behind Services that select the same, for each question. */
const waysOf = oncePerList((services: readonly Manifest[], cluster) => {
  const known = new Map<string, WaysOfServices>();
  return (question: string) => {
    const ways = known.get(question) ?? findWays(services, question, cluster);
    known.set(question, ways);
    return ways;
  };
});

function findWays(services: readonly Manifest[], question: string, cluster: Cluster): WaysOfServices {
  const { ofPorts, ofTargets } = askers(cluster);
  const byPort = new Map<string, Way[]>();
  const byTarget = new Map<string | number, Way[]>();
  const placeOf = ({ namespace, labels }: Manifest) => ({ namespace: cluster.effectiveNamespace(namespace), labels });
  const waysBy = (service: Manifest, port: string | number, monitors: AskingMonitors) => (
    monitors.first(keyOf(question, port), placeOf(service), ENOUGH).map((asking) => ({ ...asking, service }))
  );
  for (const service of services) {
    for (const { name, target, protocol } of servicePorts(service)) {
      const key = targetKey(target, typeof target === 'number' ? '' : protocol);
      const ways = byPort.get(key) ?? [];
      if (ways.length < ENOUGH) ways.push(...waysBy(service, name, ofPorts));
      byPort.set(key, ways);
    }
  }
  const findTarget = (port: string | number) => firstOf(services, (service) => waysBy(service, port, ofTargets));
  return { byPort, byTarget: (port) => byTarget.get(port) ?? setIn(byTarget, port, findTarget(port)) };
}

function firstOf(services: readonly Manifest[], waysBy: (service: Manifest) => Way[]): Way[] {
  const ways: Way[] = [];
  for (const service of services) {
    if (ways.length >= ENOUGH) break;
    ways.push(...waysBy(service));
  }
  return ways;
}

function setIn<Key, Value>(known: Map<Key, Value>, key: Key, value: Value): Value {
  known.set(key, value);
  return value;
}

const readers = oncePerCluster(() => new Map<Manifest, string[]>());

/**
 * What is asked, and by which Prometheus. Without one here, one is meant that reads all; a monitor that none of them
 * reads is alone. Who asks for other parameters, as of an exporter that probes others, asks for something else.
 */
function questionsOf(asking: Asking, cluster: Cluster): string[] {
  const { monitor } = asking;
  const known = readers(cluster).get(monitor) ?? readersOf(monitor, cluster);
  readers(cluster).set(monitor, known);
  const { path, params } = itemOf(asking);
  return known.map((reader) => [reader, textOf(path) || '/metrics', JSON.stringify(params ?? {})].join('\0'));
}

function readersOf(monitor: Manifest, cluster: Cluster): string[] {
  if (readersFor(monitor, cluster).length === 0) return ['any'];
  const reading = readersSelecting(monitor, cluster);
  return reading.length === 0 ? [`alone\0${monitor.kind}\0${monitor.namespace}\0${monitor.name}`]
    : reading.map(({ groupKind, namespace, name }) => [groupKind, namespace, name].join('\0'));
}

function itemOf({ monitor: { kind, spec }, endpoint: { index } }: Asking): PlainMap {
  return mapOf(listOf(spec[kind === 'PodMonitor' ? 'podMetricsEndpoints' : 'endpoints'])[index]);
}

function mayDropTargets({ relabelings }: PlainMap): boolean {
  return listOf(relabelings).some((one) => /^(keep|drop)/i.test(textOf(mapOf(one).action)));
}

function keyOf(question: string, port: string | number): string {
  return `${question}\0${referenceKey(port)}`;
}

function targetKey(target: string | number | undefined, protocol: string): string {
  return `${typeof target}\0${target}\0${protocol}`;
}

/** The addresses at which a way asks a pod. */
export function addressesOf({ endpoint, service }: Way, source: PodSource): Address[] {
  const { port, isOfPods } = endpoint;
  const numbers = isOfPods || service === undefined ? podPortNumbers(port, source)
    : servicePorts(service).filter(({ name }) => name === port).flatMap((one) => targetNumbers(one, source));
  return [...new Set(numbers)].map((number) => ({ source, number }));
}
