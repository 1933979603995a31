import { askedPodPort, askedServicePorts, askedTargetPort, numbersAsked } from './asked-ports';
import { readersFor } from './prometheus-selection';
import { SCRAPE_ANNOTATION, SCRAPE_PORT_ANNOTATION } from '../../../internal/naming/labels';
import type { Cluster, PodSource } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import type { PodTemplate } from '../../model/manifest-pods';
import { textOf } from '../../model/values/text-of';
import { servicesSendingTo } from '../network/incoming-traffic';
import { oncePerList } from '../once-per-list';
import { DeclaredPort, podPorts } from '../pods/declared-ports';

/** A port of pods where somebody is to ask for metrics, and what says so. */
export interface MetricsPort {
  readonly number: number;
  readonly reason: string;
}

type Annotated = Pick<Manifest, 'annotations'>;

/**
 * The ports of pods where annotations or monitors say that metrics are.
 *
 * Where a Prometheus is among the manifests, its monitors are judged by who it is, and pass by here.
 */
export function metricsPortsOf(source: PodSource, cluster: Cluster): MetricsPort[] {
  const groups = servicesSendingTo(source.owner, cluster);
  const annotated = [source.template, ...groups.flatMap((services) => annotatedServices(services, cluster))]
    .flatMap((one) => portOfAnnotations(one, source));
  if (readersFor({ kind: 'PodMonitor' }, cluster).length > 0) return annotated;
  return [...annotated, ...portsOfPodMonitors(source, cluster), ...portsOfServiceMonitors(source, groups, cluster)];
}

/** Those that ask for a scrape: one for each port that they write. */
const annotatedServices = oncePerList((services: readonly Manifest[]): readonly Annotated[] => [
  ...new Map(services.filter(isAnnotated).map((one) => (
    [textOf(one.annotations[SCRAPE_PORT_ANNOTATION]), one]
  ))).values(),
]);

function isAnnotated({ annotations }: Annotated): boolean {
  return [true, 'true'].includes(annotations[SCRAPE_ANNOTATION]);
}

/** Without a port all are asked that the pod declares; which of several has metrics is not known. */
function portOfAnnotations(one: Annotated, { template }: PodSource): MetricsPort[] {
  if (!isAnnotated(one)) return [];
  const declared = podPorts(template);
  const written = textOf(one.annotations[SCRAPE_PORT_ANNOTATION]);
  const number = written === '' && declared.length === 1 ? declared[0].number : Number(written || Number.NaN);
  const key = written === '' ? SCRAPE_ANNOTATION : SCRAPE_PORT_ANNOTATION;
  return Number.isInteger(number) ? [{ number, reason: `the annotation ${key}` }] : [];
}

function portsOfPodMonitors(source: PodSource, cluster: Cluster): MetricsPort[] {
  return listenedPorts(source.template, numbersAsked(cluster).ofPods).flatMap((port) => (
    portOfMonitor(port, referencesTo(port).map((reference) => askedPodPort(source, reference, cluster)))
  ));
}

function portsOfServiceMonitors(
  { template }: PodSource, groups: readonly (readonly Manifest[])[], cluster: Cluster,
): MetricsPort[] {
  return groups.flatMap((services) => {
    const { numbers, names } = askedServicePorts(services, cluster);
    const written = [...numbers].map(([number, monitor]) => ({ number, reason: reasonOf(monitor) }));
    const ofPods = listenedPorts(template, numbersAsked(cluster).ofTargets).flatMap((port) => portOfMonitor(port, [
      names.get(`${port.name}\0${port.protocol}`),
      ...referencesTo(port).map((reference) => askedTargetPort(services, reference, cluster)),
    ]));
    return [...written, ...ofPods];
  });
}

/** Pods that declare no ports may listen on any that somebody asks for. */
function listenedPorts(template: PodTemplate, asked: readonly number[]): readonly DeclaredPort[] {
  const declared = podPorts(template);
  return declared.length > 0 ? declared : asked.map((number) => ({ name: '', number, protocol: 'TCP' }));
}

function referencesTo({ name, number }: DeclaredPort): (string | number)[] {
  return name === '' ? [number] : [name, number];
}

function portOfMonitor({ number }: DeclaredPort, monitors: readonly (Manifest | undefined)[]): MetricsPort[] {
  const monitor = monitors.find((one) => one !== undefined);
  return monitor === undefined ? [] : [{ number, reason: reasonOf(monitor) }];
}

function reasonOf({ kind, name }: Manifest): string {
  return `${kind} ${name}`;
}
