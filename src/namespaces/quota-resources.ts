import { isQualifiedKey } from '../internal/naming/names';

const COUNTED = new Set([
  'pods', 'services', 'replicationcontrollers', 'resourcequotas', 'secrets', 'configmaps', 'persistentvolumeclaims',
  'services.nodeports', 'services.loadbalancers',
]);
const MEASURED = new Set([
  'cpu', 'memory', 'storage', 'ephemeral-storage', 'requests.cpu', 'requests.memory', 'requests.storage',
  'requests.ephemeral-storage', 'limits.cpu', 'limits.memory', 'limits.ephemeral-storage',
]);
const HUGE_PAGES = /^(requests\.)?hugepages-\d+[KMGTPE]i$/;
const OF_STORAGE_CLASS = /\.storageclass\.storage\.k8s\.io\/requests\.storage$/;

/**
 * Whether a ResourceQuota knows a resource.
 *
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/#types-of-resource-quota
 */
export function isQuotaResource(name: string): boolean {
  const isExtended = name.includes('/') && isQualifiedKey(name);
  return COUNTED.has(name) || MEASURED.has(name) || HUGE_PAGES.test(name) || isExtended;
}

/** Whether a resource comes in whole things: objects, or devices such as `requests.nvidia.com/gpu`. */
export function isCounted(name: string): boolean {
  return COUNTED.has(name) || (name.includes('/') && !OF_STORAGE_CLASS.test(name));
}
