import { Cluster, PodSource } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { PodTemplate } from '../../model/manifest-pods';
import { mapOf, mapsIn } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { DeclaredPort, podPorts, portReference, protocolOf } from '../pods/declared-ports';

/** A port of a Service. */
export interface ServicePort {
  readonly name: string;
  readonly number: unknown;
  readonly protocol: string;
  /** The port of the pods, by name or number; undefined where it is neither. */
  readonly target: string | number | undefined;
  readonly path: string;
}

/** The ports of a Service; where no target is given, it is the same number. */
export function servicePorts({ spec }: Manifest): ServicePort[] {
  return mapsIn(spec.ports).map(({ item: { name, port, targetPort, protocol }, index }) => ({
    name: textOf(name),
    number: port,
    protocol: protocolOf(protocol),
    target: portReference(targetPort ?? port),
    path: `spec.ports[${index}].targetPort`,
  }));
}

/** The pods that a Service sends to. */
export function podsBehind({ namespace, spec }: Manifest, cluster: Cluster): readonly PodSource[] {
  const matchLabels = mapOf(spec.selector);
  if (Object.keys(matchLabels).length === 0 || spec.type === 'ExternalName') return [];
  return cluster._podsSelectedBy(namespace, { matchLabels });
}

/** The declared ports of a pod that a Service's port leads to. */
export function portsBehind({ target, protocol }: ServicePort, pod: PodTemplate): DeclaredPort[] {
  return podPorts(pod).filter((port) => port.protocol === protocol
    && (typeof target === 'number' ? port.number === target : target !== undefined && port.name === target));
}

/** Whether clients see the pods themselves instead of one address before them. */
export function isHeadless({ spec }: Manifest): boolean {
  return spec.clusterIP === 'None';
}
