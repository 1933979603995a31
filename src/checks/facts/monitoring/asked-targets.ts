import { exporterOf } from './probers';
import { readersSelecting } from './prometheus-selection';
import { answersBehind, answersOfPods, ScrapeAnswers } from './scrape-answers';
import { monitoredPods, monitoredServices, ScrapeEndpoint, scrapeEndpoints } from './scrape-targets';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';

/** What becomes of the scrapes by one Prometheus of what one endpoint of a monitor, or a Probe, names. */
export interface AskedTargets extends ScrapeAnswers {
  readonly endpoint: Pick<ScrapeEndpoint, 'port' | 'path'>;
  readonly prometheus: Manifest;
}

/** The scrapes that a monitor asks for, by each Prometheus of the input that reads it and is under policies. */
export function askedTargetsOf(monitor: Manifest, cluster: Cluster): AskedTargets[] {
  const prometheuses = readersSelecting(monitor, cluster).filter(({ spec }) => spec.hostNetwork !== true);
  if (prometheuses.length === 0) return [];
  if (monitor.kind === 'Probe') {
    return prometheuses.flatMap((prometheus) => askedExporters(monitor, prometheus, cluster));
  }
  return prometheuses.flatMap((prometheus) => scrapeEndpoints(monitor).flatMap((endpoint) => (
    answersFor(monitor, endpoint, cluster).map((answer) => ({ endpoint, prometheus, ...answer(prometheus) }))
  )));
}

/** It is the exporter that Prometheus asks, whatever that asks in turn. */
function askedExporters(probe: Manifest, prometheus: Manifest, cluster: Cluster): AskedTargets[] {
  const exporter = exporterOf(probe, cluster);
  if (exporter === undefined) return [];
  const answers = answersOfPods({ prometheus, cluster }, exporter.pods, exporter.port);
  return [{ endpoint: { port: exporter.number, path: 'spec.prober.url' }, prometheus, ...answers }];
}

function answersFor(
  monitor: Manifest, { port, isOfPods }: ScrapeEndpoint, cluster: Cluster,
): ((prometheus: Manifest) => ScrapeAnswers)[] {
  return [
    ...monitoredPods(monitor, cluster).map((pods) => (prometheus: Manifest) => (
      answersOfPods({ prometheus, cluster }, pods, { port })
    )),
    ...monitoredServices(monitor, cluster).map((services) => (prometheus: Manifest) => (
      answersBehind({ prometheus, cluster }, services, { port, isOfPods })
    )),
  ];
}
