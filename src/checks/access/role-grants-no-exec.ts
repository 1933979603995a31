import { riskyGrants } from '../../internal/values/rbac/risky-rights';
import { BY_WILDCARD, judgeRoleRules } from '../facts/access/role-rules';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** No role opens a shell in a pod, or a way past its NetworkPolicies. */
export const ROLE_GRANTS_NO_EXEC: ICheck = {
  id: 'role-grants-no-exec',
  title: 'Roles open no shell in pods, and no way to their ports',
  box: 'access',
  severity: Severity.WARNING,
  why: 'Whoever can run commands in pods, or add a container, has what the pods have: their secrets, their accounts '
    + 'and their network. A port that is forwarded, or asked by the proxy, is reached past every NetworkPolicy.',
  remedy: {
    manifest: 'Take exec, attach, portforward, proxy and ephemeralcontainers out of the rule; people get them for an '
      + 'hour, from elsewhere.',
    construct: "ResourceRule.of({ ..., reason: '...' }), or ExecAccess for people",
  },
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/', 'polaris:rolePodExecAttach',
    'polaris:clusterrolePodExecAttach', 'polaris:clusterrolebindingPodExecAttach',
    'polaris:rolebindingClusterRolePodExecAttach', 'polaris:rolebindingRolePodExecAttach', 'checkov:CKV2_K8S_2',
    'kubescape:C-0002', 'kubescape:C-0063', 'trivy:KSV-0053', 'trivy:KSV-0054',
  ],
  appliesTo: ['rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/ClusterRole'],
  evaluate: (manifest) => judgeRoleRules(manifest, 'opens no shell in pods, and no way to their ports', (rule) => {
    const granted = riskyGrants(rule, 'role-grants-no-exec');
    if (granted.length === 0) return undefined;
    const named = granted.filter(({ isNamed }) => isNamed).map(({ resource }) => resource);
    return named.length === 0 ? BY_WILDCARD : { message: `grants ${named.join(' and ')}`, field: 'resources' };
  }),
};
