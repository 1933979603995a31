import { matchKey, routeRulesOf } from './route-rules';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { groupBy } from '../../model/values/group-by';
import { listOf, mapOf, mapsIn } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { oncePerCluster } from '../once-per-cluster';

const INGRESS = 'networking.k8s.io/Ingress';
const HTTP_ROUTE = 'gateway.networking.k8s.io/HTTPRoute';
/** Annotations by which an Ingress takes a share of the requests, or those with some header. */
const SHARING = /^nginx\.ingress\.kubernetes\.io\/canary$|^alb\.ingress\.kubernetes\.io\/conditions\./;

/** Requests that a route takes. */
export interface HostClaim {
  /** The same for the same requests. */
  readonly key: string;
  readonly host: string;
  /** Where the route says so. */
  readonly path: string;
}

const claimants = oncePerCluster((cluster) => groupBy(
  [INGRESS, HTTP_ROUTE].flatMap((kind) => cluster.ofKind(kind)),
  (route) => [...new Set(claimsOf(route, cluster).map(({ key }) => key))],
));

/** What a route takes: of an Ingress each path of a host, of an HTTPRoute each match at each of its listeners. */
export function claimsOf(route: Manifest, cluster: Cluster): HostClaim[] {
  if (route.groupKind !== INGRESS) return claimsOfRoute(route, cluster);
  if (Object.keys(route.annotations).some((key) => SHARING.test(key))) return [];
  return mapsIn(route.spec.rules).flatMap(({ item, index }) => mapsIn(mapOf(item.http).paths).map((entry) => {
    const host = textOf(item.host);
    const { path, pathType } = entry.item;
    // Whoever takes every host does so of one controller.
    const scope = host === '' ? classOf(route) : '';
    const key = [INGRESS, scope, host, pathType === 'Exact' ? 'Exact' : '', textOf(path) || '/'].join('\0');
    return { key, host, path: `spec.rules[${index}].http.paths[${entry.index}].path` };
  }));
}

/** Another route that takes the same requests. */
export function otherClaimant({ key }: HostClaim, route: Manifest, cluster: Cluster): Manifest | undefined {
  return claimants(cluster).get(key)?.find((other) => other !== route && areRivals(route, other, cluster));
}

/** Controllers of one namespace may well answer for the same host, to callers from inside and from outside. */
function areRivals(route: Manifest, other: Manifest, cluster: Cluster): boolean {
  const [one, two] = [route, other].map(({ namespace }) => cluster.effectiveNamespace(namespace));
  return one !== two || classOf(route) === classOf(other);
}

function classOf({ spec, annotations }: Manifest): string {
  return textOf(spec.ingressClassName) || textOf(annotations['kubernetes.io/ingress.class']);
}

function claimsOfRoute(route: Manifest, cluster: Cluster): HostClaim[] {
  const written = listOf(route.spec.hostnames).map(textOf);
  const hosts = written.length > 0 ? written : [''];
  const parents = mapsIn(route.spec.parentRefs).map(({ item: { kind = 'Gateway', name, ...parent } }) => [
    kind, cluster.effectiveNamespace(textOf(parent.namespace ?? route.namespace)), name, parent.sectionName ?? '',
    parent.port ?? '',
  ].map(textOf).join('/'));
  return routeRulesOf(route).flatMap(({ matches, path }) => matches.map(matchKey).flatMap((match) => (
    hosts.flatMap((host) => parents.map((parent) => (
      { key: [HTTP_ROUTE, parent, host, match].join('\0'), host, path }
    )))
  )));
}
