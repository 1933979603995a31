import { oncePerCluster } from '../facts/once-per-cluster';
import { oncePerList } from '../facts/once-per-list';
import { ownersOf } from '../facts/pods/selected-owners';
import { desiredReplicas, ReplicaRange } from '../facts/scaling/replica-range';
import { isJob, isOwned } from '../facts/workload-kinds';
import { Finding, ICheck } from '../model/check';
import { Cluster, PodSource } from '../model/cluster';
import { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { isMap } from '../model/values/plain-data';
import { percentageOf, scaledNumber } from '../model/values/scaled-number';

/** At the least number of pods that there may be, the budget still lets one go. */
export const BUDGET_ALLOWS_A_DRAIN: ICheck = {
  id: 'budget-allows-a-drain',
  title: 'The budget lets a pod go at the least number of pods',
  box: 'disruption-budgets',
  severity: Severity.CRITICAL,
  // Kyverno asks that half of the pods may go, which is more than load and quorums mostly bear at once.
  why: 'A budget that keeps as many pods as there are stops every drain: at night, after the autoscaler scaled down. '
    + 'One pod at a time is enough; a policy of Kyverno wants half of them to be free to go.',
  remedy: {
    manifest: 'spec: {maxUnavailable: 1}, or a minAvailable below minReplicas of the autoscaler',
    construct: 'disruptionBudget: DisruptionBudget.maxUnavailable(1)',
  },
  references: [
    'https://kubernetes.io/docs/tasks/run-application/configure-pdb/#rounding-logic-when-specifying-percentages',
    'kube-linter:pdb-min-available', 'polaris:pdbMinAvailableGreaterThanHPAMinReplicas',
    'kyverno:deployment-replicas-higher-than-pdb', 'kyverno:require-replicas-allow-disruption',
    'kyverno:pdb-minavailable',
  ],
  appliesTo: ['policy/PodDisruptionBudget'],
  evaluate: (budget, cluster) => {
    const { minAvailable, maxUnavailable } = budget.spec;
    const least = leastPods(budget, cluster);
    if (least === 0 || isIndependentOfReplicas(minAvailable) && isIndependentOfReplicas(maxUnavailable)) return [];
    if (!isIndependentOfReplicas(minAvailable)) {
      const wanted = scaledNumber(minAvailable, least) ?? 0;
      return judge({ least, field: 'minAvailable', actual: minAvailable, kept: wanted });
    }
    const kept = least - (scaledNumber(maxUnavailable, least) ?? 0);
    return judge({ least, field: 'maxUnavailable', actual: maxUnavailable, kept });
  },
};

interface BudgetOfPods {
  readonly least: number;
  readonly field: string;
  readonly actual: unknown;
  readonly kept: number;
}

function judge({ least, field, actual, kept }: BudgetOfPods): Finding[] {
  const path = `spec.${field}`;
  if (kept < least) return [{ passed: true, path, message: `keeps ${Math.max(kept, 0)} of ${least} pods`, actual }];
  const message = `keeps ${kept} pods, and there may be only ${least}`;
  return [{ passed: false, path, message, actual, expected: `at most ${least - 1} pods kept` }];
}

/** Budgets that let nobody go whatever the number of pods fail `budget-allows-disruption`. */
function isIndependentOfReplicas(value: unknown): boolean {
  const percentage = percentageOf(value);
  if (percentage !== undefined) return percentage === 0 || percentage >= 100;
  return typeof value !== 'number' || value <= 0;
}

/** Drains pass by the pods of DaemonSets, and budgets are not made for Jobs. */
function leastPods({ namespace, spec: { selector } }: Manifest, cluster: Cluster): number {
  if (!isMap(selector)) return 0;
  return leastOf(cluster._podsSelectedBy(namespace, selector), cluster);
}

const leastOf = oncePerList((pods: readonly PodSource[], cluster) => (
  ownersOf(pods, cluster).reduce((sum, owner) => sum + leastByOwner(cluster).get(owner)!, 0)
));

const leastByOwner = oncePerCluster((cluster) => new Map(cluster.podOwners.map((owner) => {
  const isPassedBy = isJob(owner) || isOwned(owner) || owner.kind.endsWith('DaemonSet');
  return [owner, isPassedBy ? 0 : leastRunning(desiredReplicas(owner, cluster))];
})));

/** Where events start what is away, there is one pod before there are two. */
function leastRunning({ min, max }: ReplicaRange): number {
  return max === 0 ? 0 : Math.max(min, 1);
}
