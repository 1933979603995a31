import { peerKey } from './policy-openings';
import { NAMESPACE_NAME_LABEL } from '../../../internal/naming/labels';
import { Cluster, PodSource } from '../../model/cluster';
import { KeptFinds } from '../../model/selectors/kept-finds';
import { LabelIndex } from '../../model/selectors/label-index';
import { hasRequirements } from '../../model/selectors/open-selector';
import { isMap, mapOf, PlainMap } from '../../model/values/plain-data';
import { namespacesMatching, namespacesThatMayMatch } from '../namespaces/namespace-labels';
import { oncePerCluster } from '../once-per-cluster';

const ANYWHERE = '';

type Pods = readonly PodSource[];

const allPods = oncePerCluster((cluster) => new LabelIndex<PodSource>(cluster._labelledPods().map((pods) => (
  { ...pods, namespace: ANYWHERE }
))));

/** All pods with what is written of their labels alone, in their namespaces and anywhere. */
const writtenPods = oncePerCluster((cluster) => new LabelIndex<PodSource>(cluster._labelledPods().flatMap((
  { value, labels, namespace },
) => [namespace, ANYWHERE].map((place) => ({ value, labels, namespace: place })))));

const named = oncePerCluster(() => new KeptFinds<PodSource>());
const admitted = oncePerCluster(() => new KeptFinds<PodSource>());

/** The pods of all namespaces that a selector selects. */
export function podsAnywhere(cluster: Cluster, selector: unknown): Pods {
  return allPods(cluster).selectedBy(ANYWHERE, selector);
}

/** The pods that a policy selects, by what is written of their labels. */
export function podsClosedBy(cluster: Cluster, namespace: string, selector: unknown): Pods {
  return writtenPods(cluster).selectedBy(cluster.effectiveNamespace(namespace), mapOf(selector));
}

/**
 * The pods of the input that a peer of a policy names, in one list for all peers that say the same.
 *
 * One that opens whole namespaces names no pods: it permits, and nobody says that all of them are meant to talk.
 */
export function podsNamedBy(cluster: Cluster, peer: PlainMap, policyNamespace: string): Pods {
  if (!isMap(peer.podSelector) || !hasRequirements(peer.podSelector)) return [];
  const key = peerKey({ ...peer, ipBlock: undefined }, policyNamespace);
  return named(cluster).get(key, () => findNamed(cluster, peer, policyNamespace));
}

/** The pods of the input that a peer of a policy lets through: all that are in doubt too. */
export function podsAdmittedBy(cluster: Cluster, peer: PlainMap, policyNamespace: string): Pods {
  const key = peerKey(peer, policyNamespace);
  return admitted(cluster).get(key, () => findAdmitted(cluster, peer, policyNamespace));
}

function findNamed(cluster: Cluster, { namespaceSelector, podSelector }: PlainMap, policyNamespace: string): Pods {
  if (!isMap(namespaceSelector)) return cluster._podsSelectedBy(policyNamespace, podSelector);
  const name = mapOf(namespaceSelector.matchLabels)[NAMESPACE_NAME_LABEL];
  const candidates = typeof name === 'string'
    ? cluster._podsSelectedBy(name, podSelector) : podsAnywhere(cluster, podSelector);
  const isMeant = namespacesMatching(cluster, namespaceSelector);
  return candidates.filter(({ owner }) => isMeant(owner.namespace));
}

function findAdmitted(
  cluster: Cluster, { ipBlock, namespaceSelector, podSelector = {} }: PlainMap, policyNamespace: string,
): Pods {
  const pods = writtenPods(cluster);
  if (isMap(ipBlock)) return pods.selectedBy(ANYWHERE, {});
  if (!isMap(namespaceSelector)) return pods.selectedBy(cluster.effectiveNamespace(policyNamespace), podSelector);
  const mayBeMeant = namespacesThatMayMatch(cluster, namespaceSelector);
  return pods.selectedBy(ANYWHERE, podSelector).filter(({ owner }) => mayBeMeant(owner.namespace));
}
