import { Direction } from './network-policies';
import { Opening, openingsOf, ConnectionSide, policiesClosing } from './policy-openings';
import { PortRange } from './port-ranges';
import { Cluster, PodSource } from '../../model/cluster';
import { isMap } from '../../model/values/plain-data';
import { namespaceMayMatch } from '../namespaces/namespace-labels';
import { podPorts } from '../pods/declared-ports';

/** A connection that somebody may want to open. */
export interface Flow {
  readonly from: ConnectionSide;
  readonly to: ConnectionSide;
  readonly range: PortRange;
}

/** The pods of the input as a side of a connection. */
export function connectionSideOf({ owner, template }: PodSource): ConnectionSide {
  return { namespace: owner.namespace, labels: template.labels, ports: podPorts(template), isKnown: true };
}

/** Whether policies say nothing about pods, as those on the network of their node. */
export function isOnHostNetwork({ template }: PodSource): boolean {
  return template.spec.hostNetwork === true;
}

/**
 * Whether the policies of one side let a connection pass.
 *
 * A doubt counts as yes: an `ipBlock` may hold the addresses of pods, and a namespace that is not in the input may
 * carry any label.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export function policiesAdmit(cluster: Cluster, flow: Flow, direction: Direction): boolean {
  const [own, other] = direction === 'Ingress' ? [flow.to, flow.from] : [flow.from, flow.to];
  let isClosed = false;
  for (const group of policiesClosing(cluster, own, { direction })) {
    isClosed = true;
    for (const opening of openingsOf(cluster, group, direction).admitting(other)) {
      if (opening.ports.overlap(flow.range, flow.to.ports) && opensToNamespace(cluster, opening, other)) return true;
    }
  }
  return !isClosed;
}

/** Where peers have no namespace, they are of the policy's own. */
function opensToNamespace(cluster: Cluster, { peer, namespace }: Opening, other: ConnectionSide): boolean {
  const { ipBlock, namespaceSelector } = peer;
  if (isMap(ipBlock)) return true;
  if (isMap(namespaceSelector)) return namespaceMayMatch(cluster, namespaceSelector, other.namespace);
  return cluster.effectiveNamespace(other.namespace) === cluster.effectiveNamespace(namespace);
}
