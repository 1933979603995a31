import { ResourceDemand } from '../internal/tree/namespace-registry';

/** What one container of a pod asks for. */
export interface ContainerDemand {
  /** Whether it ends before the next one starts. */
  readonly ends: boolean;
  readonly resources: ResourceDemand;
}

/**
 * What a pod asks for as the scheduler and quotas count it: all that runs together, or more while it starts.
 *
 * @param containers in the order in which they start
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers
 */
export function podDemand(containers: readonly ContainerDemand[]): ResourceDemand {
  const areCpuLimited = containers.every(({ resources }) => resources.cpuLimit !== undefined);
  const most = (amount: (demand: ResourceDemand) => bigint) => highWaterMark(containers, amount);
  return {
    cpuRequest: most((demand) => demand.cpuRequest),
    cpuLimit: areCpuLimited ? most((demand) => demand.cpuLimit ?? 0n) : undefined,
    memoryRequest: most((demand) => demand.memoryRequest),
    memoryLimit: most((demand) => demand.memoryLimit),
    ephemeralStorageRequest: most((demand) => demand.ephemeralStorageRequest),
    ephemeralStorageLimit: most((demand) => demand.ephemeralStorageLimit),
  };
}

function highWaterMark(containers: readonly ContainerDemand[], amount: (demand: ResourceDemand) => bigint): bigint {
  let running = 0n;
  let most = 0n;
  for (const { ends, resources } of containers) {
    const now = running + amount(resources);
    if (now > most) most = now;
    if (!ends) running = now;
  }
  return most;
}
