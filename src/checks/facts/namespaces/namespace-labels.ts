import { NAMESPACE_NAME_LABEL } from '../../../internal/naming/labels';
import type { Cluster } from '../../model/cluster';
import { selectorMatches } from '../../model/selectors/label-selector';
import { selectorMayMatch } from '../../model/selectors/open-selector';

/** The labels of a namespace as far as they are known; Kubernetes sets the one with the name. */
export function namespaceLabels(cluster: Cluster, namespace: string): Record<string, string> {
  return { ...cluster.named('Namespace', '', namespace)?.labels, [NAMESPACE_NAME_LABEL]: namespace };
}

/** Whether a selector matches a namespace, judged by the labels that are known. */
export function namespaceMatches(cluster: Cluster, selector: unknown, namespace: string): boolean {
  return selectorMatches(selector, namespaceLabels(cluster, namespace));
}

/** Whether a selector may match a namespace; one that is not in the input may carry any label. */
export function namespaceMayMatch(cluster: Cluster, selector: unknown, namespace: string): boolean {
  const isKnown = cluster.named('Namespace', '', namespace) !== undefined;
  return (isKnown ? selectorMatches : selectorMayMatch)(selector, namespaceLabels(cluster, namespace));
}
