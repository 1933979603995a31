import { isForAll, meshRoutesOf, VIRTUAL_SERVICE, wholeHost } from './virtual-services';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { groupBy } from '../../model/values/group-by';
import { listOf } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { oncePerCluster } from '../once-per-cluster';

const MESH = 'mesh';

/** A host that a VirtualService takes at a gateway, or inside of the mesh. */
export interface MeshClaim {
  readonly key: string;
  readonly host: string;
  readonly gateway: string;
  readonly path: string;
}

const claimants = oncePerCluster((cluster) => groupBy(
  cluster.ofKind(VIRTUAL_SERVICE), (owner) => [...new Set(meshClaimsOf(owner, cluster).map(({ key }) => key))],
));

/** What a VirtualService takes: each host at each gateway; one that others delegate to takes none. */
export function meshClaimsOf(owner: Manifest, cluster: Cluster): MeshClaim[] {
  const { spec, namespace } = owner;
  const gateways = listOf(spec.gateways).length > 0 ? listOf(spec.gateways).map(textOf) : [MESH];
  const home = cluster.effectiveNamespace(namespace);
  // At a gateway the routes of several are put together; there it is all requests that only one may take.
  const takesAll = meshRoutesOf(owner).some(isForAll);
  return gateways.flatMap((gateway) => listOf(spec.hosts).map(textOf).flatMap((host, index): MeshClaim[] => {
    if (host === '' || gateway === '' || gateway !== MESH && !takesAll) return [];
    const whole = wholeHost(host, namespace, cluster);
    const place = gateway === MESH || gateway.includes('/') ? gateway : `${home}/${gateway}`;
    const seen = gateway === MESH && isOfItsNamespace(owner) ? home : '';
    return [{ key: [place, whole, seen].join('\0'), host, gateway, path: `spec.hosts[${index}]` }];
  }));
}

/** Another VirtualService that takes the same. */
export function otherMeshClaimant({ key }: MeshClaim, owner: Manifest, cluster: Cluster): Manifest | undefined {
  return claimants(cluster).get(key)?.find((other) => other !== owner);
}

/** Whether nobody outside of its namespace sees it. */
function isOfItsNamespace({ spec }: Manifest): boolean {
  const seen = listOf(spec.exportTo).map(textOf);
  return seen.length > 0 && seen.every((one) => one === '.');
}
