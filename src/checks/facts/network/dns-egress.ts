import { PolicyRule, rulesOf } from './network-policies';
import { overlap, portRange, rangesOf } from './port-ranges';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { isMap, PlainMap } from '../../model/values/plain';
import { namespaceMatches } from '../namespaces/namespace-labels';
import { perCluster } from '../per-cluster';
import { DeclaredPort } from '../pods/declared-ports';

const DNS_NAMESPACES = ['kube-system', 'openshift-dns'];
// The pods of OpenShift's DNS listen on the second one.
const DNS_PORTS = [portRange(53, 'UDP'), portRange(5353, 'UDP')];
const DNS_PORT_NAMES: DeclaredPort[] = ['dns', 'dns-udp'].map((name) => ({ name, number: 53, protocol: 'UDP' }));

const answers = perCluster(() => new Map<Manifest, boolean>());

/** Whether a policy lets pods ask the DNS of the cluster. */
export function opensDns(cluster: Cluster, policy: Manifest): boolean {
  const known = answers(cluster).get(policy);
  if (known !== undefined) return known;
  const answer = rulesOf(policy, 'Egress').some((rule) => ruleOpensDns(cluster, rule, policy.namespace));
  answers(cluster).set(policy, answer);
  return answer;
}

/**
 * Whether a rule for egress lets pods ask the DNS of the cluster.
 *
 * A rule that writes the port down means a DNS, wherever that is: it may have a namespace or an address of its own.
 * A rule for all ports counts where it reaches the namespace that DNS usually is in.
 */
function ruleOpensDns(cluster: Cluster, { peers, ports }: PolicyRule, policyNamespace: string): boolean {
  if (!holdsDns(ports)) return false;
  const written = ports?.filter(({ port }) => port !== undefined);
  const isMeant = written !== undefined && holdsDns(written);
  return peers === undefined || peers.some((peer) => (
    isMap(peer.ipBlock) || isMeant && isMap(peer.namespaceSelector) || reachesDns(cluster, peer, policyNamespace)
  ));
}

function holdsDns(ports: readonly PlainMap[] | undefined): boolean {
  return rangesOf(ports, DNS_PORT_NAMES).some((range) => DNS_PORTS.some((port) => overlap(range, port)));
}

/** A peer without a namespace means pods of the policy's own. */
function reachesDns(cluster: Cluster, { namespaceSelector }: PlainMap, policyNamespace: string): boolean {
  return DNS_NAMESPACES.some((namespace) => (
    isMap(namespaceSelector) ? namespaceMatches(cluster, namespaceSelector, namespace) : namespace === policyNamespace
  ));
}
