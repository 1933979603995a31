import { failuresOrPass } from '../facts/failures-or-pass';
import { closesDirection, Direction, PolicyRule, policyRulesOf } from '../facts/network/network-policies';
import { areMeantForOutside } from '../facts/network/outside-callers';
import { portRangesOf } from '../facts/network/port-ranges';
import { Finding, ICheck } from '../model/check';
import { Cluster } from '../model/cluster';
import { Manifest } from '../model/manifest';
import { hasRequirements } from '../model/selectors/open-selector';
import { Severity } from '../model/severity';
import { isMap, listOf, mapOf, PlainMap } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

/** The largest networks that are somebody's: 10.0.0.0/8 and fc00::/7. */
const LARGEST = { 4: 8, 6: 7 };
/** Half of all that there are. */
const MOST_PORTS = 32_768;

/** What a policy opens is opened to somebody. */
export const POLICY_PEERS_ARE_LIMITED: ICheck = {
  id: 'policy-peers-are-limited',
  title: 'NetworkPolicies open flows to somebody in particular',
  box: 'network-policies',
  severity: Severity.WARNING,
  // A policy cannot name hosts, and addresses of services in the internet change: there a port is what can be said.
  why: 'Policies add up: one that lets everybody in, or lets pods reach every port of every address, undoes all that '
    + 'others close, and looks as if the pods were protected.',
  remedy: {
    manifest: 'ingress: [{from: [{podSelector: {matchLabels: {app: web}}}]}]; '
      + 'egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}], ports: [{port: 443}]}] for what is in the internet.',
    construct: 'allowFrom and dependsOn with the workload, or AllowTraffic with a TrafficPeer that says less',
  },
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors',
    'trivy:KSV-0038', 'trivy:KUBE-0001', 'trivy:KUBE-0002',
  ],
  appliesTo: ['networking.k8s.io/NetworkPolicy'],
  evaluate: (policy, cluster) => failuresOrPass(
    [...judgeIngress(policy, cluster), ...judgeEgress(policy)], 'opens flows to somebody in particular',
  ),
};

/** Whoever is called from outside of the cluster, by a balancer or by the API server, cannot say by whom. */
function judgeIngress(policy: Manifest, cluster: Cluster): Finding[] {
  return judgeDirection(policy, 'Ingress', (peer) => (
    areMeantForOutside(policy, cluster) ? undefined : `lets in ${peer}`
  ));
}

function judgeEgress(policy: Manifest): Finding[] {
  return judgeDirection(policy, 'Egress', (peer, { ports }) => (
    portRangesOf(ports, []).some(({ first, last }) => last - first >= MOST_PORTS)
      ? `lets out to every port of ${peer}` : undefined
  ));
}

type FaultOf = (peer: string, rule: PolicyRule) => string | undefined;

function judgeDirection(policy: Manifest, direction: Direction, faultOf: FaultOf): Finding[] {
  if (!closesDirection(policy, direction)) return [];
  const side = direction === 'Ingress' ? 'from' : 'to';
  return policyRulesOf(policy, direction).map((rule) => {
    const open = (rule.peers ?? [{}]).map((peer, index) => ({ peer: openPeer(peer), index }))
      .find(({ peer }) => peer !== undefined);
    const fault = open?.peer === undefined ? undefined : faultOf(open.peer, rule);
    if (fault === undefined) return { passed: true, message: 'opens a flow to somebody in particular' };
    const path = rule.peers === undefined ? rule.path : `${rule.path}.${side}[${open?.index ?? 0}]`;
    return { passed: false, message: fault, path, expected: 'peers that are meant, or ports of them' };
  });
}

/** What a peer without limits is called. */
function openPeer({ ipBlock, namespaceSelector, podSelector }: PlainMap): string | undefined {
  if (isMap(ipBlock)) return isMostOfTheWorld(ipBlock) ? `all of ${textOf(ipBlock.cidr)}` : undefined;
  if (hasRequirements(podSelector)) return undefined;
  if (isMap(namespaceSelector)) return hasRequirements(namespaceSelector) ? undefined : 'all pods of the cluster';
  return isMap(podSelector) ? undefined : 'everybody';
}

/** Who leaves something out has thought about it. */
function isMostOfTheWorld(ipBlock: PlainMap): boolean {
  const [address, length] = textOf(ipBlock.cidr).split('/');
  if (length === undefined || !/^\d{1,3}$/.test(length) || listOf(mapOf(ipBlock).except).length > 0) return false;
  return Number(length) < LARGEST[address.includes(':') ? 6 : 4];
}
