import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { PodTemplate } from '../../model/manifest-pods';
import { groupBy } from '../../model/values/group-by';
import { mapsIn } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { oncePerCluster } from '../once-per-cluster';
import { isLongRunning } from '../pods/containers';
import { areApart } from '../pods/node-requirements';

const ANY_ADDRESS = ['', '0.0.0.0', '::'];
/** To put all that take one port to each other would take longer the more there are; nobody has so many. */
const MOST_RIVALS = 100;

/** A port that pods take of their node. */
export interface HostPort {
  readonly owner: Manifest;
  readonly pod: PodTemplate;
  readonly path: string;
  readonly number: number;
  readonly protocol: string;
  /** The address of the node that it is taken at; empty for all. */
  readonly address: string;
}

const takenPorts = oncePerCluster((cluster) => groupBy(
  cluster.ofKind('apps/DaemonSet').flatMap(hostPortsOf), ({ number, protocol }) => [`${number}/${protocol}`],
));

/** The ports that the pods of an object take of their nodes. */
export function hostPortsOf(owner: Manifest): HostPort[] {
  return owner.pods.flatMap((pod) => pod.containers.filter(isLongRunning).flatMap(({ content, path }) => (
    mapsIn(content.ports).flatMap(({ item: { hostPort, containerPort, protocol, hostIP }, index }) => {
      // On the network of the node the API server writes one where it is left out.
      const number = hostPort ?? (pod.spec.hostNetwork === true ? containerPort : undefined);
      if (typeof number !== 'number' || number === 0) return [];
      const field = hostPort === undefined ? 'containerPort' : 'hostPort';
      const place = { owner, pod, path: `${path}.ports[${index}].${field}` };
      return [{ ...place, number, protocol: textOf(protocol) || 'TCP', address: textOf(hostIP) }];
    })
  )));
}

/** A DaemonSet whose pods take the same port of a node on which both may run; one of the two starts there. */
export function rivalOf(port: HostPort, cluster: Cluster): Manifest | undefined {
  const { number, protocol } = port;
  const rivals = takenPorts(cluster).get(`${number}/${protocol}`)?.slice(0, MOST_RIVALS);
  return rivals?.find((other) => (
    other.owner !== port.owner && isSameAddress(port, other) && !areApart(port.pod, other.pod)
  ))?.owner;
}

function isSameAddress({ address: one }: HostPort, { address: other }: HostPort): boolean {
  return one === other || ANY_ADDRESS.includes(one) || ANY_ADDRESS.includes(other);
}
