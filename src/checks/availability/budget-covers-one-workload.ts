import { namesOf, ownersOf, unownedPods } from '../facts/pods/selected-owners';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { isMap } from '../model/values/plain-data';

/** A disruption budget is about one workload. */
export const BUDGET_COVERS_ONE_WORKLOAD: ICheck = {
  id: 'budget-covers-one-workload',
  title: 'A disruption budget selects the pods of one workload',
  box: 'disruption-budgets',
  severity: Severity.WARNING,
  why: 'A budget over several workloads counts them together: all pods of the smaller one may be evicted at once.',
  remedy: {
    manifest: 'One PodDisruptionBudget for each workload, with the selector of that workload.',
    construct: 'Remove the patch: the constructs write one budget for each workload.',
  },
  references: ['https://kubernetes.io/docs/tasks/run-application/configure-pdb/#arbitrary-controllers-and-selectors'],
  appliesTo: ['policy/PodDisruptionBudget'],
  evaluate: ({ namespace, spec: { selector } }, cluster) => {
    if (!isMap(selector)) return [];
    const owners = ownersOf(unownedPods(cluster._podsSelectedBy(namespace, selector), cluster), cluster);
    const path = 'spec.selector';
    if (owners.length === 0) return [];
    if (owners.length === 1) return [{ passed: true, path, message: `selects the pods of ${namesOf(owners)} alone` }];
    const message = `selects the pods of ${owners.length} workloads: ${namesOf(owners)}`;
    return [{ passed: false, path, message, actual: selector }];
  },
};
