import { oncePerList } from '../facts/once-per-list';
import { ICheck } from '../model/check';
import type { Cluster, PodSource } from '../model/cluster';
import type { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { isMap } from '../model/values/plain-data';

/** Pods that serve nobody hold up no drain. */
export const BUDGET_LETS_UNREADY_PODS_GO: ICheck = {
  id: 'budget-lets-unready-pods-go',
  title: 'The disruption budget lets unready pods go',
  box: 'disruption-budgets',
  severity: Severity.ADVICE,
  why: 'By default a pod that crashes or was never ready is kept as long as the budget is not met, which it does not '
    + 'help to meet: the drain of its node waits for somebody to delete it.',
  remedy: {
    manifest: 'spec: {unhealthyPodEvictionPolicy: AlwaysAllow}; IfHealthyBudget, written down, where a pod of a '
      + 'StatefulSet that is not ready may be the last with some data',
    construct: 'DisruptionBudget, which always writes it',
  },
  references: [
    'https://kubernetes.io/docs/tasks/run-application/configure-pdb/#unhealthy-pod-eviction-policy',
    'kube-linter:pdb-unhealthy-pod-eviction-policy',
  ],
  appliesTo: ['policy/PodDisruptionBudget'],
  evaluate: (budget, cluster) => {
    const { unhealthyPodEvictionPolicy: actual } = budget.spec;
    const place = { path: 'spec.unhealthyPodEvictionPolicy', actual };
    if (actual === 'AlwaysAllow') return [{ ...place, passed: true, message: 'lets pods go that are not ready' }];
    if (actual === 'IfHealthyBudget' && isForState(budget, cluster)) {
      return [{ ...place, passed: true, message: 'keeps pods with data, as somebody decided' }];
    }
    const message = 'keeps pods that are not ready as long as too few others are';
    return [{ ...place, passed: false, message, expected: 'AlwaysAllow' }];
  },
};

/** A pod that is not ready may be about to get its data, or to hand it on. */
function isForState({ namespace, spec: { selector } }: Manifest, cluster: Cluster): boolean {
  return isMap(selector) && hasStatefulSet(cluster._podsSelectedBy(namespace, selector), cluster);
}

const hasStatefulSet = oncePerList((pods: readonly PodSource[]) => (
  pods.some(({ owner }) => owner.kind === 'StatefulSet')
));
