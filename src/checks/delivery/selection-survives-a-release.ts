import { selectedLabels, SELECTING_OBJECTS, selectorOf } from '../facts/delivery/release-selectors';
import { failuresOrPass } from '../facts/failures-or-pass';
import { changesWithRelease } from '../facts/pods/changing-labels';
import { ownersOf } from '../facts/pods/selected-owners';
import { ICheck } from '../model/check';
import { hasRequirements } from '../model/selectors/open-selector';
import { Severity } from '../model/severity';

/** Argo Rollouts writes it into its Services itself. */
const OF_ROLLOUTS = 'rollouts-pod-template-hash';

/** What is about pods is still about them after the next release. */
export const SELECTION_SURVIVES_A_RELEASE: ICheck = {
  id: 'selection-survives-a-release',
  title: 'Services, budgets and policies select every version',
  box: 'rollouts',
  severity: Severity.WARNING,
  why: 'A selector with the version of a workload leaves the pods of the next one out: a Service sends them nothing, '
    + 'and stays without pods when the old ones are gone; a budget or a policy of the old version covers nobody. '
    + 'Workloads that have their version in their name, and stay beside each other, are another matter.',
  remedy: {
    manifest: 'selector: {app.kubernetes.io/instance: web}',
    construct: 'Remove the patch: the constructs select by app.kubernetes.io/instance alone.',
  },
  references: [
    'https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/',
    'https://kubernetes.io/docs/concepts/workloads/management/#canary-deployments',
  ],
  appliesTo: SELECTING_OBJECTS,
  evaluate: (object, cluster) => {
    const selector = selectorOf(object);
    if (!hasRequirements(selector)) return [];
    const [owner] = ownersOf(cluster._podsSelectedBy(object.namespace, selector), cluster);
    // Whoever selects nothing is told so by others.
    if (owner === undefined) return [];
    const labels = selectedLabels(object).filter(({ key }) => key !== OF_ROLLOUTS);
    return failuresOrPass(labels.map(({ key, value, path }) => ({
      passed: !changesWithRelease(key, value, owner.name) || isVariant(value),
      path,
      message: `selects by ${key}, so that the next version of ${owner.kind} ${owner.name} is left out`,
      actual: value,
    })), 'selects by labels that stay');
  },
};

/** Names of sides, which are no versions, stay from release to release. */
function isVariant(value: string): boolean {
  return /^(?:blue|green|stable|canary|primary|preview|active|baseline|main|prod|production|latest|[a-z])$/i.test(value);
}
