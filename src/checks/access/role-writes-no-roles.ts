import { judgedOfPeople } from '../facts/access/role-holders';
import { judgeRiskyRights } from '../facts/access/role-rules';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** A role that pods hold does not hand its rights on. */
export const ROLE_WRITES_NO_ROLES: ICheck = {
  id: 'role-writes-no-roles',
  title: 'Pods do not write roles and bindings',
  box: 'access',
  severity: Severity.WARNING,
  why: 'Whoever breaks into such a pod gives its rights to an account of their own, and keeps them when the pod is '
    + 'gone. The API server lets nobody grant what they do not hold; with escalate or bind it does.',
  remedy: {
    manifest: 'Write the roles where everything else is written, and take them out of the rule; people may hold it.',
    construct: "ResourceRule.of({ ..., reason: '...' }), or a right that is smaller",
  },
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks',
    'checkov:CKV2_K8S_1', 'trivy:KSV-0050', 'trivy:KSV-0051', 'trivy:KSV-0055', 'trivy:KSV-0052',
  ],
  appliesTo: ['rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/ClusterRole'],
  evaluate: (manifest, cluster) => (
    judgedOfPeople(manifest, cluster, 'who answer for what they grant')
      ?? judgeRiskyRights(manifest, 'role-writes-no-roles', 'writes no roles and bindings')
  ),
};
