import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { groupBy } from '../../model/values/group-by';
import { isMap, listOf, mapOf, mapsIn, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { oncePerCluster } from '../once-per-cluster';
import { oncePerList } from '../once-per-list';

export const VIRTUAL_SERVICE = 'networking.istio.io/VirtualService';
export const DESTINATION_RULE = 'networking.istio.io/DestinationRule';

/** Where a VirtualService sends requests to. */
export interface Destination {
  readonly host: string;
  readonly subset: string;
  /** As it is written; undefined where it is not. */
  readonly weight: unknown;
  readonly path: string;
}

/** One route of a VirtualService: those that share its requests. */
export interface MeshRoute {
  readonly name: string;
  readonly protocol: string;
  readonly path: string;
  readonly shares: readonly Destination[];
  /** Those that get copies of the requests. */
  readonly mirrors: readonly Destination[];
  readonly item: PlainMap;
}

const PROTOCOLS = ['http', 'tls', 'tcp'];
const OF_CLUSTER = /^([^.*]+)\.([^.]+)\.svc(?:\..+)?$/;

/** The routes of a VirtualService, of each protocol. */
export function meshRoutesOf({ spec }: Manifest): MeshRoute[] {
  return PROTOCOLS.flatMap((protocol) => mapsIn(spec[protocol]).map(({ item, index }) => {
    const path = `spec.${protocol}[${index}]`;
    const shares = mapsIn(item.route).map((one) => destinationAt(one.item, `${path}.route[${one.index}]`));
    const mirrors = mapsIn(item.mirrors).map((one) => destinationAt(one.item, `${path}.mirrors[${one.index}]`));
    const mirror = isMap(item.mirror)
      ? [{ ...readDestination(item.mirror), weight: undefined, path: `${path}.mirror` }] : [];
    return { name: textOf(item.name), protocol, path, shares, mirrors: [...mirror, ...mirrors], item };
  }));
}

/**
 * The whole name that a host means: a short one is a Service in the namespace of the object that names it.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination
 */
export function wholeHost(host: string, namespace: string, cluster: Cluster): string {
  const home = cluster.effectiveNamespace(namespace);
  if (!host.includes('.') && host !== '*' && host !== '') return `${host}.${home}.svc`;
  const ofCluster = OF_CLUSTER.exec(host);
  if (ofCluster) return `${ofCluster[1]}.${cluster.effectiveNamespace(ofCluster[2])}.svc`;
  const [name, other, ...more] = host.split('.');
  // Istio takes it for a host outside; whoever writes it means the Service.
  const isService = other !== undefined && more.length === 0 && cluster.named('Service', other, name) !== undefined;
  return isService ? `${name}.${cluster.effectiveNamespace(other)}.svc` : host;
}

/** The Service that a host means, if it is in the input. */
export function serviceOfHost(host: string, namespace: string, cluster: Cluster): Manifest | undefined {
  const parts = OF_CLUSTER.exec(wholeHost(host, namespace, cluster));
  return parts === null ? undefined : cluster.named('Service', parts[2], parts[1]);
}

const rulesByHost = oncePerCluster((cluster) => groupBy(cluster.ofKind(DESTINATION_RULE), ({ namespace, spec }) => {
  const host = textOf(spec.host);
  return host.startsWith('*.') ? [host.replace(/\.svc(\..+)?$/, '.svc')] : [wholeHost(host, namespace, cluster)];
}));

/** The DestinationRules for a host, in lists of those that say the same host: its own, and how it ends. */
export function destinationRulesFor(host: string, namespace: string, cluster: Cluster): (readonly Manifest[])[] {
  const whole = wholeHost(host, namespace, cluster);
  const labels = whole.split('.');
  const endings = labels.map((_, index) => ['*', ...labels.slice(index + 1)].join('.'));
  const inCluster = whole.endsWith('.svc') ? ['*.cluster.local', '*.local'] : [];
  const byHost = rulesByHost(cluster);
  return [whole, ...endings, ...inCluster].flatMap((one) => (byHost.has(one) ? [byHost.get(one)!] : []));
}

const askedSubsets = oncePerCluster((cluster) => new Set(cluster.ofKind(VIRTUAL_SERVICE).flatMap((owner) => (
  meshRoutesOf(owner).flatMap(({ shares, mirrors }) => [...shares, ...mirrors]).map(({ host, subset }) => (
    `${wholeHost(host, owner.namespace, cluster)}\0${subset}`
  ))
))));

/** Whether a VirtualService sends to a subset of a host, as the namespace of a DestinationRule names it. */
export function isSubsetAsked(
  { host, subset }: { host: string; subset: string }, namespace: string, cluster: Cluster,
): boolean {
  return askedSubsets(cluster).has(`${wholeHost(host, namespace, cluster)}\0${subset}`);
}

/** The names of the subsets of a DestinationRule. */
export function subsetNames({ spec }: Manifest): string[] {
  return mapsIn(spec.subsets).map(({ item }) => textOf(item.name));
}

/** The names of the subsets of all DestinationRules for one host, which Istio puts together. */
export const subsetsOfAll = oncePerList((rules: readonly Manifest[]): ReadonlySet<string> => (
  new Set(rules.flatMap(subsetNames))
));

/** Whether a destination is in the part of a split that gets requests; of one alone, nobody asks for its weight. */
export function isShared({ shares }: MeshRoute): boolean {
  return shares.length > 1;
}

/** Whether a route is for all requests: one with matches is for some. */
export function isForAll({ item, protocol }: MeshRoute): boolean {
  return protocol === 'http' && listOf(item.match).length === 0;
}

function destinationAt(item: PlainMap, path: string): Destination {
  return { ...readDestination(mapOf(item.destination)), weight: item.weight, path: `${path}.destination` };
}

function readDestination({ host, subset }: PlainMap): Pick<Destination, 'host' | 'subset'> {
  return { host: textOf(host), subset: textOf(subset) };
}
