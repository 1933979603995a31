import { NAMESPACE_NAME_LABEL } from '../../../internal/naming/labels';
import { Cluster, PodSource } from '../../model/cluster';
import { LabelIndex } from '../../model/selectors/label-index';
import { hasRequirements } from '../../model/selectors/open-selector';
import { isMap, mapOf, PlainMap } from '../../model/values/plain-data';
import { namespaceMatches } from '../namespaces/namespace-labels';
import { oncePerCluster } from '../once-per-cluster';

const ANYWHERE = '';

const allPods = oncePerCluster((cluster) => new LabelIndex<PodSource>(cluster._labelledPods().map((pods) => (
  { ...pods, namespace: ANYWHERE }
))));

/** The pods of all namespaces that a selector selects. */
export function podsAnywhere(cluster: Cluster, selector: unknown): PodSource[] {
  return allPods(cluster).selectedBy(ANYWHERE, selector);
}

/**
 * The pods of the input that a peer of a policy names.
 *
 * One that opens whole namespaces names no pods: it permits, and nobody says that all of them are meant to talk.
 */
export function podsNamedBy(cluster: Cluster, peer: PlainMap, policyNamespace: string): PodSource[] {
  const { namespaceSelector, podSelector } = peer;
  if (!isMap(podSelector) || !hasRequirements(podSelector)) return [];
  if (!isMap(namespaceSelector)) return cluster.podsSelectedBy(policyNamespace, podSelector);
  const name = mapOf(namespaceSelector.matchLabels)[NAMESPACE_NAME_LABEL];
  const candidates = typeof name === 'string'
    ? cluster.podsSelectedBy(name, podSelector) : podsAnywhere(cluster, podSelector);
  return candidates.filter(({ owner }) => namespaceMatches(cluster, namespaceSelector, owner.namespace));
}
