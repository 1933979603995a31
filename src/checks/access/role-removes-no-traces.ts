import { judgeRiskyRights } from '../facts/access/role-rules';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** What happened stays to be seen. */
export const ROLE_REMOVES_NO_TRACES: ICheck = {
  id: 'role-removes-no-traces',
  title: 'Roles delete no Events',
  box: 'access',
  severity: Severity.WARNING,
  why: 'Events are what is left of a pod that was started, killed or refused: whoever broke in deletes them first, and '
    + 'they end by themselves after an hour.',
  remedy: {
    manifest: 'Take delete and deletecollection out of the rule; who reports needs create and patch alone.',
    construct: "ResourceRule.of({ ..., reason: '...' }), or a right that is smaller",
  },
  references: [
    'https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/',
    'kubescape:C-0031',
  ],
  appliesTo: ['rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/ClusterRole'],
  // Trivy asks the same of pods/log, which the API server only ever reads.
  evaluate: (manifest) => judgeRiskyRights(manifest, 'role-removes-no-traces', 'removes no traces'),
};
