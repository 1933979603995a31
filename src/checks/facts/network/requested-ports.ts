import { isHeadless, ServicePort, servicePorts } from './services';
import { isExporterName, isMetricsName } from '../../../internal/values/metrics-names';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import type { PodTemplate } from '../../model/manifest-pods';
import { textOf } from '../../model/values/text-of';
import { oncePerList } from '../once-per-list';
import { DeclaredPort, podPorts } from '../pods/declared-ports';

/** What Services ask of pods, and not Prometheus alone, as a scrape may be lost; each port as often as it is asked. */
interface Requests {
  /** How many Services there are without ports, which have addresses for any. */
  readonly anywhere: number;
  readonly byPort: ReadonlyMap<string, number>;
  readonly total: number;
}

const NOTHING: Requests = { anywhere: 0, byPort: new Map(), total: 0 };

const requestsOf = oncePerList((services: readonly Manifest[]) => sumOf(services.map(requestsOfService)));

/** What Services send to pods. */
export interface IncomingRequests {
  /** Whether somebody sends requests at all. */
  readonly areSent: boolean;
  /** The declared ports to which they lead. */
  readonly ports: readonly DeclaredPort[];
}

/**
 * What is sent to the pods of an object. A Service by which members of a StatefulSet find each other sends nothing to
 * them, nor does one for metrics.
 */
export function requestsTo(owner: Manifest, pod: PodTemplate, cluster: Cluster): IncomingRequests {
  const groups = cluster._serviceGroups(owner.namespace, pod.labels);
  const own = headlessServiceOf(owner, cluster);
  const isOwnAmong = own !== undefined && groups.some((group) => group.includes(own));
  const left = isOwnAmong ? requestsOfService(own) : NOTHING;
  const all = groups.map((group) => requestsOf(group, cluster));
  const declared = podPorts(pod);
  const forMetrics = new Set(declared.filter(({ name }) => isMetricsName(name)).flatMap(keysOfDeclared));
  const countOf = (key: string) => (
    all.reduce((sum, { byPort }) => sum + (byPort.get(key) ?? 0), -(left.byPort.get(key) ?? 0))
  );
  const anywhere = all.reduce((sum, one) => sum + one.anywhere, -left.anywhere);
  const total = all.reduce((sum, one) => sum + one.total, -left.total);
  const asked = [...forMetrics].reduce((sum, key) => sum - countOf(key), total);
  const ports = declared.filter((port) => keysOfDeclared(port).some((key) => !forMetrics.has(key) && countOf(key) > 0));
  return { areSent: anywhere + asked > 0, ports };
}

function headlessServiceOf({ namespace, spec }: Manifest, cluster: Cluster): Manifest | undefined {
  const name = textOf(spec.serviceName);
  const service = name === '' ? undefined : cluster.named('Service', namespace, name);
  return service !== undefined && isHeadless(service) ? service : undefined;
}

/** One port may have no name, and is then called as its Service is. */
function requestsOfService(service: Manifest): Requests {
  const ports = servicePorts(service);
  if (ports.length === 0) return { ...NOTHING, anywhere: 1 };
  if (ports.length === 1 && isForMetrics(service.name, ports[0])) return NOTHING;
  const asked = ports.filter(({ name, target }) => ![name, String(target)].some(isMetricsName));
  const byPort = new Map<string, number>();
  for (const { target, protocol } of asked) {
    const key = keyOf(target, protocol);
    byPort.set(key, (byPort.get(key) ?? 0) + 1);
  }
  return { anywhere: 0, byPort, total: asked.length };
}

function isForMetrics(service: string, port: ServicePort): boolean {
  return isExporterName(service) || (port.name === '' && isMetricsName(service));
}

function sumOf(all: readonly Requests[]): Requests {
  const byPort = new Map<string, number>();
  for (const [key, count] of all.flatMap((one) => [...one.byPort])) byPort.set(key, (byPort.get(key) ?? 0) + count);
  return {
    anywhere: all.reduce((sum, one) => sum + one.anywhere, 0),
    total: all.reduce((sum, one) => sum + one.total, 0),
    byPort,
  };
}

function keysOfDeclared({ name, number, protocol }: DeclaredPort): string[] {
  return [...(name === '' ? [] : [keyOf(name, protocol)]), keyOf(number, protocol)];
}

function keyOf(port: ServicePort['target'], protocol: string): string {
  return `${typeof port}\0${port}\0${protocol}`;
}
