import { serviceAt } from './probers';
import type { Cluster, PodSource } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { listOf, mapOf } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { podsBehind } from '../network/services';
import { oncePerList } from '../once-per-list';

/** Whoever publishes or mirrors it. */
const IMAGE = /(?:^|[/-])kube-state-metrics(?:[:@]|$)/;
const TELEMETRY_ARGUMENT = /^--?telemetry-port=(\d+)$/;
const DEFAULT_TELEMETRY = 8081;
/** What a port is called behind which it speaks of itself, such as `telemetry` and `https-self`. */
const TELEMETRY_NAME = /telemetry|self/i;
const PORT = /:(\d{1,5})\/?$/;
/** As many Services as are looked at: those of one monitor that lead there are asked the same. */
const ENOUGH = 4;

/** Pods that run kube-state-metrics, and the Service before them where they are asked through one. */
export interface StateMetrics {
  readonly source: PodSource;
  readonly service?: Manifest;
}

/** The pods of a list that run kube-state-metrics; one says of all what is asked. */
export const stateMetricsAmong = oncePerList((pods: readonly PodSource[]): readonly StateMetrics[] => (
  pods.filter(isStateMetrics).slice(0, 1).map((source) => ({ source }))
));

/** The Services of a list that lead to kube-state-metrics, with pods of theirs. */
export const stateMetricsBehind = oncePerList((services: readonly Manifest[], cluster): readonly StateMetrics[] => (
  services.flatMap((service) => (
    stateMetricsAmong(podsBehind(service, cluster), cluster).map(({ source }) => ({ source, service }))
  )).slice(0, ENOUGH)
));

/** Whether an address leads to what kube-state-metrics says of the cluster, and not of itself. */
export function leadsToStateMetrics(address: string, asker: Manifest, cluster: Cluster): boolean {
  const service = serviceAt(address, asker, cluster);
  if (service === undefined) return false;
  const number = Number(PORT.exec(address)?.[1]);
  return stateMetricsAmong(podsBehind(service, cluster), cluster).some(({ source }) => !isTelemetry(source, number));
}

/** Whether a port of kube-state-metrics is that of its own metrics, whose labels are those of its pods. */
export function isTelemetry({ template }: PodSource, port: string | number): boolean {
  if (typeof port === 'string') return TELEMETRY_NAME.test(port);
  const given = template.containers.flatMap(({ content }) => [...listOf(content.command), ...listOf(content.args)])
    .flatMap((word) => TELEMETRY_ARGUMENT.exec(textOf(word))?.slice(1) ?? []);
  return port === Number(given[0] ?? DEFAULT_TELEMETRY);
}

function isStateMetrics({ template }: PodSource): boolean {
  return template.containers.some(({ content }) => IMAGE.test(textOf(mapOf(content).image)));
}
