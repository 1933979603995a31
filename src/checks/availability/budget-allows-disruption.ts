import { Finding, ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { isNegative, percentageOf } from '../model/values/scaled-number';
import { valueText } from '../model/values/value-text';

/** A disruption budget leaves room for one pod to go. */
export const BUDGET_ALLOWS_DISRUPTION: ICheck = {
  id: 'budget-allows-disruption',
  title: 'The disruption budget lets a pod go',
  box: 'disruption-budgets',
  severity: Severity.CRITICAL,
  why: 'A budget that lets no pod go stops every drain, and with it every upgrade of the nodes.',
  remedy: {
    manifest: 'spec: {maxUnavailable: 1}',
    construct: 'disruptionBudget: DisruptionBudget.maxUnavailable(1)',
  },
  references: [
    'https://kubernetes.io/docs/tasks/run-application/configure-pdb/', 'kube-linter:pdb-max-unavailable',
    'polaris:pdbDisruptionsIsZero', 'kyverno:pdb-maxunavailable', 'kube-score:poddisruptionbudget-has-policy',
  ],
  appliesTo: ['policy/PodDisruptionBudget'],
  // Whether the numbers fit those of the pods is another question; this is about budgets that fit none.
  evaluate: ({ spec: { maxUnavailable, minAvailable } }): Finding[] => {
    const [refused] = Object.entries({ maxUnavailable, minAvailable }).filter(([, value]) => isNegative(value));
    if (refused !== undefined) return [refusedNumber(...refused)];
    if (isIntOrPercentage(maxUnavailable) && !(isIntOrPercentage(minAvailable) && isAllPods(minAvailable))) {
      const passed = !isZero(maxUnavailable);
      const message = passed ? `lets ${maxUnavailable} pod(s) go` : 'lets no pod go';
      return [{ passed, message, path: 'spec.maxUnavailable', actual: maxUnavailable, expected: 1 }];
    }
    if (isIntOrPercentage(minAvailable)) {
      const passed = !isAllPods(minAvailable);
      const message = passed ? `keeps ${minAvailable} pod(s)` : 'keeps all pods, so that none may go';
      return [{ passed, message, path: 'spec.minAvailable', actual: minAvailable }];
    }
    // The disruption controller expects no pods then, and lets none go.
    const message = 'says neither maxUnavailable nor minAvailable, and so lets no pod go';
    return [{ passed: false, message, path: 'spec.maxUnavailable', expected: 1 }];
  },
};

function refusedNumber(field: string, actual: unknown): Finding {
  const message = `sets ${field} to ${valueText(actual)}, which the API server refuses`;
  return { passed: false, message, path: `spec.${field}`, actual, expected: 1 };
}

function isIntOrPercentage(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

function isZero(value: string | number): boolean {
  return value === 0 || /^0+%?$/.test(String(value));
}

function isAllPods(value: string | number): boolean {
  return (percentageOf(value) ?? 0) >= 100;
}
