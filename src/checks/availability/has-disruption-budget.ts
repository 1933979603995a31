import { namedObjects } from '../facts/named-objects';
import { keepsNoPod } from '../facts/scaling/budget-room';
import { desiredReplicas } from '../facts/scaling/replica-range';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

const EXPECTED = 'a PodDisruptionBudget with maxUnavailable: 1';

/** Something that serves with several replicas has a disruption budget, and one that keeps some of them. */
export const HAS_DISRUPTION_BUDGET: ICheck = {
  id: 'has-disruption-budget',
  title: 'A disruption budget covers the pods',
  box: 'disruption-budgets',
  severity: Severity.CRITICAL,
  why: 'Without one, a drain of nodes may evict all pods of a workload at once.',
  remedy: {
    manifest: 'Add a PodDisruptionBudget with maxUnavailable: 1 whose selector matches the pods.',
    construct: 'disruptionBudget: DisruptionBudget.maxUnavailable(1)',
  },
  references: [
    'https://kubernetes.io/docs/tasks/run-application/configure-pdb/', 'kube-score:deployment-has-poddisruptionbudget',
    'kube-score:statefulset-has-poddisruptionbudget', 'kyverno:require-pdb',
  ],
  appliesTo: ['apps/Deployment', 'apps/StatefulSet', 'argoproj.io/Rollout'],
  evaluate: (manifest, cluster) => {
    const { min, max } = desiredReplicas(manifest, cluster);
    if (max < 2 || manifest.pods.length === 0) return [];
    const budgets = manifest.pods.flatMap(({ labels }) => cluster.budgetsSelecting(manifest.namespace, labels));
    if (budgets.length === 0) {
      return [{ passed: false, message: 'has no disruption budget', expected: 'a PodDisruptionBudget for its pods' }];
    }
    // Where there may be one pod there is nothing to keep; where there are two, a budget keeps one.
    const least = Math.max(min, 2);
    const keeping = budgets.filter((budget) => !keepsNoPod(budget, least));
    const names = namedObjects(keeping.length > 0 ? keeping : budgets);
    return keeping.length > 0
      ? [{ passed: true, message: `is covered by ${names}` }]
      : [{ passed: false, message: `may lose all its pods at once under ${names}`, expected: EXPECTED }];
  },
};
