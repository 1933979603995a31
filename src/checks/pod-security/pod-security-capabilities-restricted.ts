import { capabilitiesOf } from '../facts/pod-security/capabilities';
import { POD_SECURITY_STANDARDS } from '../facts/pod-security/standards';
import { declaresWindows } from '../facts/pods/security-context';
import { Finding, ICheck } from '../model/check';
import { PodContainer } from '../model/manifest-pods';
import { Severity } from '../model/severity';
import { valueText } from '../model/values/value-text';

const PORTS_BELOW_1024 = 'NET_BIND_SERVICE';

/** Each container drops all capabilities, and adds at most the one for ports below 1024. */
export const POD_SECURITY_CAPABILITIES_RESTRICTED: ICheck = {
  id: 'pod-security-capabilities-restricted',
  title: 'Containers drop all capabilities',
  box: 'pod-security',
  severity: Severity.WARNING,
  why: 'Each capability that is left is one more thing that a taken container may do with the kernel of its node. '
    + 'ALL is enough; a policy of Kyverno wants NET_RAW written beside it, which ALL holds.',
  remedy: { manifest: 'securityContext: {capabilities: {drop: [ALL]}}' },
  references: [
    POD_SECURITY_STANDARDS, 'pss:restricted/capabilities_restricted', 'kube-linter:drop-net-raw-capability',
    'polaris:insecureCapabilities', 'polaris:linuxHardening', 'checkov:CKV_K8S_28', 'checkov:CKV_K8S_37',
    'checkov:CKV_K8S_25', 'kubescape:C-0055', 'trivy:KSV-0003', 'trivy:KSV-0004', 'trivy:KSV-0106',
    'kyverno:disallow-capabilities-strict', 'kyverno:require-drop-all', 'kyverno:require-drop-cap-net-raw',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods }) => pods.filter((pod) => !declaresWindows(pod))
    .flatMap(({ containers }) => containers.flatMap(judge)),
};

function judge(container: PodContainer): Finding[] {
  const { added, dropped, fields, path } = capabilitiesOf(container);
  const place = { container: container.name, path: `${path}.drop`, actual: fields.drop };
  const dropsAll = dropped.includes('ALL');
  const forbidden = added.filter((capability) => capability !== PORTS_BELOW_1024);
  const drops: Finding = dropsAll
    ? { ...place, passed: true, message: 'drops all capabilities' }
    : { ...place, passed: false, message: 'does not drop all capabilities', expected: ['ALL'] };
  if (forbidden.length === 0) return [drops];
  const adds: Finding = {
    passed: false,
    container: container.name,
    path: `${path}.add`,
    message: `adds ${forbidden.map(valueText).join(', ')}`,
    actual: fields.add,
    expected: added.filter((capability) => capability === PORTS_BELOW_1024),
  };
  return dropsAll ? [adds] : [drops, adds];
}
