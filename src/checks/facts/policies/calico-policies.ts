import {
  CalicoSelector, calicoSelectorMatches, keysOfCalicoSelector, pairsOfCalicoSelector, parseCalicoSelector,
} from './calico-selectors';
import { ANY_NAMESPACE, PolicyOfOthers } from './policy-of-others';
import { NAMESPACE_NAME_LABEL } from '../../../internal/naming/labels';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { listOf, mapsIn, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { remembered } from '../namespaces/namespace-labels';
import type { Direction } from '../network/network-policies';

const GROUPS = ['crd.projectcalico.org', 'projectcalico.org'];
const OWN_LABEL = /^(projectcalico\.org|pcns|pcsa)[./]/;
const NAMES_OF_NAMESPACES = ['projectcalico.org/name', NAMESPACE_NAME_LABEL];

/**
 * The policies of Calico.
 *
 * @see https://docs.tigera.io/calico/latest/reference/resources/globalnetworkpolicy
 */
export function calicoPolicies(cluster: Cluster): PolicyOfOthers[] {
  return ['NetworkPolicy', 'GlobalNetworkPolicy'].flatMap((kind) => GROUPS.map((group) => `${group}/${kind}`))
    .flatMap((kind) => cluster.ofKind(kind)).map((policy) => readPolicy(policy, cluster));
}

function readPolicy(policy: Manifest, cluster: Cluster): PolicyOfOthers {
  const { kind, spec } = policy;
  const selector = parseCalicoSelector(textOf(spec.selector));
  const homes = parseCalicoSelector(textOf(spec.namespaceSelector));
  const isHome = remembered((namespace) => selectsNamespace(homes, namespace, cluster));
  const hasAccounts = textOf(spec.serviceAccountSelector) !== '';
  const pairs = selector === undefined ? [] : pairsOfCalicoSelector(selector).filter(([key]) => !OWN_LABEL.test(key));
  return {
    policy,
    namespace: kind === 'NetworkPolicy' ? cluster.effectiveNamespace(policy.namespace) : ANY_NAMESPACE,
    selector: { matchLabels: Object.fromEntries(pairs) },
    closed: directionsOf(spec).filter((direction) => !opensAll(spec, direction)),
    selects: ({ namespace, labels }) => {
      const answers = [
        hasAccounts ? undefined : true,
        selectsPods(selector, { ...labels, ...ownLabels(namespace) }),
        isHome(namespace),
      ];
      if (answers.includes(false)) return false;
      return answers.includes(undefined) ? undefined : true;
    },
  };
}

/** What every pod is labelled with for Calico. */
function ownLabels(namespace: string): Record<string, string> {
  return { 'projectcalico.org/namespace': namespace, 'projectcalico.org/orchestrator': 'k8s' };
}

function selectsPods(selector: CalicoSelector | undefined, labels: Record<string, string>): boolean | undefined {
  if (selector === undefined) return undefined;
  const isUnknown = keysOfCalicoSelector(selector).some((key) => OWN_LABEL.test(key) && !Object.hasOwn(labels, key));
  return isUnknown ? undefined : calicoSelectorMatches(selector, labels);
}

/** A namespace that is not in the input may have any label but its name. */
function selectsNamespace(
  selector: CalicoSelector | undefined, namespace: string, cluster: Cluster,
): boolean | undefined {
  if (selector === undefined) return undefined;
  const home = cluster.named('Namespace', '', namespace);
  const isKnown = home !== undefined
    || keysOfCalicoSelector(selector).every((key) => NAMES_OF_NAMESPACES.includes(key));
  const names = Object.fromEntries(NAMES_OF_NAMESPACES.map((key) => [key, namespace]));
  return isKnown ? calicoSelectorMatches(selector, { ...home?.labels, ...names }) : undefined;
}

/** Without types, a policy is about what it has rules for, and about Ingress where it has none. */
function directionsOf({ types, ingress, egress }: PlainMap): Direction[] {
  const all = ['Ingress', 'Egress'] as const;
  if (listOf(types).length > 0) return all.filter((direction) => listOf(types).includes(direction));
  if (listOf(egress).length === 0) return ['Ingress'];
  return listOf(ingress).length === 0 ? ['Egress'] : [...all];
}

/** Whether a rule lets everything pass. */
function opensAll(spec: PlainMap, direction: Direction): boolean {
  return mapsIn(spec[direction.toLowerCase()]).some(({ item: { action, metadata: _, ...conditions } }) => (
    (action === 'Allow' || action === 'Pass') && Object.keys(conditions).length === 0
  ));
}
