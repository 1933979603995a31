import { isBootstrapRole, mayBeRoleOfProvider } from '../facts/access/bootstrap-objects';
import { judgeReferences } from '../facts/references/reference-findings';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { mapOf } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

/** The role that a binding gives is in the input. */
export const ROLE_EXISTS: ICheck = {
  id: 'role-exists',
  title: 'The role of a binding exists',
  box: 'references',
  severity: Severity.WARNING,
  why: 'A binding to a role which is not there gives nothing, until somebody makes a role of that name.',
  remedy: {
    manifest: 'Add it, or declare it: metadata.annotations[preflight/external]: "ClusterRole/reader".',
  },
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding',
  ],
  appliesTo: ['rbac.authorization.k8s.io/RoleBinding', 'rbac.authorization.k8s.io/ClusterRoleBinding'],
  evaluate: (manifest, cluster) => {
    const { kind, name } = mapOf(manifest.content.roleRef);
    const reference = { kind: textOf(kind), name: textOf(name), path: 'roleRef' };
    const namespace = kind === 'ClusterRole' ? '' : manifest.namespace;
    const groupKind = `rbac.authorization.k8s.io/${reference.kind}`;
    const isHere = cluster.named(groupKind, namespace, reference.name) !== undefined;
    if (!isHere && mayBeRoleOfProvider(reference.kind, reference.name)) return [];
    return judgeReferences(manifest, [reference], (role) => (
      isHere || isBootstrapRole(role.kind, namespace, role.name)
    ));
  },
};
