import { failuresOrPass } from '../facts/failures-or-pass';
import { policiesAdmit, isOnHostNetwork, connectionSideOf } from '../facts/network/network-flows';
import { closesDirection, Direction, PolicyRule, policyRulesOf } from '../facts/network/network-policies';
import { portRangesOf } from '../facts/network/port-ranges';
import { podsNamedBy } from '../facts/network/selected-peers';
import { Finding, ICheck } from '../model/check';
import { Cluster, PodSource } from '../model/cluster';
import { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { mapOf } from '../model/values/plain-data';

const OTHER_SIDE: Record<Direction, Direction> = { Ingress: 'Egress', Egress: 'Ingress' };

/** What a policy opens to named pods, those pods open too. */
export const FLOW_IS_OPEN_ON_BOTH_SIDES: ICheck = {
  id: 'flow-is-open-on-both-sides',
  title: 'Flows are open on both sides',
  box: 'network-policies',
  severity: Severity.WARNING,
  why: 'A connection passes where both sides let it; one that only one of them opens times out.',
  remedy: {
    manifest: 'Add the rule to a policy of the other side too, with the same port.',
    construct: 'checkout.dependsOn(cart) or AllowTraffic, which write both sides',
  },
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation',
  ],
  appliesTo: ['networking.k8s.io/NetworkPolicy'],
  evaluate: (policy, cluster) => {
    const own = cluster.podsSelectedBy(policy.namespace, mapOf(policy.spec.podSelector))
      .filter((source) => !isOnHostNetwork(source));
    if (own.length === 0) return [];
    const directions = (['Ingress', 'Egress'] as const).filter((direction) => closesDirection(policy, direction));
    const findings = directions.flatMap((direction) => policyRulesOf(policy, direction).flatMap((rule) => (
      judgeRule(cluster, { policy, own, rule, direction })
    )));
    return failuresOrPass(findings, 'opens what the other sides open too');
  },
};

interface RuleOfPods {
  readonly policy: Manifest;
  readonly own: readonly PodSource[];
  readonly rule: PolicyRule;
  readonly direction: Direction;
}

/** Fails at the first pods that let nobody through; the others would be said at their own turn. */
function judgeRule(cluster: Cluster, side: RuleOfPods): Finding[] {
  const { policy, rule, direction } = side;
  const others = (rule.peers ?? []).flatMap((peer) => podsNamedBy(cluster, peer, policy.namespace))
    .filter((source) => !isOnHostNetwork(source));
  if (others.length === 0) return [];
  const closed = others.find((other) => !isOpen(cluster, side, other));
  if (closed === undefined) return [{ passed: true, path: rule.path, message: 'is open on both sides' }];
  const { kind, name } = closed.owner;
  const message = direction === 'Egress'
    ? `opens the way to ${kind} ${name}, which does not let it in`
    : `lets ${kind} ${name} in, which may not go out to it`;
  return [{ passed: false, path: rule.path, message, expected: `a rule for ${OTHER_SIDE[direction]} there` }];
}

/** Whether some of the policy's pods are let through on some port of the rule. */
function isOpen(cluster: Cluster, { own, rule, direction }: RuleOfPods, other: PodSource): boolean {
  return own.some((source) => {
    const [from, to] = (direction === 'Egress' ? [source, other] : [other, source]).map(connectionSideOf);
    const ranges = portRangesOf(rule.ports, to.ports);
    // A name that the target does not know opens nothing, on either side.
    return ranges.length === 0
      || ranges.some((range) => policiesAdmit(cluster, { from, to, range }, OTHER_SIDE[direction]));
  });
}
