import { namedObjects } from '../facts/named-objects';
import { oncePerList } from '../facts/once-per-list';
import { SHOWN_NAMES } from '../facts/pods/selected-owners';
import { keepsNoPod } from '../facts/scaling/budget-room';
import { desiredReplicas } from '../facts/scaling/replica-range';
import { ICheck } from '../model/check';
import { Cluster } from '../model/cluster';
import { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';

const EXPECTED = 'a PodDisruptionBudget with maxUnavailable: 1';

/** Something that serves with several replicas has a disruption budget, and one that keeps some of them. */
export const HAS_DISRUPTION_BUDGET: ICheck = {
  id: 'has-disruption-budget',
  title: 'A disruption budget covers the pods',
  box: 'disruption-budgets',
  severity: Severity.CRITICAL,
  why: 'Without one, a drain of nodes may evict all pods of a workload at once. The whole selector counts, as in the '
    + 'API; Polaris takes any label that both have for a match.',
  remedy: {
    manifest: 'Add a PodDisruptionBudget with maxUnavailable: 1 whose selector matches the pods.',
    construct: 'disruptionBudget: DisruptionBudget.maxUnavailable(1)',
  },
  references: [
    'https://kubernetes.io/docs/tasks/run-application/configure-pdb/', 'kube-score:deployment-has-poddisruptionbudget',
    'kube-score:statefulset-has-poddisruptionbudget', 'polaris:missingPodDisruptionBudget', 'kyverno:require-pdb',
    'kyverno:create-default-pdb',
  ],
  appliesTo: ['apps/Deployment', 'apps/StatefulSet', 'argoproj.io/Rollout'],
  evaluate: (manifest, cluster) => {
    const { min, max } = desiredReplicas(manifest, cluster);
    if (max < 2 || manifest.pods.length === 0) return [];
    const budgets = someBudgets(manifest, cluster, (group) => group);
    if (budgets.length === 0) {
      return [{ passed: false, message: 'has no disruption budget', expected: 'a PodDisruptionBudget for its pods' }];
    }
    // Where there may be one pod there is nothing to keep; where there are two, a budget keeps one.
    const least = Math.max(min, 2);
    const keeping = someBudgets(manifest, cluster, (group) => keepingBudgets(group, cluster)(least));
    return keeping.length > 0
      ? [{ passed: true, message: `is covered by ${namedObjects(keeping)}` }]
      : [{ passed: false, message: lossUnder(budgets), expected: EXPECTED }];
  },
};

type Budgets = readonly Manifest[];

function lossUnder(budgets: Budgets): string {
  return `may lose all its pods at once under ${namedObjects(budgets)}`;
}

/** As many budgets of the pods as are named, and one more. */
function someBudgets({ namespace, pods }: Manifest, cluster: Cluster, meant: (group: Budgets) => Budgets): Budgets {
  const found = new Set<Manifest>();
  for (const { labels } of pods) {
    for (const group of cluster._budgetGroups(namespace, labels)) {
      meant(group).slice(0, SHOWN_NAMES + 1).forEach((budget) => found.add(budget));
      if (found.size > SHOWN_NAMES) return [...found];
    }
  }
  return [...found];
}

/** Those of a group that keep some of so many pods. */
const keepingBudgets = oncePerList((group: Budgets) => {
  const known = new Map<number, Budgets>();
  return (pods: number) => {
    const keeping = known.get(pods) ?? group.filter((budget) => !keepsNoPod(budget, pods));
    known.set(pods, keeping);
    return keeping;
  };
});
