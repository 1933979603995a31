import { judgedOfPeople } from '../facts/access/role-holders';
import { judgeRiskyRights } from '../facts/access/role-rules';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** A role that pods hold does not say where traffic goes, or what is closed. */
export const ROLE_CHANGES_NO_NETWORK: ICheck = {
  id: 'role-changes-no-network',
  title: 'Pods do not change Services, routes and network policies',
  box: 'access',
  severity: Severity.ADVICE,
  why: 'Whoever writes Services, their endpoints or routes sends the traffic of others to pods or addresses of choice, '
    + 'past every NetworkPolicy; whoever writes policies opens what is closed. An operator does it for its living, and '
    + 'a waiver says so.',
  remedy: {
    manifest: 'Take create, update, patch and delete out of the rule; people may hold it.',
    construct: "ResourceRule.of({ ..., reason: '...' }), or a right that is smaller",
  },
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#write-access-for-endpoints',
    'https://github.com/kubernetes/kubernetes/issues/103675',
    'https://github.com/kubernetes/kubernetes/issues/97076',
    'checkov:CKV2_K8S_4', 'trivy:KSV-0056', 'kyverno:restrict-edit-for-endpoints',
  ],
  appliesTo: ['rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/ClusterRole'],
  evaluate: (manifest, cluster) => (
    judgedOfPeople(manifest, cluster, 'whose work it is')
      ?? judgeRiskyRights(manifest, 'role-changes-no-network', 'changes nothing of the network')
  ),
};
