import { NAMESPACE_NAME_LABEL } from '../../../internal/naming/labels';
import type { Cluster } from '../../model/cluster';
import { selectorMatches } from '../../model/selectors/label-selector';
import { selectorMayMatch } from '../../model/selectors/open-selector';
import { mapOf } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

/** Whether a selector matches a namespace, judged by the labels that are known. */
export function namespaceMatches(cluster: Cluster, selector: unknown, namespace: string): boolean {
  return selectorMatches(selector, namespaceLabels(cluster, namespace, selector));
}

/** Whether a selector may match a namespace; one that is not in the input may carry any label. */
export function namespaceMayMatch(cluster: Cluster, selector: unknown, namespace: string): boolean {
  const isKnown = cluster.named('Namespace', '', cluster.effectiveNamespace(namespace)) !== undefined;
  const labels = namespaceLabels(cluster, namespace, selector);
  return (isKnown ? selectorMatches : selectorMayMatch)(selector, labels);
}

/** Whether a selector matches a namespace, for many pods of few namespaces. */
export function namespacesMatching(cluster: Cluster, selector: unknown): (namespace: string) => boolean {
  return remembered((namespace) => namespaceMatches(cluster, selector, namespace));
}

/** Whether a selector may match a namespace, for many pods of few namespaces. */
export function namespacesThatMayMatch(cluster: Cluster, selector: unknown): (namespace: string) => boolean {
  return remembered((namespace) => namespaceMayMatch(cluster, selector, namespace));
}

/** The answer for each namespace, which is asked for once. */
export function remembered<T>(ask: (namespace: string) => T): (namespace: string) => T {
  const answers = new Map<string, { readonly answer: T }>();
  return (namespace) => {
    const known = answers.get(namespace) ?? { answer: ask(namespace) };
    answers.set(namespace, known);
    return known.answer;
  };
}

/**
 * The labels of a namespace as far as they are known; Kubernetes sets the one with the name.
 *
 * Where several names mean the same namespace, it is called as the selector calls it.
 */
function namespaceLabels(cluster: Cluster, namespace: string, selector: unknown): Record<string, string> {
  const name = cluster.effectiveNamespace(namespace);
  const asked = textOf(mapOf(mapOf(selector).matchLabels)[NAMESPACE_NAME_LABEL]);
  const isMeant = asked !== '' && cluster.effectiveNamespace(asked) === name;
  return { ...cluster.named('Namespace', '', name)?.labels, [NAMESPACE_NAME_LABEL]: isMeant ? asked : name };
}
