import { opensDns } from '../facts/network/dns-egress';
import { isOnHostNetwork } from '../facts/network/network-flows';
import { closesDirection } from '../facts/network/network-policies';
import { closedBy, policyIndex } from '../facts/network/policy-openings';
import { Finding, ICheck } from '../model/check';
import { Cluster } from '../model/cluster';
import { Manifest } from '../model/manifest';
import { PodTemplate } from '../model/manifest-pods';
import { Severity } from '../model/severity';

const policiesForDns = policyIndex((policy, cluster) => (
  closesDirection(policy, 'Egress') && opensDns(cluster, policy)
));

/** Pods that may not go out anywhere may still ask the DNS. */
export const DNS_IS_REACHABLE: ICheck = {
  id: 'dns-is-reachable',
  title: 'Pods whose egress is closed reach the DNS',
  box: 'network-policies',
  severity: Severity.CRITICAL,
  why: 'Without DNS no name resolves: a pod that may go out to its database still does not find it.',
  remedy: {
    manifest: 'egress: [{to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}}], '
      + 'ports: [{port: 53, protocol: UDP}, {port: 53, protocol: TCP}]}]',
    construct: 'Remove the patch: each policy of the constructs opens the DNS; Platform says where that is.',
  },
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-deny-all-egress-traffic',
    'kyverno:add-networkpolicy-dns',
  ],
  appliesTo: ['pods'],
  evaluate: (manifest, cluster) => manifest.pods.flatMap((template) => judge(manifest, template, cluster)),
};

function judge(owner: Manifest, template: PodTemplate, cluster: Cluster): Finding[] {
  const source = { owner, template };
  const { dnsPolicy } = template.spec;
  // These ask the DNS of their node, or one that they name.
  if (isOnHostNetwork(source) || dnsPolicy === 'Default' || dnsPolicy === 'None') return [];
  const { namespace } = owner;
  const closing = closedBy(cluster, { namespace, labels: template.labels }, {
    direction: 'Egress', verb: ['closes', 'close'],
  });
  if (closing === undefined) return [];
  const [opening] = policiesForDns(cluster).first(cluster.effectiveNamespace(namespace), template.labels, 1);
  return opening === undefined
    ? [{ passed: false, message: `cannot resolve names: ${closing} egress`, expected: 'a rule for port 53/UDP' }]
    : [{ passed: true, message: `reaches the DNS by NetworkPolicy ${opening.name}` }];
}
