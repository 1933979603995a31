import { addressesOf } from './double-scrapes';
import { ScrapeEndpoint, scrapeEndpoints } from './scrape-targets';
import { isTelemetry, leadsToStateMetrics, monitoredStateMetrics, StateMetrics } from './state-metrics';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { listOf, mapOf, mapsIn, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { readEmbeddedYaml } from '../../model/yaml/embedded-yaml';
import { isTrue } from '../../model/yaml/kubernetes-yaml';

/** What targets and metrics of kube-state-metrics both have. */
const SUBJECTS = ['namespace', 'pod'];
const DROPS_LABELS = /^label(?:drop|keep)$/i;

/** A scrape of kube-state-metrics, and whether its metrics keep the labels of what they speak of. */
export interface StateMetricsScrape {
  readonly path: string;
  readonly keepsLabels: boolean;
}

/** By which endpoints a monitor scrapes kube-state-metrics. */
export function scrapesByMonitor(monitor: Manifest, cluster: Cluster): StateMetricsScrape[] {
  const found = monitoredStateMetrics(monitor, cluster);
  const list = monitor.kind === 'PodMonitor' ? 'podMetricsEndpoints' : 'endpoints';
  return scrapeEndpoints(monitor).filter((endpoint) => found.some((one) => asks({ monitor, endpoint }, one)))
    .map(({ index }) => {
      const { honorLabels, metricRelabelings, relabelings } = mapOf(listOf(monitor.spec[list])[index]);
      const drops = mapsIn(relabelings).some(({ item }) => DROPS_LABELS.test(textOf(item.action)));
      const keepsLabels = honorLabels === true || listOf(metricRelabelings).length > 0 || drops;
      return { path: `spec.${list}[${index}]`, keepsLabels };
    });
}

/** By which jobs a ScrapeConfig, or a ConfigMap with scrape configurations, does so at addresses of Services. */
export function scrapesByJobs(manifest: Manifest, cluster: Cluster): StateMetricsScrape[] {
  const { kind, spec, content } = manifest;
  const jobs = kind === 'ScrapeConfig' ? [jobOfObject(spec)] : jobsOfFiles(mapOf(content.data));
  return jobs.filter(({ targets }) => targets.some((target) => leadsToStateMetrics(target, manifest, cluster)))
    .map(({ path, labels, isRelabelled }) => (
      { path, keepsLabels: isRelabelled || !SUBJECTS.some((label) => labels.includes(label)) }
    ));
}

function asks(
  { monitor, endpoint }: { monitor: Manifest; endpoint: ScrapeEndpoint }, { source, service }: StateMetrics,
): boolean {
  return !isTelemetry(source, endpoint.port)
    && addressesOf({ monitor, endpoint, service }, source).some(({ number }) => !isTelemetry(source, number));
}

/** A job that asks addresses. */
interface Job {
  readonly path: string;
  readonly targets: readonly string[];
  /** Those that the targets get, which take the place of the metrics' own. */
  readonly labels: readonly string[];
  /** Whether the metrics keep theirs nevertheless, or may get them back. */
  readonly isRelabelled: boolean;
}

function jobOfObject({ staticConfigs, relabelings, honorLabels, metricRelabelings }: PlainMap): Job {
  const given = mapsIn(relabelings).map(({ item }) => textOf(item.targetLabel));
  return {
    path: 'spec',
    ...targetsOf(staticConfigs, given),
    isRelabelled: honorLabels === true || listOf(metricRelabelings).length > 0,
  };
}

function jobsOfFiles(data: PlainMap): Job[] {
  return Object.entries(data).filter(([, text]) => typeof text === 'string' && text.includes('static_configs'))
    .flatMap(([file, text]) => mapsIn(mapOf(readEmbeddedYaml(textOf(text))).scrape_configs).map(({ item }) => ({
      path: `data[${file}]`,
      ...targetsOf(item.static_configs, mapsIn(item.relabel_configs).map((one) => textOf(one.item.target_label))),
      isRelabelled: isTrue(item.honor_labels) || listOf(item.metric_relabel_configs).length > 0,
    })));
}

function targetsOf(groups: unknown, given: readonly string[]): Pick<Job, 'targets' | 'labels'> {
  const items = mapsIn(groups).map(({ item }) => item);
  return {
    targets: items.flatMap(({ targets }) => listOf(targets).map(textOf)),
    labels: [...items.flatMap(({ labels }) => Object.keys(mapOf(labels))), ...given],
  };
}
