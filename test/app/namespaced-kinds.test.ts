import { isNamespaced } from '../../src/app/namespaced-kinds';

describe('isNamespaced', () => {
  it.each([
    ['v1', 'ConfigMap'], ['v1', 'Secret'], ['v1', 'ServiceAccount'], ['v1', 'PersistentVolumeClaim'], ['v1', 'Pod'],
    ['apps/v1', 'Deployment'], ['batch/v1', 'CronJob'], ['networking.k8s.io/v1', 'Ingress'], ['policy/v1', 'Eviction'],
    ['rbac.authorization.k8s.io/v1', 'RoleBinding'], ['autoscaling/v2', 'HorizontalPodAutoscaler'],
    ['monitoring.coreos.com/v1', 'ServiceMonitor'], ['cert-manager.io/v1', 'Certificate'],
    ['external-secrets.io/v1', 'ExternalSecret'], ['gateway.networking.k8s.io/v1', 'HTTPRoute'],
  ])('is true for %s %s', (apiVersion, kind) => {
    expect(isNamespaced({ apiVersion, kind })).toBe(true);
  });

  it.each([
    ['v1', 'Namespace'], ['v1', 'PersistentVolume'], ['v1', 'List'], ['v1', 'ConfigMapList'],
    ['rbac.authorization.k8s.io/v1', 'ClusterRole'], ['storage.k8s.io/v1', 'StorageClass'],
    ['cert-manager.io/v1', 'ClusterIssuer'], ['gateway.networking.k8s.io/v1', 'GatewayClass'],
    ['external-secrets.io/v1', 'ClusterSecretStore'], ['example.com/v1', 'Anything'],
    ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'], ['snapshot.storage.k8s.io/v1', 'VolumeSnapshotClass'],
    ['constructor/v1', 'name'], ['__proto__/v1', 'x'], [undefined, undefined],
  ])('is false for %s %s, which may belong to none', (apiVersion, kind) => {
    expect(isNamespaced({ apiVersion, kind })).toBe(false);
  });
});
