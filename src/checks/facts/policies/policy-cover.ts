import { adminPolicies } from './admin-policies';
import { calicoPolicies } from './calico-policies';
import { ciliumPolicies } from './cilium-policies';
import { ANY_NAMESPACE, PolicyOfOthers, PolicyPods } from './policy-of-others';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { SelectorIndex } from '../../model/selectors/selector-index';
import { closesDirection, Direction, policyRulesOf } from '../network/network-policies';
import { closingPolicies, policyIndex } from '../network/policy-openings';
import { oncePerCluster } from '../once-per-cluster';
import { SHOWN_NAMES } from '../pods/selected-owners';

/** As many as anybody names, and one more. */
const ENOUGH = SHOWN_NAMES + 1;

const openingPolicies: Record<Direction, (cluster: Cluster) => SelectorIndex<Manifest>> = {
  Ingress: policyIndex((policy) => opensAll(policy, 'Ingress')),
  Egress: policyIndex((policy) => opensAll(policy, 'Egress')),
};

/** What policies do to pods in one direction; of many policies there are some. */
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
  const own = closingPolicies[direction](cluster).first(namespace, labels, ENOUGH);
  const opening = openingPolicies[direction](cluster).first(namespace, labels, ENOUGH);
  const { closing, mayBeClosed } = coverOfOthers(cluster, { namespace, labels }, direction);
  return { closing: opening.length > 0 ? closing : [...own, ...closing], opening, mayBeClosed };
}

/** Those that others enforce; where enough of them close the pods, no more are asked. */
function coverOfOthers(
  cluster: Cluster, pods: PolicyPods, direction: Direction,
): Pick<PolicyCover, 'closing' | 'mayBeClosed'> {
  const closing: Manifest[] = [];
  let mayBeClosed = false;
  for (const namespace of [pods.namespace, ANY_NAMESPACE]) {
    for (const group of policiesOfOthers(cluster).groups(namespace, pods.labels)) {
      for (const { policy, closed, selects } of group) {
        const answer = closed.includes(direction) ? selects(pods) : false;
        if (answer === true) closing.push(policy);
        mayBeClosed ||= answer === undefined;
        if (closing.length === ENOUGH) return { closing, mayBeClosed };
      }
    }
  }
  return { closing, mayBeClosed };
}

/** Policies add up: a rule without peers and ports opens what all others close. */
function opensAll(policy: Manifest, direction: Direction): boolean {
  return closesDirection(policy, direction) && policyRulesOf(policy, direction).some(({ peers, ports }) => (
    peers === undefined && ports === undefined
  ));
}
