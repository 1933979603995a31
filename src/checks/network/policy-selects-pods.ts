import { unseenPods } from '../facts/network/made-pods';
import { ICheck } from '../model/check';
import { hasRequirements } from '../model/selectors/open-selector';
import { Severity } from '../model/severity';
import { mapOf } from '../model/values/plain-data';

/** A policy that names pods finds some. */
export const POLICY_SELECTS_PODS: ICheck = {
  id: 'policy-selects-pods',
  title: 'A NetworkPolicy selects pods',
  box: 'references',
  severity: Severity.ADVICE,
  why: 'A policy with a slip in its selector protects nothing, and looks as if it did.',
  remedy: { manifest: 'Give podSelector the labels of the pod template; judge the workload together with its policy.' },
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource',
    'kube-score:networkpolicy-targets-pod', 'kube-linter:dangling-networkpolicy', 'kubescape:C-0299',
  ],
  appliesTo: ['networking.k8s.io/NetworkPolicy'],
  evaluate: ({ namespace, spec: { podSelector } }, cluster) => {
    // An empty one is meant for whatever comes.
    if (!hasRequirements(podSelector)) return [];
    const { length } = cluster._podsSelectedBy(namespace, mapOf(podSelector));
    const path = 'spec.podSelector';
    if (length > 0) return [{ passed: true, path, message: `selects the pods of ${length} workload(s)` }];
    const { maker, mayExist } = unseenPods(cluster, namespace, podSelector);
    if (maker !== undefined) {
      return [{ passed: true, path, message: `selects the pods of ${maker.kind} ${maker.name}` }];
    }
    if (mayExist) return [];
    return [{ passed: false, path, message: 'selects no pods in the manifests', actual: podSelector }];
  },
};
