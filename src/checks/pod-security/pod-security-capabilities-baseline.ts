import { capabilitiesOf } from '../facts/pod-security/capabilities';
import { POD_SECURITY_STANDARDS } from '../facts/pod-security/standards';
import { judgeContainers } from '../facts/pods/containers';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { valueText } from '../model/values/value-text';

const ALLOWED: ReadonlySet<unknown> = new Set([
  'AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP', 'SETGID',
  'SETPCAP', 'SETUID', 'SYS_CHROOT',
]);

/** No container adds a capability that runtimes do not give on their own. */
export const POD_SECURITY_CAPABILITIES_BASELINE: ICheck = {
  id: 'pod-security-capabilities-baseline',
  title: 'Containers add no capabilities beyond the default ones',
  box: 'pod-security',
  severity: Severity.CRITICAL,
  why: 'Capabilities such as SYS_ADMIN are ways out of the container, and NET_RAW lets it speak for others.',
  remedy: { manifest: 'securityContext: {capabilities: {drop: [ALL]}}' },
  references: [
    POD_SECURITY_STANDARDS, 'pss:baseline/capabilities_baseline', 'kube-linter:privilege-escalation-container',
    'polaris:dangerousCapabilities', 'checkov:CKV_K8S_39', 'checkov:CKV_K8S_25', 'kubescape:C-0046', 'trivy:KSV-0005',
    'trivy:KSV-0119', 'trivy:KSV-0120', 'trivy:KSV-0022', 'kyverno:disallow-capabilities',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods }) => judgeContainers(pods, (container) => {
    const { added, fields, path } = capabilitiesOf(container);
    const forbidden = added.filter((capability) => !ALLOWED.has(capability));
    const passed = forbidden.length === 0;
    return {
      passed,
      path: `${path}.add`,
      message: passed ? 'adds no capability beyond the default ones' : `adds ${forbidden.map(valueText).join(', ')}`,
      actual: fields.add,
      expected: added.filter((capability) => ALLOWED.has(capability)),
    };
  }),
};
