import { namedObjects } from '../facts/named-objects';
import { podOwnersIn } from '../facts/namespaces/pod-owners-in';
import { coversOfAll, coversOfPod } from '../facts/policies/pod-cover';
import { ICheck } from '../model/check';
import { Cluster } from '../model/cluster';
import { Severity } from '../model/severity';

/** What is deployed later is closed, too. */
export const NAMESPACE_DENIES_BY_DEFAULT: ICheck = {
  id: 'namespace-denies-by-default',
  title: 'Namespaces close the network of all their pods',
  box: 'network-policies',
  severity: Severity.ADVICE,
  // Where pods are open now, has-network-policy says so of each, and a policy for all of them is what mends it.
  why: 'A policy for each workload leaves the next one open, and those that somebody starts by hand: it calls '
    + 'everybody, and everybody calls it, until somebody notices. Polaris wants a rule in each direction; a policy '
    + 'without any is what denies.',
  remedy: {
    manifest: 'A NetworkPolicy with podSelector: {} and policyTypes: [Ingress, Egress] in the namespace.',
    construct: 'ProductionNamespace, or DefaultDenyPolicy in a namespace of others',
  },
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-policies',
    'kubescape:C-0049', 'kubescape:C-0054', 'kubescape:C-0206', 'kyverno:add-network-policy',
  ],
  appliesTo: ['Namespace'],
  evaluate: ({ name }, cluster) => {
    if (!areAllCovered(name, cluster)) return [];
    const covers = coversOfAll(cluster, name);
    const missing = covers.filter(({ closing }) => closing.length === 0);
    if (missing.length === 0) {
      const closing = [...new Set(covers.flatMap((cover) => cover.closing))];
      return [{ passed: true, message: `is closed by ${namedObjects(closing)}` }];
    }
    if (missing.every(({ mayBeClosed }) => mayBeClosed)) return [];
    const directions = missing.map(({ direction }) => direction).join(' and ');
    const message = `has no policy for all of its pods, for ${directions}`;
    return [{ passed: false, message, expected: 'a NetworkPolicy with an empty podSelector' }];
  },
};

/** Whether there are pods that policies are about, and each is closed in both directions. */
function areAllCovered(namespace: string, cluster: Cluster): boolean {
  const pods = podOwnersIn(cluster, namespace)
    .flatMap((owner) => owner.pods.filter(({ spec }) => spec.hostNetwork !== true).map((pod) => ({ owner, pod })));
  return pods.length > 0 && pods.every(({ owner, pod }) => (
    coversOfPod(owner, pod, cluster).every(({ closing }) => closing.length > 0)
  ));
}
