import { hostNetwork } from '../../internal/values/addresses/ip-networks';
import { USUAL_API_SERVICES } from '../../internal/values/addresses/service-addresses';
import { policyRulesOf } from '../facts/network/network-policies';
import { oncePerCluster } from '../facts/once-per-cluster';
import { Finding, ICheck } from '../model/check';
import { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { listOf, mapOf } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

const serviceAddresses = oncePerCluster((cluster) => new Set([
  ...USUAL_API_SERVICES,
  ...cluster.ofKind('Service').flatMap(({ spec }) => [spec.clusterIP, ...listOf(spec.clusterIPs)])
    .map(textOf).filter(isAddress).map(hostNetwork),
]));

/** What a policy opens is seen by the network, which looks at connections behind Services. */
export const EGRESS_LOOKS_BEHIND_SERVICES: ICheck = {
  id: 'egress-looks-behind-services',
  title: 'Egress rules name what is behind a Service',
  box: 'network-policies',
  severity: Severity.WARNING,
  why: 'Most networks look at a connection after it was sent on to a pod or to an API server: a rule with the address '
    + 'of the Service then opens nothing.',
  remedy: {
    manifest: 'Select the pods behind the Service; for the API server give the addresses that '
      + '`kubectl get endpointslices -n default -l kubernetes.io/service-name=kubernetes` lists, with their port.',
    construct: 'dependsOn(service), or callKubernetesApi().',
  },
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors',
  ],
  appliesTo: ['networking.k8s.io/NetworkPolicy'],
  evaluate: (policy, cluster) => judge(policy, serviceAddresses(cluster)),
};

/** Says nothing of a rule that has other peers too: it may be meant for networks of both kinds. */
function judge(policy: Manifest, services: ReadonlySet<string>): Finding[] {
  return policyRulesOf(policy, 'Egress').flatMap(({ peers = [], path }): Finding[] => {
    const addresses = peers.map(addressOf);
    if (addresses.every((address) => address === '')) return [];
    if (addresses.some((address) => !services.has(address))) {
      return [{ passed: true, path, message: 'names what is behind a Service' }];
    }
    const actual = addresses.join(', ');
    const message = `opens ${actual}, the address of a Service, which most networks do not see`;
    return [{ passed: false, path, message, actual, expected: 'what is behind the Service' }];
  });
}

function addressOf(peer: Record<string, unknown>): string {
  return textOf(mapOf(peer.ipBlock).cidr);
}

function isAddress(text: string): boolean {
  return text !== '' && text !== 'None';
}
