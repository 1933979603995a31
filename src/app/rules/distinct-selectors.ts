import { SELECTING_WORKLOADS } from '../../checks/facts/workload-kinds';
import { messageAt } from '../../internal/fail';
import { PodOwner, PodOwners } from '../pod-owners';
import { RenderedObject } from '../rendered-object';

/** No workload selects the pods of another: each would delete what the other makes. */
export function distinctSelectors(objects: readonly RenderedObject[]): string[] {
  const owners = PodOwners.of(objects);
  return owners.all.filter(isSelecting).flatMap((owner) => {
    const others = owners.matching(owner.namespace, owner.selector)
      .filter((other) => isSelecting(other) && other.path !== owner.path);
    return others.map((other) => {
      const must = `match the pods of one workload, not those of [${other.path}] too`;
      const remedy = 'give each a label of its own';
      return messageAt(owner.path, { prop: 'selector', must, got: owner.selector, remedy });
    });
  });
}

/** Jobs select by an id of the cluster. */
function isSelecting({ groupKind }: PodOwner): boolean {
  return SELECTING_WORKLOADS.includes(groupKind);
}
