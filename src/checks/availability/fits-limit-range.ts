import { ContainerLimits, containerLimits } from '../facts/namespaces/limit-ranges';
import { containerDemand, ResourceLine } from '../facts/pods/admitted-demand';
import { ContainerVerdict, judgeContainers, isEphemeral } from '../facts/pods/containers';
import { someNames } from '../facts/pods/selected-owners';
import { ICheck } from '../model/check';
import { PodContainer } from '../model/manifest-pods';
import { Severity } from '../model/severity';
import { formatAmount, quantityOf } from '../model/values/quantity-of';

const LISTS = ['limits', 'requests'] as const;

/** What containers ask for lies between what the LimitRange of the namespace allows. */
export const FITS_LIMIT_RANGE: ICheck = {
  id: 'fits-limit-range',
  title: 'Containers fit the LimitRange of their namespace',
  box: 'quotas',
  severity: Severity.CRITICAL,
  why: 'The API server refuses such pods: the workload is created, and no pod of it ever is.',
  remedy: {
    manifest: 'Lower the resources of the container, or raise max of the LimitRange.',
    construct: 'Remove the patch: ProductionNamespace allows what the workloads in it ask for.',
  },
  references: ['https://kubernetes.io/docs/concepts/policy/limit-range/#limitrange-and-admission-checks-for-pods'],
  appliesTo: ['pods'],
  evaluate: ({ namespace, pods }, cluster) => {
    const limits = containerLimits(cluster, namespace);
    if (limits.length === 0) return [];
    return judgeContainers(pods, (container) => (isEphemeral(container) ? undefined : judge(container, limits)));
  },
};

function judge(container: PodContainer, limits: readonly ContainerLimits[]): ContainerVerdict {
  for (const limit of limits) {
    for (const resource of Object.keys({ ...limit.max, ...limit.min, ...limit.default })) {
      const [failure] = LISTS.flatMap((list) => outOfRange(container, limit, { list, resource }));
      if (failure !== undefined) return failure;
    }
  }
  const resources = new Set(limits.flatMap((limit) => Object.keys({ ...limit.max, ...limit.min, ...limit.default })));
  const [failure] = [...resources].flatMap((resource) => requestAboveLimit(container, limits, resource));
  return failure ?? { passed: true, message: `fits LimitRange ${someNames(limits.map(({ source }) => source))}` };
}

function outOfRange(container: PodContainer, limit: ContainerLimits, line: ResourceLine): ContainerVerdict[] {
  const { list, resource } = line;
  const demand = containerDemand(container, line, [limit]);
  if (demand === undefined) return [];
  const [max, min] = [quantityOf(limit.max[resource]), quantityOf(limit.min[resource])];
  const bound = max !== undefined && demand > max ? 'at most' : 'at least';
  const allowed = bound === 'at most' ? max : min;
  if (allowed === undefined || bound === 'at least' && demand >= allowed) return [];
  const [actual, expected] = [formatAmount(resource, demand), `${bound} ${formatAmount(resource, allowed)}`];
  const message = `has ${actual} in ${list} of ${resource}, where LimitRange ${limit.source.name} allows ${expected}`;
  return [{ passed: false, path: `${container.path}.resources.${list}.${resource}`, message, actual, expected }];
}

/** A container without a limit gets the one of the LimitRange, even where it is below its request. */
function requestAboveLimit(
  container: PodContainer, limits: readonly ContainerLimits[], resource: string,
): ContainerVerdict[] {
  const request = containerDemand(container, { list: 'requests', resource }, limits);
  const limit = containerDemand(container, { list: 'limits', resource }, limits);
  if (request === undefined || limit === undefined || request <= limit) return [];
  const [actual, expected] = [formatAmount(resource, request), `at most ${formatAmount(resource, limit)}`];
  const message = `requests ${actual} of ${resource} and gets a limit of ${formatAmount(resource, limit)}`;
  return [{ passed: false, path: `${container.path}.resources.limits.${resource}`, message, actual, expected }];
}
