import { POD_SECURITY_STANDARDS } from '../facts/pod-security/standards';
import { isUnset } from '../facts/pods/security-context';
import { Finding, ICheck } from '../model/check';
import { PodContainer } from '../model/manifest-pods';
import { Severity } from '../model/severity';
import { mapsIn } from '../model/values/plain-data';
import { valueText } from '../model/values/value-text';

/** No container opens a port of its node. */
export const POD_SECURITY_HOST_PORTS: ICheck = {
  id: 'pod-security-host-ports',
  title: 'Containers open no ports of their node',
  box: 'pod-security',
  severity: Severity.CRITICAL,
  why: 'A port of the node is reached past network policies, and a second pod that wants it cannot start there.',
  remedy: { manifest: 'Remove hostPort, and reach the pods through a Service.' },
  references: [
    POD_SECURITY_STANDARDS, 'pss:baseline/hostPorts', 'polaris:hostPortSet', 'checkov:CKV_K8S_26', 'kubescape:C-0044',
    'trivy:KSV-0024', 'kyverno:disallow-host-ports',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods }) => pods.flatMap(({ containers }) => containers.flatMap(judgePorts)),
};

function judgePorts({ name, content, path }: PodContainer): Finding[] {
  const ports = mapsIn(content.ports);
  if (ports.length === 0) return [];
  const opened = ports.filter(({ item: { hostPort } }) => !isUnset(hostPort) && hostPort !== 0);
  if (opened.length === 0) {
    return [{ passed: true, container: name, path: `${path}.ports`, message: 'opens no port of its node' }];
  }
  return opened.map(({ item: { hostPort }, index }) => ({
    passed: false,
    container: name,
    path: `${path}.ports[${index}].hostPort`,
    message: `opens port ${valueText(hostPort)} of its node`,
    actual: hostPort,
    expected: 'no hostPort',
  }));
}
