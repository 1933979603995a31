import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { isMap, listOf } from '../model/values/plain-data';

/** A role grants something. */
export const ROLE_HAS_RULES: ICheck = {
  id: 'role-has-rules',
  title: 'Roles have rules',
  box: 'access',
  severity: Severity.WARNING,
  why: 'A role without rules grants nothing: whoever is bound to it is refused everything, and nobody sees why.',
  remedy: { manifest: 'rules: [{apiGroups: [""], resources: [configmaps], verbs: [get]}], or no role and binding.' },
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#role-and-clusterrole'],
  appliesTo: ['rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/ClusterRole'],
  evaluate: ({ content }) => {
    // Its rules are those of others, which the cluster fills in.
    if (isMap(content.aggregationRule)) return [];
    const passed = listOf(content.rules).length > 0;
    const message = passed ? 'has rules' : 'has no rule, and grants nothing';
    return [{ passed, message, path: 'rules', actual: content.rules }];
  },
};
