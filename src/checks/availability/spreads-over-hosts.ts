import { HOST_TOPOLOGY_KEY, ZONE_TOPOLOGY_KEY } from '../../internal/naming/labels';
import { SpreadRule, spreadRulesOf } from '../facts/pods/spread-rules';
import { desiredReplicas } from '../facts/scaling/replica-range';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** The pods of what has several are kept on different nodes. */
export const SPREADS_OVER_HOSTS: ICheck = {
  id: 'spreads-over-hosts',
  title: 'Pods are spread over nodes',
  box: 'zones',
  severity: Severity.WARNING,
  // A spread constraint does the same work as anti-affinity; scanners that want the latter alone reject good manifests.
  why: 'The scheduler may put all pods on one node, and the loss of that node is then the loss of all of them. '
    + 'kube-score asks for anti-affinity and Polaris for constraints; either will do here.',
  remedy: {
    manifest: 'topologySpreadConstraints: [{maxSkew: 1, topologyKey: kubernetes.io/hostname, '
      + 'whenUnsatisfiable: ScheduleAnyway, labelSelector: {matchLabels: {<the labels of the pods>}}}]',
    construct: 'spread: Spread.evenly()',
  },
  references: [
    'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity',
    'kube-score:deployment-has-host-podantiaffinity', 'kube-score:statefulset-has-host-podantiaffinity',
    'kube-linter:no-anti-affinity', 'polaris:topologySpreadConstraint', 'kyverno:topologyspreadconstraints-policy',
  ],
  appliesTo: ['apps/Deployment', 'apps/StatefulSet', 'argoproj.io/Rollout', 'apps.openshift.io/DeploymentConfig'],
  evaluate: (manifest, cluster) => {
    if (desiredReplicas(manifest, cluster).max < 2) return [];
    return manifest.pods.map((pod) => {
      const rules = spreadRulesOf(pod, manifest.namespace).filter(isAboutHosts);
      const rule = rules.find(({ selectsItself }) => selectsItself);
      if (rule !== undefined) return { passed: true, message: 'spreads its pods over nodes', path: rule.path };
      const [path, message] = rules.length > 0
        ? [rules[0].path, 'spreads over nodes, but by labels that its own pods do not have']
        : [`${pod.specPath}.topologySpreadConstraints`, 'spreads its pods over no nodes'];
      return { passed: false, message, path };
    });
  },
};

/** No two pods in one zone are no two pods on one node. */
function isAboutHosts({ topologyKey, isStrict }: SpreadRule): boolean {
  return topologyKey === HOST_TOPOLOGY_KEY || (isStrict && topologyKey === ZONE_TOPOLOGY_KEY);
}
