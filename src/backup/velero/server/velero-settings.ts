import { ApiObject, Size } from 'cdk8s';
import { ConfigMap } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { SERVER_NAME } from './velero-program';
import { ResourceDemand } from '../../../internal/tree/namespace-registry';
import { parseQuantity } from '../../../internal/values/quantity';
import { Platform } from '../../../platform/platform';

const CPU = { cpuRequest: '100m', cpuLimit: '1' };

/** Sizes of what Velero makes pods for. */
export interface HelperSizes {
  readonly scratch: Size;
  readonly memory: Size;
}

/** The ConfigMaps that Velero reads. */
export interface VeleroSettings {
  readonly repositories: ConfigMap;
  readonly maintenance: ConfigMap;
  readonly nodeAgent: ConfigMap;
}

/**
 * What flags cannot say: how large the pods are that Velero makes, and how much of their storage repositories cache.
 *
 * @see https://velero.io/docs/v1.18/data-movement-node-selection/
 */
export function veleroSettings(scope: Construct, namespace: string, sizes: HelperSizes): VeleroSettings {
  const podResources = { ...CPU, ...helperSizes(sizes) };
  // Contents and metadata are cached apart, each up to this; the rest is for what is on its way.
  const cacheLimitMB = Math.floor(sizes.scratch.toMebibytes() / 4);
  const make = (id: string, name: string, data: Record<string, unknown>) => new ConfigMap(scope, id, {
    metadata: { name: `${SERVER_NAME}-${name}`, namespace, labels: Platform.of(scope)._objectLabels() },
    data: Object.fromEntries(Object.entries(data).map(([key, value]) => [key, JSON.stringify(value)])),
  });
  return {
    repositories: make('Repositories', 'repositories', { kopia: { cacheLimitMB } }),
    maintenance: make('Maintenance', 'maintenance', { global: { podResources, keepLatestMaintenanceJobs: 1 } }),
    nodeAgent: make('NodeAgentSettings', 'node-agent', {
      'node-agent.json': { loadConcurrency: { globalConfig: 1 }, podResources },
    }),
  };
}

/** What one of these pods asks for. */
export function helperDemand(sizes: HelperSizes): ResourceDemand {
  const { memoryLimit, ephemeralStorageLimit } = helperSizes(sizes);
  const memory = parseQuantity(memoryLimit)!;
  const storage = parseQuantity(ephemeralStorageLimit)!;
  return {
    cpuRequest: parseQuantity(CPU.cpuRequest)!,
    cpuLimit: parseQuantity(CPU.cpuLimit)!,
    memoryRequest: memory,
    memoryLimit: memory,
    ephemeralStorageRequest: storage,
    ephemeralStorageLimit: storage,
  };
}

function helperSizes({ scratch, memory }: HelperSizes) {
  const [storage, bytes] = [`${scratch.toMebibytes()}Mi`, `${memory.toMebibytes()}Mi`];
  return {
    memoryRequest: bytes, memoryLimit: bytes, ephemeralStorageRequest: storage, ephemeralStorageLimit: storage,
  };
}

/** The name of a ConfigMap. */
export function nameOf(map: ConfigMap): string {
  return ApiObject.of(map).name;
}
