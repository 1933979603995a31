import { failuresOrPass } from '../facts/failures-or-pass';
import { isOnHostNetwork } from '../facts/network/network-flows';
import { closesDirection, Direction, PolicyRule, policyRulesOf } from '../facts/network/network-policies';
import { firstClosed, OpenedWay } from '../facts/network/one-sided-flows';
import { podsNamedBy } from '../facts/network/selected-peers';
import { oncePerCluster } from '../facts/once-per-cluster';
import { oncePerList } from '../facts/once-per-list';
import { Finding, ICheck } from '../model/check';
import { PodSource } from '../model/cluster';
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
    const own = podsOnOwnNetwork(cluster._podsSelectedBy(policy.namespace, mapOf(policy.spec.podSelector)), cluster);
    if (own.length === 0) return [];
    const directions = (['Ingress', 'Egress'] as const).filter((direction) => closesDirection(policy, direction));
    const findings = directions.flatMap((direction) => policyRulesOf(policy, direction).flatMap((rule) => (
      judgeRule(policy, rule, { cluster, own, direction, ports: rule.ports })
    )));
    return failuresOrPass(findings, 'opens what the other sides open too');
  },
};

const podsOnOwnNetwork = oncePerList((pods: readonly PodSource[], cluster): readonly PodSource[] => {
  const others = podsOnHostNetwork(cluster);
  return others.size === 0 ? pods : pods.filter((source) => !others.has(source));
});

const podsOnHostNetwork = oncePerCluster((cluster) => new Set(
  cluster._labelledPods().map(({ value }) => value).filter(isOnHostNetwork),
));

/** Fails at the first pods that let nobody through; the others would be said at their own turn. */
function judgeRule(policy: Manifest, rule: PolicyRule, way: OpenedWay): Finding[] {
  const { cluster, direction } = way;
  const lists = (rule.peers ?? []).map((peer) => podsNamedBy(cluster, peer, policy.namespace))
    .map((pods) => podsOnOwnNetwork(pods, cluster)).filter((pods) => pods.length > 0);
  if (lists.length === 0) return [];
  const [closed] = lists.flatMap((others) => firstClosed(way, others) ?? []);
  if (closed === undefined) return [{ passed: true, path: rule.path, message: 'is open on both sides' }];
  const { kind, name } = closed.owner;
  const message = direction === 'Egress'
    ? `opens the way to ${kind} ${name}, which does not let it in`
    : `lets ${kind} ${name} in, which may not go out to it`;
  return [{ passed: false, path: rule.path, message, expected: `a rule for ${OTHER_SIDE[direction]} there` }];
}
