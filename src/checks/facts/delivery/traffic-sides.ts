import { isShared, meshRoutesOf, serviceOfHost, VIRTUAL_SERVICE } from './virtual-services';
import type { Cluster, PodSource } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { groupBy } from '../../model/values/group-by';
import { mapOf, mapsIn } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { isHeadless, podsBehind } from '../network/services';
import { oncePerCluster } from '../once-per-cluster';
import { oncePerList } from '../once-per-list';
import { areAlike } from './alike-pods';
import { ownersOf } from '../pods/selected-owners';
import { Backend, ingressBackends, routeBackend } from '../routes/backends';

/** The pods of each Service that one route shares its requests among. */
export type Sides = readonly (readonly PodSource[])[];

const INGRESS = 'networking.k8s.io/Ingress';
const CANARY_ANNOTATION = 'nginx.ingress.kubernetes.io/canary';
const SHARING_ROUTES = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute'].map((kind) => (
  `gateway.networking.k8s.io/${kind}`
));

/** By what makes pods, the splits that it takes part in; each split is there once, however many routes say it. */
const sidesByOwner = oncePerCluster((cluster) => {
  const found = new Map<string, Sides>();
  const numbers = new Map<readonly PodSource[], number>();
  const numberOf = (side: readonly PodSource[]) => {
    if (!numbers.has(side)) numbers.set(side, numbers.size);
    return numbers.get(side)!;
  };
  for (const services of sharingServices(cluster)) {
    const sides: Sides = [...new Set(services.map((service) => podsBehind(service, cluster)))]
      .filter((side) => side.length > 0);
    if (sides.length < 2 && !sides.some((side) => areVersions(side, cluster))) continue;
    found.set(sides.map(numberOf).sort((left, right) => left - right).join(), sides);
  }
  return groupBy([...found.values()], (sides) => [...new Set(sides.flatMap((side) => ownersOf(side, cluster)))]);
});

/** The splits that something takes part in. */
export function sidesOf(owner: Manifest, cluster: Cluster): readonly Sides[] {
  return sidesByOwner(cluster).get(owner) ?? [];
}

/** What makes the pods of a split, on any of its sides. */
export const makersOf = oncePerList((sides: Sides, cluster: Cluster): readonly Manifest[] => (
  [...new Set(sides.flatMap((side) => ownersOf(side, cluster)))]
));

/** Whether one Service sends to several versions of one application. */
function areVersions(side: readonly PodSource[], cluster: Cluster): boolean {
  return ownersOf(side, cluster).length > 1 && areAlike(side, cluster);
}

/** The Services of each route that has several for the same requests, and each Service by itself. */
function sharingServices(cluster: Cluster): Manifest[][] {
  const backends = [
    ...SHARING_ROUTES.flatMap((kind) => cluster.ofKind(kind)).flatMap(backendsOfRules),
    ...sharedPaths(cluster),
  ];
  const ofRoutes = backends.map((list) => list.flatMap(({ namespace, service }) => (
    cluster.named('Service', namespace, service) ?? []
  )));
  const ofMesh = cluster.ofKind(VIRTUAL_SERVICE).flatMap((owner) => (
    meshRoutesOf(owner).filter(isShared).map(({ shares }) => (
      shares.flatMap(({ host }) => serviceOfHost(host, owner.namespace, cluster) ?? [])
    ))
  ));
  const single = cluster.ofKind('Service').filter((service) => !isHeadless(service)).map((service) => [service]);
  return [...single, ...[...ofRoutes, ...ofMesh].filter((services) => services.length > 1)];
}

function backendsOfRules({ namespace, spec }: Manifest): Backend[][] {
  return mapsIn(spec.rules).map(({ item, index }) => mapsIn(item.backendRefs).flatMap((one) => (
    routeBackend(one.item, namespace, `spec.rules[${index}].backendRefs[${one.index}]`)
  )));
}

/** Paths that one Ingress takes, and another one a share of. */
function sharedPaths(cluster: Cluster): Backend[][] {
  const isCanary = ({ annotations }: Manifest) => annotations[CANARY_ANNOTATION] === 'true';
  const ingresses = cluster.ofKind(INGRESS);
  if (!ingresses.some(isCanary)) return [];
  const byPath = groupBy(ingresses.flatMap((ingress) => entriesOf(ingress, cluster)), ({ key }) => [key]);
  return [...byPath.values()].filter((entries) => entries.some(({ ingress }) => isCanary(ingress)))
    .map((entries) => entries.map(({ backend }) => backend));
}

function entriesOf(ingress: Manifest, cluster: Cluster): { key: string; ingress: Manifest; backend: Backend }[] {
  const backends = new Map(ingressBackends(ingress).map((backend) => [backend.path, backend]));
  return mapsIn(ingress.spec.rules).flatMap(({ item, index }) => mapsIn(mapOf(item.http).paths).flatMap((entry) => {
    const backend = backends.get(`spec.rules[${index}].http.paths[${entry.index}].backend.service.name`);
    const parts = [cluster.effectiveNamespace(ingress.namespace), textOf(item.host), textOf(entry.item.path) || '/'];
    return backend === undefined ? [] : [{ key: parts.join('\0'), ingress, backend }];
  }));
}
