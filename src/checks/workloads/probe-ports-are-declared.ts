import { failuresOrPass } from '../facts/failures-or-pass';
import { containerPorts } from '../facts/pods/declared-ports';
import { probedPorts, probePorts } from '../facts/pods/probe-ports';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/**
 * A port that a probe asks by number is declared.
 *
 * Declaring ports is optional: a container that declares none says nothing about where it listens.
 */
export const PROBE_PORTS_ARE_DECLARED: ICheck = {
  id: 'probe-ports-are-declared',
  title: 'Probes ask ports that the pod declares',
  box: 'health-checks',
  severity: Severity.WARNING,
  why: 'A number that stands in no list of ports is most often the one from before the last change.',
  remedy: {
    manifest: 'ports: [{name: http, containerPort: 8080}] beside readinessProbe: {httpGet: {port: 8080}}',
    construct: 'Remove the patch: the constructs write both from one port.',
  },
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
    'kube-linter:liveness-port', 'kube-linter:readiness-port', 'kube-linter:startup-port',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods }) => pods.flatMap(({ containers }) => {
    // All containers of a pod have one address, and a probe of one may ask another.
    const ofPod = probedPorts(containers).map(({ number }) => number);
    return containers.filter((container) => containerPorts(container).length > 0).flatMap((container) => {
      const findings = probePorts(container).filter(({ port }) => typeof port === 'number').map(({ port, path }) => ({
        passed: ofPod.includes(Number(port)),
        path,
        message: `probes port ${port}/TCP, which its pod does not declare`,
        actual: port,
        expected: [...new Set(ofPod)].join(' or '),
      }));
      return failuresOrPass(findings, 'probes declared ports')
        .map((finding) => ({ ...finding, container: container.name }));
    });
  }),
};
