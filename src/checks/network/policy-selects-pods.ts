import { unseenPods } from '../facts/network/made-pods';
import { isOnHostNetwork } from '../facts/network/network-flows';
import { oncePerList } from '../facts/once-per-list';
import { ICheck } from '../model/check';
import { PodSource } from '../model/cluster';
import { hasRequirements } from '../model/selectors/open-selector';
import { Severity } from '../model/severity';
import { mapOf } from '../model/values/plain-data';

/** Whether no policy holds for any of the pods. */
const areUnseen = oncePerList((pods: readonly PodSource[]) => pods.every(isOnHostNetwork));

/** A policy that names pods finds some. */
export const POLICY_SELECTS_PODS: ICheck = {
  id: 'policy-selects-pods',
  title: 'A NetworkPolicy selects pods',
  box: 'references',
  severity: Severity.ADVICE,
  why: 'A policy with a slip in its selector, or for pods on the network of their node, protects nothing, and looks as '
    + 'if it did.',
  remedy: {
    manifest: 'Give podSelector the labels of the pod template; judge the workload together with its policy. Ports of '
      + 'nodes are closed at the nodes.',
  },
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource',
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-and-hostnetwork-pods',
    'kube-score:networkpolicy-targets-pod', 'kube-linter:dangling-networkpolicy', 'kubescape:C-0299',
  ],
  appliesTo: ['networking.k8s.io/NetworkPolicy'],
  evaluate: ({ namespace, spec: { podSelector } }, cluster) => {
    // An empty one is meant for whatever comes.
    if (!hasRequirements(podSelector)) return [];
    const selected = cluster._podsSelectedBy(namespace, mapOf(podSelector));
    const path = 'spec.podSelector';
    if (selected.length > 0) {
      if (!areUnseen(selected, cluster)) {
        return [{ passed: true, path, message: `selects the pods of ${selected.length} workload(s)` }];
      }
      const message = 'selects nothing but pods on the network of their node, which no policy sees';
      return [{ passed: false, path, message, expected: 'a firewall of the nodes instead' }];
    }
    const { maker, mayExist } = unseenPods(cluster, namespace, podSelector);
    if (maker !== undefined) {
      return [{ passed: true, path, message: `selects the pods of ${maker.kind} ${maker.name}` }];
    }
    if (mayExist) return [];
    return [{ passed: false, path, message: 'selects no pods in the manifests', actual: podSelector }];
  },
};
