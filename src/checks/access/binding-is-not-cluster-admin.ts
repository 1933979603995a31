import { grantsEverything } from '../../internal/values/rbac/policy-rules';
import { belongsToCluster } from '../facts/access/reserved-names';
import { ICheck } from '../model/check';
import { Cluster } from '../model/cluster';
import { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { mapOf, mapsIn } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

/** Nobody is given every right. */
export const BINDING_IS_NOT_CLUSTER_ADMIN: ICheck = {
  id: 'binding-is-not-cluster-admin',
  title: 'Nothing is bound to cluster-admin',
  box: 'access',
  severity: Severity.CRITICAL,
  why: 'Whoever holds cluster-admin holds every secret and every node, also where the binding is for one namespace. A '
    + 'Role that is merely named cluster-admin gives what its rules say, and is judged by them.',
  remedy: { manifest: 'Write a Role with what is needed, and name it in roleRef.' },
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/', 'kube-linter:cluster-admin-role-binding',
    'polaris:clusterrolebindingClusterAdmin', 'polaris:rolebindingClusterAdminClusterRole',
    'polaris:rolebindingClusterAdminRole', 'kubescape:C-0035', 'kubescape:C-0185', 'kubescape:C-0272',
    'kubescape:C-0267', 'trivy:KSV-0111', 'kyverno:restrict-binding-clusteradmin',
  ],
  appliesTo: ['rbac.authorization.k8s.io/RoleBinding', 'rbac.authorization.k8s.io/ClusterRoleBinding'],
  evaluate: (binding, cluster) => {
    const { kind, name } = mapOf(binding.content.roleRef);
    if (typeof name !== 'string') return [];
    const place = { path: 'roleRef.name', actual: name };
    if (belongsToCluster(binding)) return [{ ...place, passed: true, message: 'belongs to the cluster itself' }];
    if (kind === 'ClusterRole' && name === 'cluster-admin') {
      return [{ ...place, passed: false, message: `gives the role ${name}` }];
    }
    const isAdmin = mapsIn(roleOf(binding, cluster)?.content.rules).some(({ item }) => grantsEverything(item));
    const message = isAdmin ? `gives the role ${name}, which may do everything` : `gives the role ${name}`;
    return [{ ...place, passed: !isAdmin, message }];
  },
};

/** The role that a binding gives; undefined where it is not in the manifests. */
function roleOf({ namespace, content }: Manifest, cluster: Cluster): Manifest | undefined {
  const { kind, name } = mapOf(content.roleRef);
  const home = kind === 'Role' ? namespace : '';
  return cluster.named(`rbac.authorization.k8s.io/${textOf(kind)}`, home, textOf(name));
}
