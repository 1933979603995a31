import { isWithoutScale } from '../../checks/facts/workload-kinds';
import { messageAt } from '../../internal/fail';
import { isSame, JsonObject } from '../../internal/values/json';
import { PodOwner, PodOwners } from '../pod-owners';
import { groupOf, isWaived, namespaceOfManifest, RenderedObject } from '../rendered-object';

/**
 * A disruption budget that counts in replicas selects no pods whose number nobody knows.
 *
 * With one such pod among them, the disruption controller lets none of them go.
 */
export function countableBudgets(objects: readonly RenderedObject[]): string[] {
  const owners = PodOwners.of(objects);
  return objects.filter(isCountedInReplicas).flatMap(({ path, manifest }) => {
    const { selector } = manifest.spec;
    // A set of Jobs has a template for each.
    const uncounted = new Map(selectedBy(owners, manifest).filter(isWithoutScale).map((owner) => [owner.path, owner]));
    return [...uncounted.values()].map((owner) => {
      const must = `match pods that have a number of replicas, not those of the ${owner.kind} [${owner.path}]`;
      const remedy = 'give those another label, or count by minAvailable as a whole number';
      return messageAt(path, { prop: 'selector', must, got: selector, remedy });
    });
  });
}

function isCountedInReplicas({ manifest }: RenderedObject): boolean {
  if (manifest.kind !== 'PodDisruptionBudget' || groupOf(manifest) !== 'policy') return false;
  const { maxUnavailable, minAvailable } = manifest.spec ?? {};
  // Who lets no pod go needs no number of them.
  if (maxUnavailable === 0 || maxUnavailable === '0%' || isWaived(manifest, 'budget-can-count-its-pods')) return false;
  return (maxUnavailable ?? undefined) !== undefined || typeof minAvailable === 'string';
}

/** Of a budget, an empty selector selects all. */
function selectedBy(owners: PodOwners, manifest: JsonObject): readonly PodOwner[] {
  const namespace = namespaceOfManifest(manifest);
  const { selector } = manifest.spec;
  if (selector === undefined) return [];
  return isSame(selector, {}) ? owners.inNamespace(namespace) : owners.matching(namespace, selector);
}
