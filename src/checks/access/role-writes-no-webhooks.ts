import { judgeRiskyRights } from '../facts/access/role-rules';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** A role does not change what is admitted. */
export const ROLE_WRITES_NO_WEBHOOKS: ICheck = {
  id: 'role-writes-no-webhooks',
  title: 'Roles change no admission webhooks or policies',
  box: 'access',
  severity: Severity.CRITICAL,
  why: 'A webhook sees every object that is written, Secrets among them, and may change it; whoever removes a policy '
    + 'or a webhook has everything admitted.',
  remedy: {
    manifest: 'Leave webhooks to whoever deploys; for a controller that keeps its own, name it in resourceNames, and a '
      + 'waiver says why.',
    construct: "ResourceRule.of({ ..., reason: '...' }), or a right that is smaller",
  },
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#control-admission-webhooks',
    'checkov:CKV_K8S_155', 'kubescape:C-0281', 'trivy:KSV-0114',
    'kyverno:restrict-clusterrole-mutating-validating-admission-webhooks',
  ],
  appliesTo: ['rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/ClusterRole'],
  evaluate: (manifest) => (
    judgeRiskyRights(manifest, 'role-writes-no-webhooks', 'changes no admission')
  ),
};
