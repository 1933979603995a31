import { namedObjects } from '../facts/named-objects';
import { coversOfPod } from '../facts/policies/pod-cover';
import { Finding, ICheck } from '../model/check';
import { Cluster } from '../model/cluster';
import { Manifest } from '../model/manifest';
import { PodTemplate } from '../model/manifest-pods';
import { Severity } from '../model/severity';

/** What pods may be asked, and what they may ask, is said somewhere. */
export const HAS_NETWORK_POLICY: ICheck = {
  id: 'has-network-policy',
  title: 'Network policies cover the pods in both directions',
  box: 'network-policies',
  severity: Severity.WARNING,
  why: 'Without one, every pod of the cluster may call these pods, and whoever breaks into them may call everybody. '
    + 'The whole selector counts, as in the API; Polaris goes by one label that both have.',
  remedy: {
    manifest: 'Add a NetworkPolicy that selects the pods, with policyTypes: [Ingress, Egress].',
    construct: 'Give the ProductionNamespace, which closes its network, and open it with allowFrom and dependsOn.',
  },
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
    'kube-score:pod-networkpolicy', 'kube-linter:non-isolated-pod', 'polaris:missingNetworkPolicy',
    'checkov:CKV2_K8S_6', 'kubescape:C-0260', 'kubescape:C-0030', 'kyverno:require-netpol',
  ],
  appliesTo: ['pods'],
  evaluate: (manifest, cluster) => manifest.pods.flatMap((pod) => judgePod(manifest, pod, cluster)),
};

function judgePod(owner: Manifest, pod: PodTemplate, cluster: Cluster): Finding[] {
  // Pods in the network of their node are not what policies are about.
  if (pod.spec.hostNetwork === true) return [];
  const covers = coversOfPod(owner, pod, cluster);
  const missing = covers.filter(({ closing }) => closing.length === 0);
  if (missing.length === 0) {
    const closing = [...new Set(covers.flatMap((cover) => cover.closing))];
    return [{ passed: true, message: `is covered by ${namedObjects(closing)}` }];
  }
  // Nobody knows here what those say.
  if (missing.every(({ mayBeClosed }) => mayBeClosed)) return [];
  const open = [...new Set(missing.flatMap(({ opening }) => opening))];
  const message = `is covered by no policy for ${missing.map(({ direction }) => direction).join(' and ')}`
    + (open.length === 0 ? '' : `, as ${namedObjects(open)} ${open.length === 1 ? 'lets' : 'let'} everything pass`);
  return [{ passed: false, message, expected: 'a NetworkPolicy that selects the pods and names what may pass' }];
}
