import { API_SERVICE_KIND, calledServices, DEFINITION_KIND, WEBHOOK_KINDS } from './called-services';
import { isOnHostNetwork } from './network-flows';
import { podsBehind } from './services';
import type { Cluster, PodSource } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { hasRequirements } from '../../model/selectors/open-selector';
import { listOf, mapOf } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { oncePerCluster } from '../once-per-cluster';
import { oncePerList } from '../once-per-list';

const OUTSIDE_TYPES = ['LoadBalancer', 'NodePort'];

/** The pods that are called from outside of the cluster: by balancers, through nodes, or by the API server. */
const calledFromOutside = oncePerCluster((cluster) => {
  const byApiServer = [...WEBHOOK_KINDS, DEFINITION_KIND, API_SERVICE_KIND].flatMap((kind) => cluster.ofKind(kind))
    .flatMap(calledServices)
    .flatMap(({ namespace, service }) => cluster.named('Service', namespace, service) ?? []);
  const byOthers = cluster.ofKind('Service').filter(isOutside);
  // Services whose selectors say the same have the same list.
  const lists = new Set([...byApiServer, ...byOthers].map((service) => podsBehind(service, cluster)));
  return new Set([...lists].flat());
});

const areCalledFromOutside = oncePerList((pods: readonly PodSource[], cluster) => (
  pods.length > 0 && pods.every((pod) => calledFromOutside(cluster).has(pod) || isOnHostNetwork(pod))
));

/**
 * Whether the pods that a policy selects are all called by who is no pod, so that everybody must be let in.
 *
 * Of pods that are not here nobody knows.
 */
export function areMeantForOutside({ namespace, spec }: Manifest, cluster: Cluster): boolean {
  const selected = cluster._podsSelectedBy(namespace, mapOf(spec.podSelector));
  if (selected.length === 0) return hasRequirements(spec.podSelector);
  return areCalledFromOutside(selected, cluster);
}

function isOutside({ spec }: Manifest): boolean {
  return OUTSIDE_TYPES.includes(textOf(spec.type)) || listOf(spec.externalIPs).length > 0;
}
