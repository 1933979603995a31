import { judgeRiskyRights } from '../facts/access/role-rules';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** A role reaches of kubelets what it needs, and not all of them. */
export const ROLE_ASKS_NO_KUBELETS: ICheck = {
  id: 'role-asks-no-kubelets',
  title: 'Roles do not reach all of the kubelets',
  box: 'access',
  severity: Severity.WARNING,
  why: 'nodes/proxy is all that a kubelet serves: even get runs commands in any pod of the node, by a web socket, past '
    + 'admission and the audit log.',
  remedy: {
    manifest: 'Grant nodes/metrics, nodes/stats or nodes/log instead, and where kubelets are asked in detail, '
      + 'nodes/pods, nodes/healthz or nodes/configz.',
    construct: "ResourceRule.of({ ..., reason: '...' }), or a right that is smaller",
  },
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#access-to-proxy-subresource-of-nodes',
    'https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/', 'checkov:CKV2_K8S_2',
    'kubescape:C-0279', 'trivy:KSV-0047', 'kyverno:restrict-clusterrole-nodesproxy',
  ],
  appliesTo: ['rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/ClusterRole'],
  evaluate: (manifest) => judgeRiskyRights(manifest, 'role-asks-no-kubelets', 'reaches kubelets by no proxy'),
};
