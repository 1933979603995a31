import { describe } from '../../internal/fail';
import { PodOwners } from '../pod-owners';
import { RenderedObject } from '../rendered-object';

/** No workload selects the pods of another: each would delete what the other makes. */
export function distinctSelectors(objects: readonly RenderedObject[]): string[] {
  const owners = PodOwners.of(objects);
  return owners.all.flatMap((owner) => {
    const others = owners.matching(owner.namespace, owner.selector).filter(({ path }) => path !== owner.path);
    return others.map((other) => {
      const must = `match the pods of one workload, not those of [${other.path}] too`;
      const remedy = 'give each a label of its own';
      return `[${owner.path}] ${describe({ prop: 'selector', must, got: owner.selector, remedy })}`;
    });
  });
}
