import { isBeyondNamespaces } from '../../internal/values/rbac/kubernetes-resources';
import { judgeRoleRules } from '../facts/access/role-rules';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { listOf } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

/** A Role grants what stands in namespaces. */
export const ROLE_STAYS_IN_ITS_NAMESPACE: ICheck = {
  id: 'role-stays-in-its-namespace',
  title: 'Roles grant what stands in namespaces',
  box: 'access',
  severity: Severity.WARNING,
  why: 'A Role holds in one namespace, and nothing of what stands in none: whoever has it is refused all the same.',
  remedy: {
    manifest: 'Grant it by a ClusterRole and a ClusterRoleBinding, or leave it out.',
    construct: 'WorkloadAccess with AccessScope.cluster(reason)',
  },
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#role-and-clusterrole'],
  appliesTo: ['rbac.authorization.k8s.io/Role'],
  evaluate: (manifest) => judgeRoleRules(manifest, 'grants what stands in namespaces', (rule) => {
    const verbs = listOf(rule.verbs).map(textOf);
    const beyond = listOf(rule.resources).map(textOf).filter((resource) => (
      listOf(rule.apiGroups).length > 0
        && listOf(rule.apiGroups).every((group) => isBeyondNamespaces(textOf(group), resource, verbs))
    ));
    if (beyond.length === 0) return undefined;
    return { message: `grants ${beyond.join(', ')}, which stands in no namespace`, field: 'resources' };
  }),
};
