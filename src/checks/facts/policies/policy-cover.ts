import { adminPolicies } from './admin-policies';
import { calicoPolicies } from './calico-policies';
import { ciliumPolicies } from './cilium-policies';
import { ANY_NAMESPACE, PolicyOfOthers } from './policy-of-others';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { SelectorIndex } from '../../model/selectors/selector-index';
import { closesDirection, Direction, policyRulesOf } from '../network/network-policies';
import { oncePerCluster } from '../once-per-cluster';

/** What policies do to pods in one direction. */
export interface PolicyCover {
  /** Those that let nothing pass but what they name. */
  readonly closing: readonly Manifest[];
  /** Those that let everything pass, so that what others close is open. */
  readonly opening: readonly Manifest[];
  /** Whether there are others that nobody can judge here. */
  readonly mayBeClosed: boolean;
}

const policiesOfOthers = oncePerCluster((cluster) => new SelectorIndex<PolicyOfOthers>(
  [...ciliumPolicies(cluster), ...calicoPolicies(cluster), ...adminPolicies(cluster)]
    .filter(({ closed }) => closed.length > 0)
    .map((value) => ({ value, namespace: value.namespace, selector: value.selector })),
));

/** What the policies of the input do to pods in a direction, whoever enforces them. */
export function policyCover(
  cluster: Cluster, { namespace: written, labels }: { namespace: string; labels: Record<string, string> },
  direction: Direction,
): PolicyCover {
  const namespace = cluster.effectiveNamespace(written);
  const own = cluster.policiesSelecting(written, labels).filter((policy) => closesDirection(policy, direction));
  const opening = own.filter((policy) => opensAll(policy, direction));
  const index = policiesOfOthers(cluster);
  const others = [...index.matching(namespace, labels), ...index.matching(ANY_NAMESPACE, labels)]
    .filter(({ closed }) => closed.includes(direction))
    .map(({ policy, selects }) => ({ policy, answer: selects({ namespace, labels }) }));
  const closing = others.filter(({ answer }) => answer === true).map(({ policy }) => policy);
  return {
    closing: opening.length > 0 ? closing : [...own, ...closing],
    opening,
    mayBeClosed: others.some(({ answer }) => answer === undefined),
  };
}

/** Policies add up: a rule without peers and ports opens what all others close. */
function opensAll(policy: Manifest, direction: Direction): boolean {
  return policyRulesOf(policy, direction).some(({ peers, ports }) => peers === undefined && ports === undefined);
}
