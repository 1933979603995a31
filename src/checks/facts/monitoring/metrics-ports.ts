import { monitorsOf } from './monitors';
import { prometheusesFor } from './prometheus-selection';
import { ScrapedPods, scrapeEndpoints, scrapedPorts } from './scrape-targets';
import { SCRAPE_ANNOTATION, SCRAPE_PORT_ANNOTATION } from '../../../internal/naming/labels';
import type { Cluster, PodSource } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { textOf } from '../../model/values/text-of';
import { servicesSendingTo } from '../network/incoming-traffic';
import { podPorts } from '../pods/declared-ports';

const MONITORS = ['monitoring.coreos.com/ServiceMonitor', 'monitoring.coreos.com/PodMonitor'];

/** A port of pods where somebody is to ask for metrics, and what says so. */
export interface MetricsPort {
  readonly number: number;
  readonly reason: string;
}

/**
 * The ports of pods where annotations or monitors say that metrics are.
 *
 * Where a Prometheus is among the manifests, its monitors are judged by who it is, and pass by here.
 */
export function metricsPortsOf(source: PodSource, cluster: Cluster): MetricsPort[] {
  const services = servicesSendingTo(source.owner, cluster);
  const annotated = [source.template, ...services].flatMap((one) => portOfAnnotations(one, source));
  const monitors = monitorsOf(source.owner, cluster)
    .filter((one) => MONITORS.includes(one.groupKind) && prometheusesFor(one, cluster).length === 0);
  return [...annotated, ...monitors.flatMap((monitor) => portsOfMonitor(monitor, { source, services }))];
}

/** Without a port all are asked that the pod declares; which of several has metrics is not known. */
function portOfAnnotations({ annotations }: Pick<Manifest, 'annotations'>, { template }: PodSource): MetricsPort[] {
  if (![true, 'true'].includes(annotations[SCRAPE_ANNOTATION])) return [];
  const declared = podPorts(template);
  const written = textOf(annotations[SCRAPE_PORT_ANNOTATION]);
  const number = written === '' && declared.length === 1 ? declared[0].number : Number(written || Number.NaN);
  const key = written === '' ? SCRAPE_ANNOTATION : SCRAPE_PORT_ANNOTATION;
  return Number.isInteger(number) ? [{ number, reason: `the annotation ${key}` }] : [];
}

interface Reached {
  readonly source: PodSource;
  readonly services: readonly Manifest[];
}

function portsOfMonitor(monitor: Manifest, { source, services }: Reached): MetricsPort[] {
  const targets: ScrapedPods[] = monitor.kind === 'PodMonitor' ? [{ source }] : services.map((service) => (
    { source, service }
  ));
  const numbers = scrapeEndpoints(monitor).flatMap((endpoint) => targets.flatMap((one) => scrapedPorts(endpoint, one)));
  return [...new Set(numbers)].map((number) => ({ number, reason: `${monitor.kind} ${monitor.name}` }));
}
