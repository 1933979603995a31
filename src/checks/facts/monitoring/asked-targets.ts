import { readersSelecting } from './prometheus-selection';
import { answersBehind, answersOfPods, ScrapeAnswers } from './scrape-answers';
import { monitoredPods, monitoredServices, ScrapeEndpoint, scrapeEndpoints } from './scrape-targets';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';

/** What becomes of the scrapes by one Prometheus of what one endpoint of a monitor names. */
export interface AskedTargets extends ScrapeAnswers {
  readonly endpoint: ScrapeEndpoint;
  readonly prometheus: Manifest;
}

/** The scrapes that a monitor asks for, by each Prometheus of the input that reads it and is under policies. */
export function askedTargetsOf(monitor: Manifest, cluster: Cluster): AskedTargets[] {
  const prometheuses = readersSelecting(monitor, cluster).filter(({ spec }) => spec.hostNetwork !== true);
  if (prometheuses.length === 0) return [];
  return prometheuses.flatMap((prometheus) => scrapeEndpoints(monitor).flatMap((endpoint) => (
    answersFor(monitor, endpoint, cluster).map((answer) => ({ endpoint, prometheus, ...answer(prometheus) }))
  )));
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
