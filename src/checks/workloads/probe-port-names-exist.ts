import { failuresOrPass } from '../facts/failures-or-pass';
import { probedPorts, probePorts } from '../facts/pods/probe-ports';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** A port that a probe names is a port of its container. */
export const PROBE_PORT_NAMES_EXIST: ICheck = {
  id: 'probe-port-names-exist',
  title: 'Probes name ports of their container',
  box: 'health-checks',
  severity: Severity.CRITICAL,
  why: 'A probe whose port has no such name fails for ever: the container is restarted or never gets a request.',
  remedy: {
    manifest: 'ports: [{name: http, containerPort: 8080}] beside readinessProbe: {httpGet: {port: http}}',
    construct: 'Remove the patch: the constructs write both from one port.',
  },
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#use-a-named-port',
    'kube-linter:liveness-port', 'kube-linter:readiness-port', 'kube-linter:startup-port',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods }) => pods.flatMap((pod) => pod.containers.flatMap((container) => {
    const names = probedPorts([container]).map(({ name }) => name);
    const findings = probePorts(container).filter(({ port }) => typeof port === 'string').map(({ port, path }) => ({
      passed: names.includes(String(port)),
      path,
      message: `probes port ${port}/TCP, which it does not have`,
      actual: port,
      expected: names.filter((name) => name !== '').join(' or ') || 'a number, or a name that ports gives',
    }));
    return failuresOrPass(findings, 'probes ports that it has')
      .map((finding) => ({ ...finding, container: container.name }));
  })),
};
