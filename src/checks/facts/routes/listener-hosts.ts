import { listenersOf, parentGateway } from './route-listeners';
import type { Finding } from '../../model/check';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { listOf, mapsIn } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

/** The hosts of a route that no listener with TLS serves, where all of its Gateways are here. */
export function judgeListenerHosts(route: Manifest, cluster: Cluster): Finding[] {
  const parents = mapsIn(route.spec.parentRefs).map(({ item }) => item);
  if (parents.some((parent) => parentGateway(parent, route, cluster) === undefined)) return [];
  const encrypted = listenersOf(route, cluster).filter(({ scheme }) => scheme === 'https');
  if (encrypted.length === 0) return [];
  const served = encrypted.map(({ hostname }) => hostname);
  const missing = listOf(route.spec.hostnames).map(textOf)
    .filter((host) => host !== '' && !served.some((pattern) => hostsMeet(pattern, host)));
  if (missing.length === 0) return [];
  const message = `has no listener with TLS for ${missing.join(', ')}`;
  return [{ passed: false, message, path: 'spec.hostnames', actual: missing, expected: served }];
}

/** A listener without a host takes each, and a wildcard one label or more, on either side. */
function hostsMeet(listener: string, host: string): boolean {
  return listener === '' || listener === host || isBelow(host, listener) || isBelow(listener, host);
}

function isBelow(host: string, pattern: string): boolean {
  return pattern.startsWith('*.') && host.endsWith(pattern.slice(1));
}
