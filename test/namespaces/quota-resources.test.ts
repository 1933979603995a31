import { isCounted, isQuotaResource } from '../../src/namespaces/quota-resources';

// https://kubernetes.io/docs/concepts/policy/resource-quotas/#types-of-resource-quota
const COUNTED = [
  'pods', 'services', 'secrets', 'configmaps', 'persistentvolumeclaims', 'replicationcontrollers', 'resourcequotas',
  'services.nodeports', 'services.loadbalancers', 'count/deployments.apps', 'count/widgets.example.com',
  'requests.nvidia.com/gpu', 'gold.storageclass.storage.k8s.io/persistentvolumeclaims',
];
const MEASURED = [
  'cpu', 'memory', 'storage', 'ephemeral-storage', 'requests.cpu', 'requests.memory', 'requests.storage',
  'requests.ephemeral-storage', 'limits.cpu', 'limits.memory', 'limits.ephemeral-storage',
  'hugepages-2Mi', 'requests.hugepages-1Gi', 'gold.storageclass.storage.k8s.io/requests.storage',
];

describe('a resource of a quota', () => {
  it.each([...COUNTED.map((name) => [name, true]), ...MEASURED.map((name) => [name, false])] as [string, boolean][])(
    '%s is known (counted: %s)', (name, counted) => {
      expect(isQuotaResource(name)).toBe(true);
      expect(isCounted(name)).toBe(counted);
    },
  );

  it.each([
    '', 'pod', 'Pods', 'CPU', 'limit.cpu', 'limits.storage', 'limits.hugepages-2Mi', 'hugepages-2M', 'hugepages-', '/',
    'count/', '/gpu', 'a/b/c', 'requests.nvidia.com/', 'constructor', '__proto__', 'cpu\n', ' cpu',
  ])('%j is unknown', (name) => {
    expect(isQuotaResource(name)).toBe(false);
  });
});
