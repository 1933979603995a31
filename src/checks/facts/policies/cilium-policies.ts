import { ANY_NAMESPACE, PolicyOfOthers } from './policy-of-others';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { isMap, listOf, mapOf, mapsIn, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import type { Direction } from '../network/network-policies';

const OF_NAMESPACES = 'cilium.io/CiliumNetworkPolicy';
const OF_CLUSTERS = 'cilium.io/CiliumClusterwideNetworkPolicy';
const SECTIONS = ['ingress', 'ingressDeny', 'egress', 'egressDeny'];
const NAMESPACE_LABEL = 'io.kubernetes.pod.namespace';

/**
 * The policies of Cilium.
 *
 * @see https://docs.cilium.io/en/stable/security/policy/intro/#policy-enforcement-modes
 */
export function ciliumPolicies(cluster: Cluster): PolicyOfOthers[] {
  return [OF_NAMESPACES, OF_CLUSTERS].flatMap((kind) => cluster.ofKind(kind)).flatMap((policy) => {
    const namespace = policy.groupKind === OF_CLUSTERS ? ANY_NAMESPACE : cluster.effectiveNamespace(policy.namespace);
    const rules = [policy.content.spec, ...listOf(policy.content.specs)].filter(isMap);
    // What has no rules at all is refused, or of a version that nobody knows here.
    const isWritten = rules.some((rule) => SECTIONS.some((section) => rule[section] !== undefined));
    if (!isWritten) return [unreadable(policy, namespace)];
    // A rule for nodes is about none of their pods.
    return rules.filter(({ endpointSelector }) => isMap(endpointSelector))
      .map((rule) => readRule(rule, policy, namespace));
  });
}

function unreadable(policy: Manifest, namespace: string): PolicyOfOthers {
  return { policy, namespace, selector: {}, closed: ['Ingress', 'Egress'], selects: () => undefined };
}

function readRule(rule: PlainMap, policy: Manifest, namespace: string): PolicyOfOthers {
  const pairs = Object.entries(mapOf(rule.endpointSelector.matchLabels)).map(([key, value]) => [bareKey(key), value]);
  const expressions = mapsIn(rule.endpointSelector.matchExpressions).map(({ item }) => (
    { ...item, key: bareKey(textOf(item.key)) }
  ));
  const ofLabels = pairs.filter(([key]) => !isAboutOthers(key));
  const homes = pairs.filter(([key]) => key === NAMESPACE_LABEL).map(([, value]) => value);
  const isUnknown = [...pairs.map(([key]) => key), ...expressions.map(({ key }) => key)]
    .some((key) => isAboutOthers(key) && key !== NAMESPACE_LABEL)
    || expressions.some(({ key }) => key === NAMESPACE_LABEL);
  return {
    policy,
    namespace,
    selector: {
      matchLabels: Object.fromEntries(ofLabels),
      matchExpressions: expressions.filter(({ key }) => !isAboutOthers(key)),
    },
    closed: (['Ingress', 'Egress'] as const).filter((direction) => isClosed(rule, direction)),
    selects: (pods) => {
      if (homes.some((home) => home !== pods.namespace)) return false;
      return isUnknown ? undefined : true;
    },
  };
}

/** `k8s:app` and `any:app` are the label of the pod. */
function bareKey(key: string): string {
  return key.replace(/^(k8s|any)[:.]/, '');
}

/** Whether a label is that of the namespace or of the account of a pod. */
function isAboutOthers(key: string): boolean {
  return key === NAMESPACE_LABEL || key.startsWith('io.cilium.') || key.startsWith('reserved:');
}

/** A list that is there closes a direction, also by a rule that opens nothing; one for all opens it again. */
function isClosed(rule: PlainMap, direction: Direction): boolean {
  const [list, entities] = direction === 'Ingress' ? ['ingress', 'fromEntities'] : ['egress', 'toEntities'];
  if (mapOf(rule.enableDefaultDeny)[list] === false) return false;
  const isWritten = listOf(rule[list]).length + listOf(rule[`${list}Deny`]).length > 0;
  return isWritten && !mapsIn(rule[list]).some(({ item }) => (
    listOf(item[entities]).includes('all') && listOf(item.toPorts).length === 0
  ));
}
