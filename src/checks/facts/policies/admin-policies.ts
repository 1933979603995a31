import { ANY_NAMESPACE, PolicyOfOthers } from './policy-of-others';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { hasRequirements } from '../../model/selectors/open-selector';
import { isMap, listOf, mapOf, mapsIn, PlainMap } from '../../model/values/plain-data';
import { namespaceMatches, namespaceMayMatch, remembered } from '../namespaces/namespace-labels';
import type { Direction } from '../network/network-policies';

const KINDS = ['AdminNetworkPolicy', 'BaselineAdminNetworkPolicy', 'ClusterNetworkPolicy']
  .map((kind) => `policy.networking.k8s.io/${kind}`);

/**
 * The policies of administrators. They close nothing by being there: what no rule denies passes.
 *
 * @see https://network-policy-api.sigs.k8s.io/api-overview/
 */
export function adminPolicies(cluster: Cluster): PolicyOfOthers[] {
  return KINDS.flatMap((kind) => cluster.ofKind(kind)).map((policy) => readPolicy(policy, cluster));
}

function readPolicy(policy: Manifest, cluster: Cluster): PolicyOfOthers {
  const { pods, namespaces } = mapOf(policy.spec.subject);
  const homes = isMap(pods) ? mapOf(pods.namespaceSelector) : namespaces;
  const isHome = remembered((namespace) => {
    if (!isMap(homes)) return false;
    if (namespaceMatches(cluster, homes, namespace)) return true;
    return namespaceMayMatch(cluster, homes, namespace) ? undefined : false;
  });
  return {
    policy,
    namespace: ANY_NAMESPACE,
    selector: isMap(pods) ? mapOf(pods.podSelector) : {},
    closed: (['Ingress', 'Egress'] as const).filter((direction) => deniesAll(policy.spec, direction)),
    selects: ({ namespace }) => isHome(namespace),
  };
}

/** Whether a rule denies what comes from all pods, or goes to all of them. */
function deniesAll(spec: PlainMap, direction: Direction): boolean {
  const [list, side] = direction === 'Ingress' ? ['ingress', 'from'] : ['egress', 'to'];
  return mapsIn(spec[list]).some(({ item }) => (
    item.action === 'Deny' && listOf(item.ports).length === 0 && mapsIn(item[side]).some((one) => isEveryPod(one.item))
  ));
}

function isEveryPod({ namespaces, pods }: PlainMap): boolean {
  if (isMap(namespaces)) return !hasRequirements(namespaces);
  return isMap(pods) && !hasRequirements(pods.namespaceSelector) && !hasRequirements(pods.podSelector);
}
