import { DeclaredPort, portReference, containerPorts } from './declared-ports';
import { PodContainer } from '../../model/manifest-pods';
import { mapOf } from '../../model/values/plain-data';

/** A port that the kubelet asks, and where it is written. */
export interface ProbePort {
  readonly port: string | number;
  readonly path: string;
}

const PROBES = ['startupProbe', 'readinessProbe', 'livenessProbe'];
const HOOKS = ['lifecycle.postStart', 'lifecycle.preStop'];

/** The ports that the probes and hooks of a container ask; what asks another host is none of its own. */
export function probePorts({ content, path }: PodContainer): ProbePort[] {
  return [...PROBES, ...HOOKS].flatMap((place) => {
    const handler = place.split('.').reduce<unknown>((value, key) => mapOf(value)[key], content);
    return ['httpGet', 'tcpSocket', 'grpc'].flatMap((kind) => {
      const { port, host } = mapOf(mapOf(handler)[kind]);
      const reference = portReference(port);
      const isElsewhere = host !== undefined && host !== null && host !== '';
      return reference === undefined || isElsewhere ? [] : [{ port: reference, path: `${path}.${place}.${kind}.port` }];
    });
  });
}

/** The declared ports that a probe can ask: all of them speak TCP, also where the same number has a name for UDP. */
export function probedPorts(containers: readonly PodContainer[]): DeclaredPort[] {
  const ports = containers.flatMap(containerPorts);
  const numbers = new Set(ports.filter(({ protocol }) => protocol === 'TCP').map(({ number }) => number));
  return ports.filter(({ number }) => numbers.has(number));
}
