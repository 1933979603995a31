import { judgeRiskyRights } from '../facts/access/role-rules';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** A role makes no tokens of all accounts. */
export const ROLE_GRANTS_NO_TOKENS: ICheck = {
  id: 'role-grants-no-tokens',
  title: 'Roles make no tokens for accounts that they do not name',
  box: 'access',
  severity: Severity.CRITICAL,
  why: 'A token for an account has all rights of that account, in a namespace or, by a ClusterRole or in kube-system, '
    + 'of any controller, also where the rule names it. A Secret of the type kubernetes.io/service-account-token is '
    + 'given one that never ends, of whichever account its annotation names: whoever makes Secrets has it where it '
    + 'may read them, or run a pod.',
  remedy: {
    manifest: 'Write a Role with resourceNames of the one account, in its namespace. Where Secrets have to be made, a '
      + 'waiver says why.',
    construct: "ResourceRule.of({ ..., reason: '...' }), or a right that is smaller",
  },
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#token-request',
    'https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#token-controller',
    'kubescape:C-0282',
  ],
  appliesTo: ['rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/ClusterRole'],
  evaluate: (manifest) => (
    judgeRiskyRights(manifest, 'role-grants-no-tokens', 'makes tokens for no account that it does not name')
  ),
};
