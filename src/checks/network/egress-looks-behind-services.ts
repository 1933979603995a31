import { USUAL_API_SERVICES } from '../../internal/values/service-addresses';
import { policyRulesOf, PolicyRule } from '../facts/network/network-policies';
import { oncePerCluster } from '../facts/once-per-cluster';
import { Finding, ICheck } from '../model/check';
import { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { mapOf } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

const serviceAddresses = oncePerCluster((cluster) => new Set([
  ...USUAL_API_SERVICES,
  ...cluster.ofKind('Service').map(({ spec }) => textOf(spec.clusterIP)).filter(isAddress).map(networkOf),
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

/** Says nothing of a rule that has other addresses too: it may be meant for networks of both kinds. */
function judge(policy: Manifest, services: ReadonlySet<string>): Finding[] {
  const rules = policyRulesOf(policy, 'Egress').filter(({ peers }) => peers?.some((peer) => addressOf(peer) !== ''));
  const others = rules.flatMap(addressesOf).filter((address) => !services.has(address));
  return rules.flatMap((rule): Finding[] => {
    const service = addressesOf(rule).find((address) => services.has(address));
    if (service === undefined) return [{ passed: true, path: rule.path, message: 'names no address of a Service' }];
    if (others.length > 0) return [];
    const message = `opens ${service}, the address of a Service, which most networks do not see`;
    return [{ passed: false, path: rule.path, message, actual: service, expected: 'what is behind the Service' }];
  });
}

function addressesOf({ peers = [] }: PolicyRule): string[] {
  return peers.map(addressOf).filter((address) => address !== '');
}

function addressOf(peer: Record<string, unknown>): string {
  return textOf(mapOf(peer.ipBlock).cidr);
}

function isAddress(text: string): boolean {
  return text !== '' && text !== 'None';
}

function networkOf(address: string): string {
  return `${address}/${address.includes(':') ? 128 : 32}`;
}
