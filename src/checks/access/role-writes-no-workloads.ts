import { judgedOfPeople } from '../facts/access/role-holders';
import { judgeRiskyRights } from '../facts/access/role-rules';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** A role that pods hold starts and changes no other pods. */
export const ROLE_WRITES_NO_WORKLOADS: ICheck = {
  id: 'role-writes-no-workloads',
  title: 'Pods do not start or change other pods',
  box: 'access',
  severity: Severity.ADVICE,
  why: 'Whoever makes pods, or changes what makes them, reads every Secret and acts as every ServiceAccount of the '
    + 'namespace, or of all of them, also by a workload that the rule names. An operator does it for its living, '
    + 'and a waiver says so.',
  remedy: {
    manifest: 'Scale by deployments/scale, and restart by deleting pods; people may hold it.',
    construct: "ResourceRule.of({ ..., reason: '...' }), or a right that is smaller",
  },
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation',
    'kube-linter:access-to-create-pods',
    'kubescape:C-0188',
    'trivy:KSV-0048',
  ],
  appliesTo: ['rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/ClusterRole'],
  evaluate: (manifest, cluster) => (
    judgedOfPeople(manifest, cluster, 'whose work it is')
      ?? judgeRiskyRights(manifest, 'role-writes-no-workloads', 'starts and changes no pods')
  ),
};
