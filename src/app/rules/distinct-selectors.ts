import { PodOwners } from '../pod-owners';
import { RenderedObject } from '../rendered-object';

/** No workload selects the pods of another: each would delete what the other makes. */
export function distinctSelectors(objects: readonly RenderedObject[]): string[] {
  const owners = new PodOwners(objects);
  return owners.all.flatMap((owner) => {
    const others = owners.matching(owner.namespace, owner.selector).filter(({ path }) => path !== owner.path);
    return others.map((other) => (
      `[${owner.path}] 'selector' must match the pods of one workload, got ${JSON.stringify(owner.selector)}, `
      + `which matches those of [${other.path}] too; give each a label of its own`
    ));
  });
}
