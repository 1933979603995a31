import { rolloutInPlaceOf } from '../facts/scaling/rollout-references';
import { isOwned, SELECTING_WORKLOADS } from '../facts/workload-kinds';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { mapOf } from '../model/values/plain-data';

/** No workload selects the pods of another one. */
export const SELECTOR_OWNS_ITS_PODS: ICheck = {
  id: 'selector-owns-its-pods',
  title: 'The selector matches no pods of another workload',
  box: 'rollouts',
  severity: Severity.CRITICAL,
  why: 'Controllers whose selectors overlap fight over pods, and autoscalers and budgets count those of both.',
  remedy: {
    manifest: 'Give both the selector and the pod template a label that no other workload has.',
    construct: 'Remove the patch: the constructs select by a name that is there once.',
  },
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector'],
  appliesTo: SELECTING_WORKLOADS,
  evaluate: (manifest, cluster) => {
    const selector = mapOf(manifest.spec.selector);
    // What Kubernetes itself made in its cluster has overlapping labels by design.
    if (Object.keys(selector).length === 0 || isOwned(manifest)) return [];
    const selected = cluster.podsSelectedBy(manifest.namespace, selector).map(({ owner }) => owner);
    const others = selected.filter((owner) => owner !== manifest && !isOwned(owner)
      && SELECTING_WORKLOADS.includes(owner.groupKind) && rolloutInPlaceOf(owner, cluster) !== manifest);
    const names = [...new Set(others.map(({ kind, name }) => `${kind} ${name}`))];
    const path = 'spec.selector';
    if (names.length > 0) {
      const shown = names.slice(0, 3).join(', ') + (names.length > 3 ? ` and ${names.length - 3} more` : '');
      return [{ passed: false, path, message: `selects the pods of ${shown} too`, actual: selector }];
    }
    return selected.includes(manifest) ? [{ passed: true, path, message: 'selects its own pods alone' }] : [];
  },
};
