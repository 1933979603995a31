import { judgeReferences } from '../facts/references/reference-findings';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { mapOf } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

const MADE_BY_KUBERNETES = /^(cluster-admin|admin|edit|view|system:.*)$/;

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
    return judgeReferences(manifest, [reference], (role) => (
      role.kind === 'ClusterRole' && MADE_BY_KUBERNETES.test(role.name)
        || cluster.named(`rbac.authorization.k8s.io/${role.kind}`, namespace, role.name) !== undefined
    ));
  },
};
