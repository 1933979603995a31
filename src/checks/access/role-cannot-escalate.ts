import { riskyGrants } from '../../internal/values/rbac/risky-rights';
import { BY_WILDCARD, judgeRoleRules } from '../facts/access/role-rules';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { listOf } from '../model/values/plain-data';

/** A role does not give its holder more than it holds. */
export const ROLE_CANNOT_ESCALATE: ICheck = {
  id: 'role-cannot-escalate',
  title: 'Roles give nobody more rights than they list',
  box: 'access',
  severity: Severity.CRITICAL,
  why: 'With bind, escalate or impersonate the holder takes any right of the cluster, whatever else the role says. '
    + 'Whom to impersonate are users, groups and accounts; on roles there is no such verb, and it grants nothing. '
    + 'impersonate:user-info and its kind, since Kubernetes 1.35, let it do as them what impersonate-on: says.',
  remedy: {
    manifest: 'Take bind, escalate and impersonate out of verbs; where a few roles are to be bound, name them, and a '
      + 'waiver says why.',
    construct: "ResourceRule.of({ ..., reason: '...' }), or a right that is smaller",
  },
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#escalate-verb',
    'https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/#constrained-impersonation',
    'checkov:CKV2_K8S_3', 'checkov:CKV_K8S_157', 'checkov:CKV_K8S_158', 'checkov:CKV2_K8S_1', 'kubescape:C-0065',
    'kubescape:C-0191', 'trivy:KSV-0043', 'kyverno:restrict-escalation-verbs-roles',
  ],
  appliesTo: ['rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/ClusterRole'],
  evaluate: (manifest) => judgeRoleRules(manifest, 'grants no way to more rights', (rule) => {
    const verbs = [...new Set(riskyGrants(rule, 'role-cannot-escalate').flatMap((granted) => granted.verbs))];
    if (verbs.length === 0) return undefined;
    const named = verbs.filter((verb) => listOf(rule.verbs).includes(verb));
    return named.length === 0 ? BY_WILDCARD : { message: `grants ${named.join(' and ')}`, field: 'verbs' };
  }),
};
