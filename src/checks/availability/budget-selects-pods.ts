import { hasPodsOf } from '../facts/namespaces/known-namespaces';
import { mayHoldPodsOfOperators } from '../facts/pods/pods-of-operators';
import { ICheck } from '../model/check';
import { hasRequirements } from '../model/selectors/open-selector';
import { Severity } from '../model/severity';
import { isMap } from '../model/values/plain-data';

/** A disruption budget is about pods that there are. */
export const BUDGET_SELECTS_PODS: ICheck = {
  id: 'budget-selects-pods',
  title: 'A disruption budget selects pods',
  box: 'disruption-budgets',
  severity: Severity.WARNING,
  why: 'A budget with a slip in its selector keeps no pod through a drain, and looks as if it did.',
  remedy: {
    manifest: 'Give selector the labels of the pod template.',
    construct: 'Remove the patch: the constructs write the selector of the workload.',
  },
  references: ['https://kubernetes.io/docs/tasks/run-application/configure-pdb/#specifying-a-poddisruptionbudget'],
  appliesTo: ['policy/PodDisruptionBudget'],
  evaluate: ({ namespace, spec: { selector } }, cluster) => {
    const path = 'spec.selector';
    if (!isMap(selector)) {
      return [{ passed: false, path, message: 'has no selector, and so is about no pod', expected: 'a selector' }];
    }
    const { length } = cluster._podsSelectedBy(namespace, selector);
    if (length > 0) return [{ passed: true, path, message: `selects the pods of ${length} workload(s)` }];
    // What is elsewhere, or made by an operator, may be meant; an empty one waits for whatever comes.
    const isKnown = hasPodsOf(cluster, namespace) && !mayHoldPodsOfOperators(cluster, namespace);
    if (!isKnown || !hasRequirements(selector)) return [];
    return [{ passed: false, path, message: 'selects no pods in the manifests', actual: selector }];
  },
};
