import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { mapsIn, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

/** A listener that a route is attached to. */
export interface RouteListener {
  readonly gateway: string;
  readonly name: string;
  readonly scheme: 'http' | 'https';
  /** Undefined where the Gateway is not in the input. */
  readonly port?: unknown;
  /** Empty where it takes every host. */
  readonly hostname: string;
}

/** A Gateway that a route names as its parent, where that is in the input. */
export function parentGateway(parent: PlainMap, { namespace }: Manifest, cluster: Cluster): Manifest | undefined {
  if (parent.kind !== undefined && parent.kind !== 'Gateway') return undefined;
  const home = textOf(parent.namespace ?? namespace);
  return cluster.named('gateway.networking.k8s.io/Gateway', home, textOf(parent.name));
}

/** A parent means all listeners unless it names one, or a port. */
export function isListenerOf(listener: PlainMap, { sectionName, port }: PlainMap): boolean {
  return (sectionName === undefined || listener.name === sectionName) && (port === undefined || listener.port === port);
}

/** What a listener speaks whose Gateway is not here, as far as its name says. */
export function schemeOfName(section: string): RouteListener['scheme'] | undefined {
  if (/(^|-)(https|tls)(-|$)/.test(section)) return 'https';
  return /(^|-)http(-|$)/.test(section) ? 'http' : undefined;
}

/** The listeners for HTTP that a route is attached to, as far as they are known. */
export function listenersOf(route: Manifest, cluster: Cluster): RouteListener[] {
  return mapsIn(route.spec.parentRefs).flatMap(({ item: parent }): RouteListener[] => {
    const gateway = parentGateway(parent, route, cluster);
    const name = textOf(parent.sectionName);
    if (gateway === undefined) {
      const scheme = schemeOfName(name);
      return scheme === undefined ? [] : [{ gateway: textOf(parent.name), name, scheme, hostname: '' }];
    }
    const listeners = mapsIn(gateway.spec.listeners).map(({ item }) => item);
    return listeners.filter((item) => isListenerOf(item, parent)).flatMap(({ protocol, ...listener }) => (
      protocol === 'HTTP' || protocol === 'HTTPS' ? [{
        gateway: gateway.name,
        name: textOf(listener.name),
        scheme: protocol === 'HTTPS' ? 'https' : 'http',
        port: listener.port,
        hostname: textOf(listener.hostname),
      }] : []
    ));
  });
}
