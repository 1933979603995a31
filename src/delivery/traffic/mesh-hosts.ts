import { IConstruct } from 'constructs';
import { fail, pathOf } from '../../internal/fail';
import { perTree } from '../../internal/tree/per-tree';

/** Hosts of a VirtualService. */
export interface ClaimedHosts {
  /** In which names without a dot are looked up. */
  readonly namespace: string;
  readonly hosts: readonly string[];
  readonly gateways: readonly string[];
}

/** A host that nobody else may have, by its key. */
interface Claim {
  readonly host: string;
  readonly key: string;
}

const claimsOf = perTree('mesh-hosts', () => new Map<string, IConstruct>());
/** Where the DestinationRule of a Service is claimed: at no gateway. */
const DESTINATION = '';

/** Refuses a host that another VirtualService has at the same gateway: which of the two is followed, nobody says. */
export function claimHosts(scope: IConstruct, { namespace, hosts, gateways }: ClaimedHosts): void {
  claim(scope, 'host', hosts.flatMap((host) => gateways.map((gateway) => ({
    host, key: keyOf(namespace, host, gateway),
  }))));
}

/** Refuses a Service that another DestinationRule is about: of two Istio follows the older one. */
export function claimDestination(scope: IConstruct, namespace: string, host: string): void {
  claim(scope, 'backends.target', [{ host, key: keyOf(namespace, host, DESTINATION) }]);
}

function claim(scope: IConstruct, prop: string, claims: readonly Claim[]): void {
  const known = claimsOf(scope);
  const taken = claims.find(({ key }) => known.has(key));
  if (taken !== undefined) {
    const must = `not be claimed by [${pathOf(known.get(taken.key)!)}] too`;
    fail(scope, { prop, must, got: taken.host, remedy: 'remove one of the two, or name something else' });
  }
  claims.forEach(({ key }) => known.set(key, scope));
}

/** A short name is one of its namespace, however much of the rest is written. */
function keyOf(namespace: string, host: string, gateway: string): string {
  const [name, of = namespace, type = 'svc', ...domain] = host.split('.');
  const isService = type === 'svc' && (domain.length === 0 || domain.join('.') === 'cluster.local');
  return JSON.stringify([gateway, isService ? [name, of] : host]);
}
