import { PolicyRule, policyRulesOf } from './network-policies';
import { portsOverlap, singlePort, portRangesOf } from './port-ranges';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { isMap, PlainMap } from '../../model/values/plain-data';
import { namespaceMatches } from '../namespaces/namespace-labels';
import { oncePerCluster } from '../once-per-cluster';
import { DeclaredPort } from '../pods/declared-ports';

const DNS_NAMESPACES = ['kube-system', 'openshift-dns'];
// The pods of OpenShift's DNS listen on the second one.
const DNS_PORTS = [singlePort(53, 'UDP'), singlePort(5353, 'UDP')];
const DNS_PORT_NAMES: DeclaredPort[] = ['dns', 'dns-udp'].map((name) => ({ name, number: 53, protocol: 'UDP' }));

const knownAnswers = oncePerCluster(() => new Map<Manifest, boolean>());

/** Whether a policy lets pods ask the DNS of the cluster. */
export function opensDns(cluster: Cluster, policy: Manifest): boolean {
  const known = knownAnswers(cluster).get(policy);
  if (known !== undefined) return known;
  const answer = policyRulesOf(policy, 'Egress').some((rule) => ruleOpensDns(cluster, rule, policy.namespace));
  knownAnswers(cluster).set(policy, answer);
  return answer;
}

/**
 * Whether a rule for egress lets pods ask the DNS of the cluster.
 *
 * A rule that writes the port down means a DNS, wherever that is: it may have a namespace or an address of its own.
 * A rule for all ports counts where it reaches the namespace that DNS usually is in.
 */
function ruleOpensDns(cluster: Cluster, { peers, ports }: PolicyRule, policyNamespace: string): boolean {
  if (!includeDnsPort(ports)) return false;
  const written = ports?.filter(({ port }) => port !== undefined);
  const isMeant = written !== undefined && includeDnsPort(written);
  return peers === undefined || peers.some((peer) => (
    isMap(peer.ipBlock) || isMeant && isMap(peer.namespaceSelector)
      || reachesDnsNamespace(cluster, peer, policyNamespace)
  ));
}

function includeDnsPort(ports: readonly PlainMap[] | undefined): boolean {
  return portRangesOf(ports, DNS_PORT_NAMES).some((range) => DNS_PORTS.some((port) => portsOverlap(range, port)));
}

/** A peer without a namespace means pods of the policy's own. */
function reachesDnsNamespace(cluster: Cluster, { namespaceSelector }: PlainMap, policyNamespace: string): boolean {
  return DNS_NAMESPACES.some((namespace) => (
    isMap(namespaceSelector) ? namespaceMatches(cluster, namespaceSelector, namespace) : namespace === policyNamespace
  ));
}
