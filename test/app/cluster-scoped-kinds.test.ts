import { isClusterScoped } from '../../src/app/cluster-scoped-kinds';

describe('isClusterScoped', () => {
  it.each([
    ['v1', 'Namespace'], ['v1', 'Node'], ['v1', 'PersistentVolume'], ['rbac.authorization.k8s.io/v1', 'ClusterRole'],
    ['rbac.authorization.k8s.io/v1', 'ClusterRoleBinding'], ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'],
    ['admissionregistration.k8s.io/v1beta1', 'ValidatingAdmissionPolicy'], ['storage.k8s.io/v1', 'StorageClass'],
    ['scheduling.k8s.io/v1', 'PriorityClass'], ['networking.k8s.io/v1', 'IngressClass'],
    ['node.k8s.io/v1', 'RuntimeClass'],
    ['apiregistration.k8s.io/v1', 'APIService'], ['certificates.k8s.io/v1', 'CertificateSigningRequest'],
    ['flowcontrol.apiserver.k8s.io/v1', 'FlowSchema'], ['resource.k8s.io/v1', 'DeviceClass'],
  ])('is true for %s %s', (apiVersion, kind) => {
    expect(isClusterScoped({ apiVersion, kind })).toBe(true);
  });

  it.each([
    ['v1', 'ConfigMap'], ['v1', 'ClusterRole'], ['rbac.authorization.k8s.io/v1', 'Role'], ['apps/v1', 'Deployment'],
    ['example.com/v1', 'Namespace'], ['core/v1', 'Namespace'], ['networking.k8s.io/v1', 'Ingress'],
    ['storage.k8s.io/v1', 'CSIStorageCapacity'], ['resource.k8s.io/v1', 'ResourceClaim'],
    ['constructor/v1', 'name'], ['__proto__/v1', 'x'], ['toString/v1', 'x'], ['v1', 'constructor'],
    [undefined, undefined],
  ])('is false for %s %s', (apiVersion, kind) => {
    expect(isClusterScoped({ apiVersion, kind })).toBe(false);
  });
});
