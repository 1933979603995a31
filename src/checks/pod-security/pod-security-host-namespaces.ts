import { POD_SECURITY_STANDARDS } from '../facts/pod-security/standards';
import { isUnset } from '../facts/pods/security-context';
import { Finding, ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { valueText } from '../model/values/value-text';

const FIELDS = ['hostNetwork', 'hostPID', 'hostIPC'];

/** No pod shares the network, processes or memory of its node. */
export const POD_SECURITY_HOST_NAMESPACES: ICheck = {
  id: 'pod-security-host-namespaces',
  title: 'Pods do not share the namespaces of their node',
  box: 'pod-security',
  severity: Severity.CRITICAL,
  why: 'Whoever takes over the pod sees the traffic, processes or memory of the node and of all pods on it.',
  remedy: { manifest: 'Remove hostNetwork, hostPID and hostIPC.' },
  references: [
    POD_SECURITY_STANDARDS, 'pss:baseline/hostNamespaces', 'kube-linter:host-network', 'kube-linter:host-pid',
    'kube-linter:host-ipc', 'polaris:hostNetworkSet', 'polaris:hostPIDSet', 'polaris:hostIPCSet', 'checkov:CKV_K8S_17',
    'checkov:CKV_K8S_18', 'checkov:CKV_K8S_19', 'kubescape:C-0038', 'kubescape:C-0041', 'kubescape:C-0275',
    'kubescape:C-0276', 'trivy:KSV-0008', 'trivy:KSV-0009', 'trivy:KSV-0010', 'kyverno:disallow-host-namespaces',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods }) => pods.flatMap(({ spec, specPath }): Finding[] => {
    const shared = FIELDS.filter((field) => !isUnset(spec[field]) && spec[field] !== false);
    if (shared.length === 0) return [{ passed: true, path: specPath, message: 'shares no namespace with its node' }];
    return shared.map((field) => ({
      passed: false,
      path: `${specPath}.${field}`,
      message: `has ${field} ${valueText(spec[field])}`,
      actual: spec[field],
      expected: false,
    }));
  }),
};
