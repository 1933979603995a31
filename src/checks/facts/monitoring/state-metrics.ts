import { serviceAt } from './probers';
import { ANYWHERE, monitoredNamespaces } from './scrape-targets';
import type { Cluster, PodSource } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { Labelled, LabelIndex } from '../../model/selectors/label-index';
import { mapOf } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { oncePerCluster } from '../once-per-cluster';
import { commandWords } from '../shell/command-words';

/** Whoever publishes or mirrors it. */
const IMAGE = /(?:^|[/-])kube-state-metrics(?:[:@]|$)/;
const TELEMETRY_ARGUMENT = /^--?telemetry-port=(\d+)$/;
const DEFAULT_TELEMETRY = 8081;
/** What a port is called behind which it speaks of itself, such as `telemetry` and `https-self`. */
const TELEMETRY_NAME = /telemetry|self/i;
/** As many of them as are looked at: whoever selects more asks them all the same. */
const ENOUGH = 8;
const PORT = /:(\d{1,5})\/?$/;

/** Pods that run kube-state-metrics, and the Service before them where they are asked through one. */
export interface StateMetrics {
  readonly source: PodSource;
  readonly service?: Manifest;
}

/** The pods of a cluster that run it, and the Services before them, by their labels; both are few. */
const stateMetrics = oncePerCluster((cluster) => {
  const pods = cluster._labelledPods().filter(({ value }) => runsStateMetrics(value));
  return {
    pods: new LabelIndex(pods.flatMap((pod) => [pod.namespace, ANYWHERE].map((namespace) => (
      { ...pod, namespace, value: { source: pod.value } }
    )))),
    services: new LabelIndex(servicesBefore(pods, cluster).flatMap((value) => (
      [cluster.effectiveNamespace(value.service.namespace), ANYWHERE].map((namespace) => (
        { value, namespace, labels: value.service.labels }
      ))
    ))),
  };
});

/** What of it a monitor selects. */
export function monitoredStateMetrics(monitor: Manifest, cluster: Cluster): StateMetrics[] {
  const { pods, services } = stateMetrics(cluster);
  const index: LabelIndex<StateMetrics> = monitor.kind === 'PodMonitor' ? pods : services;
  return monitoredNamespaces(monitor)
    .map((namespace) => (namespace === ANYWHERE ? ANYWHERE : cluster.effectiveNamespace(namespace)))
    .flatMap((namespace) => index.selectedBy(namespace, mapOf(monitor.spec.selector)).slice(0, ENOUGH));
}

/** Whether an address leads to what kube-state-metrics says of the cluster, and not of itself. */
export function leadsToStateMetrics(address: string, asker: Manifest, cluster: Cluster): boolean {
  const service = serviceAt(address, asker, cluster);
  if (service === undefined) return false;
  const matchLabels = mapOf(service.spec.selector);
  const number = Number(PORT.exec(address)?.[1]);
  return Object.keys(matchLabels).length > 0
    && stateMetrics(cluster).pods.selectedBy(cluster.effectiveNamespace(service.namespace), { matchLabels })
      .slice(0, ENOUGH).some(({ source }) => !isTelemetry(source, number));
}

/** Whether a port of kube-state-metrics is that of its own metrics, whose labels are those of its pods. */
export function isTelemetry({ template }: PodSource, port: string | number): boolean {
  if (typeof port === 'string') return TELEMETRY_NAME.test(port);
  const given = template.containers.flatMap(({ content }) => commandWords(content))
    .flatMap((word) => TELEMETRY_ARGUMENT.exec(word)?.slice(1) ?? []);
  return port === Number(given[0] ?? DEFAULT_TELEMETRY);
}

/** Services with pods behind them; those of a group send to the same. */
function servicesBefore(pods: readonly Labelled<PodSource>[], cluster: Cluster) {
  const groups = new Map(pods.flatMap(({ value, namespace, labels }) => (
    cluster._serviceGroups(namespace, labels).map((group) => [group, value] as const)
  )));
  return [...groups].flatMap(([group, source]) => group.map((service) => ({ source, service })));
}

function runsStateMetrics({ template }: PodSource): boolean {
  return template.containers.some(({ content }) => IMAGE.test(textOf(content.image)));
}
