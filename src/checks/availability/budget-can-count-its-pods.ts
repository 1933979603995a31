import { oncePerList } from '../facts/once-per-list';
import { namesOf, ownersOf, unownedPods } from '../facts/pods/selected-owners';
import { isWithoutScale } from '../facts/workload-kinds';
import { ICheck } from '../model/check';
import { PodSource } from '../model/cluster';
import { Severity } from '../model/severity';
import { isMap } from '../model/values/plain-data';

/** A budget that counts in replicas is about pods that have a number of replicas. */
export const BUDGET_CAN_COUNT_ITS_PODS: ICheck = {
  id: 'budget-can-count-its-pods',
  title: 'The pods under a disruption budget have a number of replicas',
  box: 'disruption-budgets',
  severity: Severity.CRITICAL,
  why: 'With a pod of a Job or of a DaemonSet among them, the budget lets no pod go, and drains wait.',
  remedy: {
    manifest: 'Give the pods of Jobs and DaemonSets a label of their own, or set minAvailable to a whole number.',
    construct: 'Give the other pods another label than app.kubernetes.io/instance of the workload.',
  },
  references: [
    'https://kubernetes.io/docs/tasks/run-application/configure-pdb/#arbitrary-controllers-and-selectors',
  ],
  appliesTo: ['policy/PodDisruptionBudget'],
  evaluate: ({ namespace, spec: { selector, maxUnavailable, minAvailable } }, cluster) => {
    const isCounted = isThere(maxUnavailable) || typeof minAvailable === 'string';
    // Who lets no pod go needs no number of them.
    if (!isMap(selector) || !isCounted || maxUnavailable === 0 || maxUnavailable === '0%') return [];
    const pods = unownedPods(cluster._podsSelectedBy(namespace, selector), cluster);
    if (pods.length === 0) return [];
    const [field, actual] = isThere(maxUnavailable)
      ? ['maxUnavailable', maxUnavailable] : ['minAvailable', minAvailable];
    const path = `spec.${field}`;
    const uncounted = ownersWithoutScale(pods, cluster);
    if (uncounted.length === 0) return [{ passed: true, path, message: `counts pods by ${field}`, actual }];
    const message = `counts by ${field} what has no replicas: ${namesOf(uncounted)}`;
    return [{ passed: false, path, message, actual, expected: 'minAvailable as a whole number' }];
  },
};

const ownersWithoutScale = oncePerList((pods: readonly PodSource[], cluster) => (
  ownersOf(pods, cluster).filter(isWithoutScale)
));

/** The API server takes null for nothing. */
function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}
