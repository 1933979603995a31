import { judgeRiskyRights } from '../facts/access/role-rules';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** A role does not decide who is let in by certificate. */
export const ROLE_APPROVES_NO_CERTIFICATES: ICheck = {
  id: 'role-approves-no-certificates',
  title: 'Roles approve no certificates',
  box: 'access',
  severity: Severity.CRITICAL,
  why: 'Whoever approves requests can have a certificate for any user and group that the signer takes, such as a node '
    + 'or an administrator, and no certificate can be taken back.',
  remedy: {
    manifest: 'Take certificatesigningrequests/approval out of the rule; for a controller that approves, a waiver says '
      + 'why.',
    construct: "ResourceRule.of({ ..., reason: '...' }), or a right that is smaller",
  },
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#csrs-and-certificate-issuing',
    'checkov:CKV_K8S_156', 'kubescape:C-0280', 'kyverno:restrict-clusterrole-csr',
  ],
  appliesTo: ['rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/ClusterRole'],
  evaluate: (manifest) => judgeRiskyRights(manifest, 'role-approves-no-certificates', 'approves no certificates'),
};
