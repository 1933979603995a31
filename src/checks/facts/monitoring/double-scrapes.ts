import { prometheusesFor, prometheusSelects } from './prometheus-selection';
import { ScrapedPods, scrapedPods, ScrapeEndpoint, scrapeEndpoints, scrapedPorts } from './scrape-targets';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import type { PodTemplate } from '../../model/manifest-pods';
import { groupBy } from '../../model/values/group-by';
import { listOf, mapOf, mapsIn, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { oncePerCluster } from '../once-per-cluster';

const MONITORS = ['monitoring.coreos.com/ServiceMonitor', 'monitoring.coreos.com/PodMonitor'];
/** The label by which a configuration of Prometheus sees the annotation that asks for a scrape. */
const READS_ANNOTATIONS = '_annotation_prometheus_io_scrape';

/** One way by which Prometheus comes to ask an address of some pods. */
export interface Scrape {
  readonly monitor: Manifest;
  readonly target: ScrapedPods;
  readonly path: string;
  /** The same for two that ask the same. */
  readonly key: string;
}

const scrapesByMonitor = oncePerCluster((cluster) => new Map(
  MONITORS.flatMap((kind) => cluster.ofKind(kind)).map((monitor) => [monitor, scrapesOf(monitor, cluster)]),
));
const scrapesByKey = oncePerCluster((cluster) => (
  groupByTemplate([...scrapesByMonitor(cluster).values()].flat())
));
const annotationReaders = oncePerCluster((cluster) => ({
  some: ['ConfigMap', 'Secret', 'monitoring.coreos.com/ScrapeConfig'].flatMap((kind) => cluster.ofKind(kind))
    .some(({ content }) => JSON.stringify(content).includes(READS_ANNOTATIONS)),
}));

/** What a monitor asks, each with all others that ask the same of the same pods. */
export function repeatedScrapes(monitor: Manifest, cluster: Cluster): { scrape: Scrape; others: Scrape[] }[] {
  return (scrapesByMonitor(cluster).get(monitor) ?? []).map((scrape) => {
    const same = scrapesByKey(cluster).get(scrape.target.source.template)?.get(scrape.key) ?? [];
    return { scrape, others: same.filter((other) => other !== scrape && isReadTogether(scrape, other, cluster)) };
  });
}

/** Whether some Prometheus here is configured to ask what annotations say. */
export function readsScrapeAnnotations(cluster: Cluster): boolean {
  return annotationReaders(cluster).some;
}

/** Without a Prometheus here one is meant that reads all. */
function isReadTogether({ monitor: one }: Scrape, { monitor: other }: Scrape, cluster: Cluster): boolean {
  const prometheuses = prometheusesFor(one, cluster);
  if (one === other || prometheuses.length === 0) return true;
  return prometheuses.some((prometheus) => (
    prometheusSelects(prometheus, one, cluster) && prometheusSelects(prometheus, other, cluster)
  ));
}

function scrapesOf(monitor: Manifest, cluster: Cluster): Scrape[] {
  const list = monitor.kind === 'PodMonitor' ? 'podMetricsEndpoints' : 'endpoints';
  const written = new Map(mapsIn(monitor.spec[list]).map(({ item, index }) => [`spec.${list}[${index}]`, item]));
  const endpoints = scrapeEndpoints(monitor).flatMap((endpoint) => {
    const item = mapOf(written.get(endpoint.path.slice(0, endpoint.path.indexOf(']') + 1)));
    return mayDropTargets(item) ? [] : [{ endpoint, item }];
  });
  return scrapedPods(monitor, cluster).flatMap((target) => endpoints.flatMap(({ endpoint, item }) => (
    keysOf(endpoint, item, target).map((key) => ({ monitor, target, path: endpoint.path, key }))
  )));
}

/** Who asks for other parameters, as of an exporter that probes others, asks for something else. */
function keysOf(endpoint: ScrapeEndpoint, item: PlainMap, target: ScrapedPods): string[] {
  const asked = [textOf(item.path) || '/metrics', JSON.stringify(item.params ?? {})];
  return [...new Set(scrapedPorts(endpoint, target))].map((port) => [port, ...asked].join('\0'));
}

function mayDropTargets({ relabelings }: PlainMap): boolean {
  return listOf(relabelings).some((one) => /^(keep|drop)/i.test(textOf(mapOf(one).action)));
}

function groupByTemplate(scrapes: readonly Scrape[]): Map<PodTemplate, Map<string, Scrape[]>> {
  const byTemplate = new Map<PodTemplate, Scrape[]>();
  for (const scrape of scrapes) {
    const { template } = scrape.target.source;
    const known = byTemplate.get(template);
    if (known) known.push(scrape);
    else byTemplate.set(template, [scrape]);
  }
  return new Map([...byTemplate].map(([template, some]) => [template, groupBy(some, ({ key }) => [key])]));
}
