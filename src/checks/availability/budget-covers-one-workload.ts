import { isOwned } from '../facts/workload-kinds';
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
    const owners = cluster.podsSelectedBy(namespace, selector).map(({ owner }) => owner)
      .filter((owner) => !isOwned(owner));
    const names = [...new Set(owners.map(({ kind, name }) => `${kind} ${name}`))];
    const path = 'spec.selector';
    if (names.length === 0) return [];
    if (names.length === 1) return [{ passed: true, path, message: `selects the pods of ${names[0]} alone` }];
    const some = names.slice(0, 3).join(', ');
    const message = `selects the pods of ${names.length} workloads: ${some}`;
    return [{ passed: false, path, message, actual: selector }];
  },
};
