import { BlockList, isIPv6 } from 'net';
import { Endpoint, namespaceOf, PodGroup, Protocol } from './endpoints';
import { selects } from './selectors';
import { Manifest } from '../schemas';

/** The way that a policy looks at a connection: into its pods, or out of them. */
export type Direction = 'Ingress' | 'Egress';

/** A connection between two endpoints. */
export interface Connection {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly port: number;
  readonly protocol: Protocol;
}

/**
 * The network policies of manifests.
 *
 * An `ipBlock` matches addresses outside of the cluster only, as the pods of manifests have none yet.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export class Policies {
  private readonly policies: readonly Manifest[];

  constructor(manifests: readonly Manifest[]) {
    this.policies = manifests.filter(({ kind }) => /NetworkPolicy$/.test(kind));
    for (const { apiVersion, kind } of this.policies) {
      const type = `${apiVersion}/${kind}`;
      if (type !== 'networking.k8s.io/v1/NetworkPolicy') throw new Error(`${type} is not understood here`);
    }
  }

  /** Whether the policies of one direction let a connection pass; those of the other may still refuse it. */
  public admit(connection: Connection, direction: Direction): boolean {
    const { from, to } = connection;
    const [own, peer] = direction === 'Ingress' ? [to, from] : [from, to];
    const isolating = this.policies.filter((policy) => isolates(policy, own.pods, direction));
    return isolating.length === 0 || isolating.some((policy) => (
      rulesOf(policy, direction).some(({ peers, ports }) => (
        matchesAny(peers, (entry) => isPeer(entry, peer, namespaceOf(policy.metadata)))
        && matchesAny(ports, (entry) => isPort(entry, connection))
      ))
    ));
  }
}

function isolates({ metadata, spec }: Manifest, pods: PodGroup | undefined, direction: Direction): boolean {
  return pods !== undefined
    && pods.namespace === namespaceOf(metadata)
    && directionsOf(spec).includes(direction)
    && selects(spec.podSelector ?? {}, pods.labels);
}

function directionsOf({ policyTypes, egress }: Manifest): Direction[] {
  if (policyTypes?.length > 0) return policyTypes;
  return egress?.length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
}

function rulesOf({ spec }: Manifest, direction: Direction): { peers?: Manifest[]; ports?: Manifest[] }[] {
  return direction === 'Ingress'
    ? (spec.ingress ?? []).map(({ from, ports }: Manifest) => ({ peers: from, ports }))
    : (spec.egress ?? []).map(({ to, ports }: Manifest) => ({ peers: to, ports }));
}

/** A list that is missing or empty does not restrict a rule. */
function matchesAny(entries: Manifest[] | null | undefined, matches: (entry: Manifest) => boolean): boolean {
  return !entries || entries.length === 0 || entries.some(matches);
}

function isPeer(entry: Manifest, { id, pods }: Endpoint, policyNamespace: string): boolean {
  const { ipBlock, namespaceSelector, podSelector } = entry;
  if ([ipBlock, namespaceSelector ?? podSelector].filter(Boolean).length !== 1) {
    throw new Error(`the API server refuses the peer ${JSON.stringify(entry)}`);
  }
  if (ipBlock) return pods === undefined && isWithin(ipBlock, id);
  if (pods === undefined) return false;
  const isNamespace = namespaceSelector
    ? selects(namespaceSelector, pods.namespaceLabels)
    : pods.namespace === policyNamespace;
  return isNamespace && selects(podSelector ?? {}, pods.labels);
}

function isWithin({ cidr, except }: Manifest, address: string): boolean {
  return contains(cidr, address) && !(except ?? []).some((hole: string) => contains(hole, address));
}

function contains(cidr: string, address: string): boolean {
  const [network, prefix] = cidr.split('/');
  // BlockList finds IPv4 addresses in IPv6 networks too, which no policy means.
  if (isIPv6(network) !== isIPv6(address)) return false;
  const list = new BlockList();
  list.addSubnet(network, Number(prefix), familyOf(network));
  return list.check(address, familyOf(address));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4';
}

function isPort(entry: Manifest, { to, port, protocol }: Connection): boolean {
  if ((entry.protocol ?? 'TCP') !== protocol) return false;
  const { port: first, endPort: last = first } = entry;
  if (typeof first === 'number') return first <= port && port <= last;
  if (typeof first !== 'string') return true;
  return to.ports.some((target) => target.name === first && target.port === port && target.protocol === protocol);
}
