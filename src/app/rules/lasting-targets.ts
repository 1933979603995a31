import { isJob } from '../../checks/facts/workload-kinds';
import { messageAt } from '../../internal/fail';
import { MANAGED_BY, MANAGED_BY_LABEL } from '../../internal/naming/labels';
import { JsonObject, objectsIn } from '../../internal/values/json';
import { PodOwner, PodOwners } from '../pod-owners';
import { isWaived, namespaceOfManifest, RenderedObject } from '../rendered-object';

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
    const jobs = targets.filter((target) => isJob(target) && (isOurs(manifest) || isSentTo(target, manifest)));
    if (targets.every(isJob) || isWaived(manifest, 'service-selects-one-workload')) return [];
    // A set of Jobs has a template for each.
    return [...new Map(jobs.map((job) => [job.path, job])).values()].map((job) => {
      const must = `match the pods that serve, not those of the ${job.kind} [${job.path}]`;
      const remedy = 'give those another label';
      return messageAt(path, { prop: 'selector', must, got: matchLabels, remedy });
    });
  });
}

/** What has the label of a workload of ours is under its budget and its policy, too. */
function isOurs({ metadata }: JsonObject): boolean {
  return metadata?.labels?.[MANAGED_BY_LABEL] === MANAGED_BY;
}

/** A pod without the port that a Service names gets none of its requests. */
function isSentTo({ podSpec }: PodOwner, { spec }: JsonObject): boolean {
  const names = new Set(objectsIn(podSpec.containers).flatMap(({ ports }) => objectsIn(ports)).map(({ name }) => name));
  const ports = objectsIn(spec?.ports);
  return ports.length === 0 || ports.some(({ targetPort }) => typeof targetPort !== 'string' || names.has(targetPort));
}
