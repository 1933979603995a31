import { DEFAULT_LIMITS, DEFAULT_REQUESTS } from '../internal/manifest/container-defaults';
import { WorkloadDemand } from '../internal/tree/namespace-registry';
import { formatBytes, formatCpu, Nanos, parseQuantity } from '../internal/values/quantity';

const MIN_MEMORY = quantity('4Mi');
const MAX_CPU = quantity('4');
const MAX_MEMORY = quantity('8Gi');
const MAX_EPHEMERAL_STORAGE = quantity('10Gi');

/**
 * The `spec.limits` of a namespace's LimitRange: what a container gets that does not say, and the most it may ask for.
 *
 * The most is what the largest container inside needs, four CPUs and 8 GiB at least: a slip of the keyboard
 * (`512Gi`) is refused at once instead of waiting for a node for ever.
 */
export function containerLimits(demands: readonly WorkloadDemand[]) {
  const containers = demands.flatMap((demand) => demand.containers);
  // A default or a maximum would give a CPU limit to the containers that have none by choice.
  const areCpuLimited = containers.every(({ cpuLimit }) => cpuLimit !== undefined);
  const maxCpu = formatCpu(most(MAX_CPU, containers.map(({ cpuLimit }) => cpuLimit ?? 0n)));
  const maxStorage = most(MAX_EPHEMERAL_STORAGE, containers.map((container) => container.ephemeralStorageLimit));
  return [{
    type: 'Container',
    defaultRequest: { ...DEFAULT_REQUESTS },
    default: areCpuLimited ? { ...DEFAULT_LIMITS } : { ...DEFAULT_LIMITS, cpu: undefined },
    min: { cpu: '1m', memory: formatBytes(least(MIN_MEMORY, containers.map(({ memoryRequest }) => memoryRequest))) },
    max: {
      ...(areCpuLimited ? { cpu: maxCpu } : {}),
      'memory': formatBytes(most(MAX_MEMORY, containers.map(({ memoryLimit }) => memoryLimit))),
      'ephemeral-storage': formatBytes(maxStorage),
    },
  }];
}

function most(floor: Nanos, amounts: Nanos[]): Nanos {
  return amounts.reduce((left, right) => (left > right ? left : right), floor);
}

function least(ceiling: Nanos, amounts: Nanos[]): Nanos {
  return amounts.reduce((left, right) => (left < right ? left : right), ceiling);
}

function quantity(text: string): Nanos {
  return parseQuantity(text) ?? 0n;
}
