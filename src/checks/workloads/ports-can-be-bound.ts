import { failuresOrPass } from '../facts/failures-or-pass';
import { isLongRunning } from '../facts/pods/containers';
import { containerPorts } from '../facts/pods/declared-ports';
import { containerSecurityContext, declaresWindows, podSecurityContext } from '../facts/pods/security-context';
import { Finding, ICheck } from '../model/check';
import { PodContainer, PodTemplate } from '../model/manifest-pods';
import { Severity } from '../model/severity';
import { listOf, mapOf, mapsIn } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

const FIRST_UNPRIVILEGED = 1024;
const CAPABILITIES: unknown[] = ['NET_BIND_SERVICE', 'CAP_NET_BIND_SERVICE', 'ALL'];
const SYSCTL = 'net.ipv4.ip_unprivileged_port_start';

/** Whoever is no root listens on ports that are open to all. */
export const PORTS_CAN_BE_BOUND: ICheck = {
  id: 'ports-can-be-bound',
  title: 'A user without privileges listens on ports from 1024 on',
  box: 'pod-security',
  severity: Severity.WARNING,
  why: 'Whether such a user may bind a lower port depends on the container runtime; where it may not, nothing '
    + 'starts. Trivy and KubeLinter refuse every port below 1024; here a container may have what it may bind.',
  remedy: {
    manifest: 'Listen on 8080 behind a Service with port 80, or set the sysctl net.ipv4.ip_unprivileged_port_start.',
    construct: 'Remove the patch: ports below 1024 are refused.',
  },
  references: [
    'https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/#safe-and-unsafe-sysctls',
    'kube-linter:privileged-ports', 'trivy:KSV-0117',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods }) => pods.filter((pod) => !declaresWindows(pod)).flatMap((pod) => (
    pod.containers.filter((container) => isLongRunning(container) && isUnprivileged(container, pod))
      .flatMap((container) => judgePorts(container, pod))
  )),
};

function judgePorts(container: PodContainer, pod: PodTemplate): Finding[] {
  const findings = containerPorts(container).map(({ number }) => ({
    passed: number >= firstPortOf(container, pod),
    path: `${container.path}.ports`,
    message: `listens on port ${number} without being root`,
    actual: number,
    expected: `${FIRST_UNPRIVILEGED} or above`,
  }));
  return failuresOrPass(findings, 'listens on ports that are open to all')
    .map((finding) => ({ ...finding, container: container.name }));
}

/** What the container says counts before what its pod says. */
function isUnprivileged(container: PodContainer, pod: PodTemplate): boolean {
  const ofPod = podSecurityContext(pod).fields;
  const { runAsUser, runAsNonRoot } = { ...ofPod, ...containerSecurityContext(container).fields };
  return typeof runAsUser === 'number' ? runAsUser !== 0 : runAsNonRoot === true;
}

function firstPortOf(container: PodContainer, pod: PodTemplate): number {
  const { capabilities } = containerSecurityContext(container).fields;
  if (listOf(mapOf(capabilities).add).some((name) => CAPABILITIES.includes(name))) return 0;
  const sysctl = mapsIn(podSecurityContext(pod).fields.sysctls).find(({ item }) => item.name === SYSCTL);
  const first = Number(textOf(sysctl?.item.value) || FIRST_UNPRIVILEGED);
  return Number.isNaN(first) ? FIRST_UNPRIVILEGED : first;
}
