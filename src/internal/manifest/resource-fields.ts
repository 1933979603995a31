import { ResourceDemand } from '../tree/namespace-registry';
import { formatBytes, formatCpu } from '../values/quantity';

/** The `resources` of a container, in the form in which the API server gives quantities back. */
export function resourceFields(demand: ResourceDemand) {
  return {
    requests: {
      'cpu': formatCpu(demand.cpuRequest),
      'memory': formatBytes(demand.memoryRequest),
      'ephemeral-storage': formatBytes(demand.ephemeralStorageRequest),
    },
    limits: {
      ...(demand.cpuLimit === undefined ? {} : { cpu: formatCpu(demand.cpuLimit) }),
      'memory': formatBytes(demand.memoryLimit),
      'ephemeral-storage': formatBytes(demand.ephemeralStorageLimit),
    },
  };
}
