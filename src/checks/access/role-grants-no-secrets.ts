import { riskyGrants } from '../../internal/values/rbac/risky-rights';
import { BY_WILDCARD, judgeRoleRules } from '../facts/access/role-rules';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** A role reads the secrets that it names, not all of them. */
export const ROLE_GRANTS_NO_SECRETS: ICheck = {
  id: 'role-grants-no-secrets',
  title: 'Roles do not read all secrets',
  box: 'access',
  severity: Severity.WARNING,
  why: 'Whoever can read every Secret holds every password and token of the namespace, or of the cluster. The answer '
    + 'to a patch, and to the deletion of many, holds the Secrets too.',
  remedy: { manifest: 'Give the rule resourceNames, or mount the Secret into the pod instead.' },
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#listing-secrets',
    'kube-linter:access-to-secrets', 'checkov:CKV2_K8S_5', 'kubescape:C-0015', 'kubescape:C-0186', 'trivy:KSV-0041',
    'trivy:KSV-0113', 'kyverno:restrict-secret-role-verbs',
  ],
  // Trivy refuses writing, too; to replace them is to read none. Of making them role-grants-no-tokens tells.
  appliesTo: ['rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/ClusterRole'],
  evaluate: (manifest) => judgeRoleRules(manifest, 'reads no Secret that it does not name', (rule) => {
    const [secrets] = riskyGrants(rule, 'role-grants-no-secrets');
    if (secrets === undefined) return undefined;
    if (!secrets.isNamed) return BY_WILDCARD;
    return { message: `grants ${secrets.verbs.join(', ')} of all Secrets`, field: 'resources' };
  }),
};
