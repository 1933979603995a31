import { isJob } from '../../checks/facts/workload-kinds';
import { describe } from '../../internal/fail';
import { PodOwners } from '../pod-owners';
import { namespaceOfManifest, RenderedObject } from '../rendered-object';

/**
 * No Service sends a part of its requests to pods that are there to end.
 *
 * One that selects nothing else gives the pods of a Job their names.
 */
export function lastingTargets(objects: readonly RenderedObject[]): string[] {
  const owners = PodOwners.of(objects);
  const services = objects.filter(({ manifest }) => manifest.kind === 'Service' && manifest.apiVersion === 'v1');
  return services.flatMap(({ path, manifest }) => {
    const matchLabels = manifest.spec?.selector ?? {};
    const targets = owners.matching(namespaceOfManifest(manifest), { matchLabels });
    const jobs = targets.filter(isJob);
    if (jobs.length === targets.length) return [];
    // A set of Jobs has a template for each.
    return [...new Map(jobs.map((job) => [job.path, job])).values()].map((job) => {
      const must = `match the pods that serve, not those of the ${job.kind} [${job.path}]`;
      const remedy = 'give those another label';
      return `[${path}] ${describe({ prop: 'selector', must, got: matchLabels, remedy })}`;
    });
  });
}
