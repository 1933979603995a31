import { judgeRiskyRights } from '../facts/access/role-rules';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** A role does not decide what is admitted in a namespace. */
export const ROLE_CHANGES_NO_NAMESPACES: ICheck = {
  id: 'role-changes-no-namespaces',
  title: 'Roles change no namespaces',
  box: 'access',
  severity: Severity.WARNING,
  why: 'The labels of a Namespace say which pods it takes and which NetworkPolicies let it in: whoever changes them '
    + 'may run privileged pods in it, and so on the node.',
  remedy: {
    manifest: 'Take update and patch of namespaces out of the rule; for a controller that labels them, a waiver says '
      + 'why.',
    construct: "ResourceRule.of({ ..., reason: '...' }), or a right that is smaller",
  },
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#namespace-modification'],
  appliesTo: ['rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/ClusterRole'],
  evaluate: (manifest) => judgeRiskyRights(manifest, 'role-changes-no-namespaces', 'changes no namespaces'),
};
