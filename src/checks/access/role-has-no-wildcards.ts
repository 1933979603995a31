import { judgeRoleRules, RuleProblem } from '../facts/access/role-rules';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { listOf, PlainMap } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

const FIELDS = ['verbs', 'resources', 'apiGroups'] as const;

/** A role lists what it grants. */
export const ROLE_HAS_NO_WILDCARDS: ICheck = {
  id: 'role-has-no-wildcards',
  title: 'Roles list what they grant',
  box: 'access',
  severity: Severity.CRITICAL,
  why: 'A wildcard grants what nobody thought of, and everything that is installed later.',
  remedy: { manifest: 'rules: [{apiGroups: [""], resources: [configmaps], verbs: [get, list, watch]}]' },
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/', 'kube-linter:wildcard-in-rules',
    'checkov:CKV_K8S_49', 'kubescape:C-0187', 'trivy:KSV-0044', 'trivy:KSV-0045', 'trivy:KSV-0046', 'trivy:KSV-0112',
    'kyverno:restrict-wildcard-verbs', 'kyverno:restrict-wildcard-resources',
  ],
  appliesTo: ['rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/ClusterRole'],
  evaluate: (manifest) => judgeRoleRules(manifest, 'lists what it grants', wildcardIn),
};

function wildcardIn(rule: PlainMap): RuleProblem | undefined {
  const field = FIELDS.find((name) => listOf(rule[name]).some((item) => textOf(item).includes('*')));
  if (field !== undefined) return { message: `grants any of its ${field}`, field };
  // Below an address a wildcard is how one is written.
  return listOf(rule.nonResourceURLs).some((address) => address === '*' || address === '/*')
    ? { message: 'grants every address of the API server', field: 'nonResourceURLs' }
    : undefined;
}
