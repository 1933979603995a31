import { BY_WILDCARD, judgeRoleRules, grantedVerbs, isLimitedToNamedObjects } from '../facts/access/role-rules';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { listOf, PlainMap } from '../model/values/plain-data';

const ROLES = 'rbac.authorization.k8s.io';

/** A role does not give its holder more than it holds. */
export const ROLE_CANNOT_ESCALATE: ICheck = {
  id: 'role-cannot-escalate',
  title: 'Roles give nobody more rights than they list',
  box: 'access',
  severity: Severity.CRITICAL,
  why: 'With bind, escalate or impersonate the holder takes any right of the cluster, whatever else the role says. '
    + 'Whom to impersonate are users, groups and accounts; on roles there is no such verb, and it grants nothing.',
  remedy: { manifest: 'Take bind, escalate and impersonate out of verbs, or name the roles to bind in resourceNames.' },
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#escalate-verb'],
  appliesTo: ['rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/ClusterRole'],
  evaluate: (manifest) => judgeRoleRules(manifest, 'grants no way to more rights', (rule) => {
    const verbs = escalations(rule);
    if (verbs.length === 0) return undefined;
    const named = verbs.filter((verb) => listOf(rule.verbs).includes(verb));
    return named.length === 0 ? BY_WILDCARD : { message: `grants ${named.join(' and ')}`, field: 'verbs' };
  }),
};

function escalations(rule: PlainMap): string[] {
  // Named roles may be bound: that is how Kubernetes says it should be done.
  const onRoles = isLimitedToNamedObjects(rule) ? ['escalate'] : ['bind', 'escalate'];
  const granted = [
    ...['roles', 'clusterroles'].flatMap((resource) => grantedVerbs(rule, { group: ROLES, resource, verbs: onRoles })),
    // Bindings know no such verb; whoever writes it means to bind all the same.
    ...['rolebindings', 'clusterrolebindings'].flatMap((resource) => (
      grantedVerbs(rule, { group: ROLES, resource, verbs: onRoles.filter((verb) => verb === 'bind') })
    )),
    ...['users', 'groups', 'serviceaccounts'].flatMap((resource) => (
      grantedVerbs(rule, { group: '', resource, verbs: isLimitedToNamedObjects(rule) ? [] : ['impersonate'] })
    )),
  ];
  return [...new Set(granted)];
}
