import { Asking, askingsOf, AskingMonitors, referenceKey } from './asking-monitors';
import type { Cluster, PodSource } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { servicePorts } from '../network/services';
import { oncePerCluster } from '../once-per-cluster';
import { oncePerList } from '../once-per-list';

const keyOf = ({ endpoint: { port } }: Asking) => [referenceKey(port)];

const podMonitors = oncePerCluster((cluster) => new AskingMonitors(cluster, askingsOf(cluster, 'PodMonitor'), keyOf));
const ofServices = oncePerCluster((cluster) => {
  const all = askingsOf(cluster, 'ServiceMonitor');
  return {
    byTarget: new AskingMonitors(cluster, all.filter(({ endpoint }) => endpoint.isOfPods), keyOf),
    byPort: new AskingMonitors(cluster, all.filter(({ endpoint }) => !endpoint.isOfPods), keyOf),
  };
});

/** The numbers that monitors of pods, or of targets behind Services, ask for. */
const askedNumbers = oncePerCluster((cluster) => ({
  ofPods: numbersAmong(podMonitors(cluster)),
  ofTargets: numbersAmong(ofServices(cluster).byTarget),
}));

/** The ports that monitors ask of the pods behind Services. */
export interface AskedServicePorts {
  /** Those to which the Services send by number. */
  readonly numbers: ReadonlyMap<number, Manifest>;
  /** Those to which they send by name, with the protocol. */
  readonly names: ReadonlyMap<string, Manifest>;
}

/** The monitor that asks pods for a port which it calls so. */
export function askedPodPort(source: PodSource, port: string | number, cluster: Cluster): Manifest | undefined {
  const place = { namespace: cluster.effectiveNamespace(source.owner.namespace), labels: source.template.labels };
  return podMonitors(cluster).first(referenceKey(port), place, 1)[0]?.monitor;
}

/** The monitor that asks the pods behind Services for a port which it calls so. */
export function askedTargetPort(
  services: readonly Manifest[], port: string | number, cluster: Cluster,
): Manifest | undefined {
  return targetsOf(services, cluster)(port);
}

/** The numbers that are asked for somewhere: pods that declare no ports may listen on any. */
export function numbersAsked(cluster: Cluster): { ofPods: readonly number[]; ofTargets: readonly number[] } {
  return askedNumbers(cluster);
}

/** What monitors ask by the ports of Services that send to the same pods. */
export const askedServicePorts = oncePerList((services: readonly Manifest[], cluster): AskedServicePorts => {
  const numbers = new Map<number, Manifest>();
  const names = new Map<string, Manifest>();
  for (const service of services) {
    for (const { name, target, protocol } of servicePorts(service)) {
      const [asking] = ofServices(cluster).byPort.first(referenceKey(name), homeOf(service, cluster), 1);
      if (asking !== undefined && typeof target === 'number') numbers.set(target, asking.monitor);
      if (asking !== undefined && typeof target === 'string') names.set(`${target}\0${protocol}`, asking.monitor);
    }
  }
  return { numbers, names };
});

const targetsOf = oncePerList((services: readonly Manifest[], cluster) => {
  const known = new Map<string | number, Manifest | undefined>();
  return (port: string | number) => {
    if (!known.has(port)) known.set(port, findTarget(services, port, cluster));
    return known.get(port);
  };
});

function findTarget(services: readonly Manifest[], port: string | number, cluster: Cluster): Manifest | undefined {
  for (const service of services) {
    const [asking] = ofServices(cluster).byTarget.first(referenceKey(port), homeOf(service, cluster), 1);
    if (asking !== undefined) return asking.monitor;
  }
  return undefined;
}

function homeOf({ namespace, labels }: Manifest, cluster: Cluster): Pick<Manifest, 'namespace' | 'labels'> {
  return { namespace: cluster.effectiveNamespace(namespace), labels };
}

function numbersAmong(monitors: AskingMonitors): number[] {
  return [...monitors.keys].map((key) => key.split('\0')).filter(([type]) => type === 'number')
    .map(([, number]) => Number(number));
}
