import { isVerb, meantVerb } from '../../internal/values/rbac/verbs';
import { judgeRoleRules, RuleProblem } from '../facts/access/role-rules';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { listOf, PlainMap } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

/** A role names verbs that the API server asks for. */
export const ROLE_VERBS_EXIST: ICheck = {
  id: 'role-verbs-exist',
  title: 'Roles grant verbs that exist',
  box: 'access',
  severity: Severity.WARNING,
  why: 'The API server takes any word as a verb, and never asks for one that there is not: the role grants nothing.',
  remedy: { manifest: 'rules: [{apiGroups: [""], resources: [pods], verbs: [get, list, watch]}]' },
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/authorization/#request-verb-resource'],
  appliesTo: ['rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/ClusterRole'],
  evaluate: (manifest) => judgeRoleRules(manifest, 'grants verbs that exist', unknownVerb),
};

/** APIs of others may have verbs of their own. */
function unknownVerb({ apiGroups, verbs }: PlainMap): RuleProblem | undefined {
  if (!listOf(apiGroups).every((group) => isOfKubernetes(textOf(group)))) return undefined;
  const unknown = listOf(verbs).map(textOf).find((verb) => verb !== '' && !isVerb(verb));
  if (unknown === undefined) return undefined;
  const meant = meantVerb(unknown);
  const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
  return { message: `grants ${unknown}, which is no verb of Kubernetes${hint}`, field: 'verbs' };
}

function isOfKubernetes(group: string): boolean {
  return !/[.*]/.test(group) || group.endsWith('.k8s.io');
}
