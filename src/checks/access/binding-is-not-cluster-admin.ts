import { ICheck } from '../check';
import { mapOf } from '../engine/plain';
import { Severity } from '../severity';

/** Nobody is given every right. */
export const BINDING_IS_NOT_CLUSTER_ADMIN: ICheck = {
  id: 'binding-is-not-cluster-admin',
  title: 'Nothing is bound to cluster-admin',
  box: 'access',
  severity: Severity.CRITICAL,
  why: 'Whoever holds cluster-admin holds every secret and every node, also where the binding is for one namespace.',
  remedy: { manifest: 'Write a Role with what is needed, and name it in roleRef.' },
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
    'kube-linter:cluster-admin-role-binding', 'polaris:clusterrolebindingClusterAdmin',
    'polaris:rolebindingClusterAdminClusterRole', 'kubescape:C-0035', 'kubescape:C-0185', 'trivy:KSV-0111',
    'kyverno:restrict-binding-clusteradmin',
  ],
  appliesTo: ['rbac.authorization.k8s.io/RoleBinding', 'rbac.authorization.k8s.io/ClusterRoleBinding'],
  evaluate: ({ content }) => {
    const { kind, name } = mapOf(content.roleRef);
    if (typeof name !== 'string') return [];
    const passed = kind !== 'ClusterRole' || name !== 'cluster-admin';
    return [{ passed, message: `gives the role ${name}`, path: 'roleRef.name', actual: name }];
  },
};
