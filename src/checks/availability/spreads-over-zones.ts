import { ZONE_TOPOLOGY_KEY } from '../../internal/naming/labels';
import { spreadRulesOf } from '../facts/pods/spread-rules';
import { desiredReplicas } from '../facts/scaling/replica-range';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** The pods of what has several are kept in different zones. */
export const SPREADS_OVER_ZONES: ICheck = {
  id: 'spreads-over-zones',
  title: 'Pods are spread over zones',
  box: 'zones',
  severity: Severity.WARNING,
  why: 'The scheduler may put all pods into one zone, and the loss of that zone is then the loss of all of them. '
    + 'DaemonSets, which Polaris asks too, are not asked: they run on every node.',
  remedy: {
    manifest: 'topologySpreadConstraints: [{maxSkew: 1, topologyKey: topology.kubernetes.io/zone, '
      + 'whenUnsatisfiable: ScheduleAnyway, labelSelector: {matchLabels: {<the labels of the pods>}}}]',
    construct: 'spread: Spread.evenly()',
  },
  references: [
    'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/',
    'polaris:topologySpreadConstraint', 'kyverno:topologyspreadconstraints-policy',
  ],
  appliesTo: ['apps/Deployment', 'apps/StatefulSet', 'argoproj.io/Rollout'],
  evaluate: (manifest, cluster) => {
    if (desiredReplicas(manifest, cluster).max < 2) return [];
    return manifest.pods.map((pod) => {
      const rules = spreadRulesOf(pod, manifest.namespace)
        .filter(({ topologyKey }) => topologyKey === ZONE_TOPOLOGY_KEY);
      const rule = rules.find(({ selectsItself }) => selectsItself);
      if (rule !== undefined) return { passed: true, message: 'spreads its pods over zones', path: rule.path };
      const [path, message] = rules.length > 0
        ? [rules[0].path, 'spreads over zones, but by labels that its own pods do not have']
        : [`${pod.specPath}.topologySpreadConstraints`, 'spreads its pods over no zones'];
      return { passed: false, message, path };
    });
  },
};
