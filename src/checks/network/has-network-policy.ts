import { objectsInNamespace } from '../facts/namespaces/objects-in-namespace';
import { Finding, ICheck } from '../model/check';
import { Cluster } from '../model/cluster';
import { Manifest } from '../model/manifest';
import { PodTemplate } from '../model/manifest-pods';
import { Severity } from '../model/severity';
import { listOf } from '../model/values/plain-data';

/** Policies that select pods in a language of their own. */
const FOREIGN_POLICIES = [
  'cilium.io/CiliumNetworkPolicy', 'crd.projectcalico.org/NetworkPolicy', 'projectcalico.org/NetworkPolicy',
];

/** What pods may be asked, and what they may ask, is said somewhere. */
export const HAS_NETWORK_POLICY: ICheck = {
  id: 'has-network-policy',
  title: 'Network policies cover the pods in both directions',
  box: 'network-policies',
  severity: Severity.WARNING,
  why: 'Without one, every pod of the cluster may call these pods, and whoever breaks into them may call everybody.',
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

function judgePod({ namespace }: Manifest, { spec, labels }: PodTemplate, cluster: Cluster): Finding[] {
  // Pods in the network of their node are not what policies are about.
  if (spec.hostNetwork === true) return [];
  const policies = cluster.policiesSelecting(namespace, labels);
  const covered = new Set(policies.flatMap(directionsOf));
  const missing = ['Ingress', 'Egress'].filter((direction) => !covered.has(direction));
  if (missing.length === 0) {
    return [{ passed: true, message: `is covered by ${policies.map(({ name }) => name).join(', ')}` }];
  }
  // Nobody knows here what those say.
  if (FOREIGN_POLICIES.some((kind) => objectsInNamespace(cluster, kind, namespace).length > 0)) return [];
  const expected = 'a NetworkPolicy that selects the pods';
  return [{ passed: false, message: `is covered by no policy for ${missing.join(' and ')}`, expected }];
}

/** A policy without types is about Ingress, and about Egress too where it has rules for that. */
function directionsOf({ spec: { policyTypes, egress } }: Manifest): unknown[] {
  if (listOf(policyTypes).length > 0) return listOf(policyTypes);
  return listOf(egress).length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
}
