import { failuresOrPass } from '../facts/failures-or-pass';
import { podsBehind, portsBehind, servicePorts } from '../facts/network/services';
import { podPorts } from '../facts/pods/declared-ports';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** A port that a Service names is a port of the pods behind it. */
export const SERVICE_PORT_NAMES_EXIST: ICheck = {
  id: 'service-port-names-exist',
  title: 'Services name ports of their pods',
  box: 'references',
  severity: Severity.CRITICAL,
  why: 'Pods without a port of that name and protocol get nothing: the Service has no endpoint for it.',
  remedy: {
    manifest: 'targetPort: http, where a container has ports: [{name: http, containerPort: 8080}]',
    construct: 'Remove the patch: the constructs write both from one port.',
  },
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
  ],
  appliesTo: ['Service'],
  evaluate: (service, cluster) => {
    const pods = podsBehind(service, cluster);
    const named = servicePorts(service).filter(({ target }) => typeof target === 'string');
    return failuresOrPass(named.flatMap((port) => pods.map(({ owner, template }) => {
      const names = podPorts(template).map(({ name }) => name).filter((name) => name !== '');
      return {
        passed: portsBehind(port, template).length > 0,
        path: port.path,
        message: `sends to port ${port.target}/${port.protocol}, which ${owner.kind} ${owner.name} does not have`,
        actual: port.target,
        expected: names.join(' or ') || 'a number, or a name that the containers give',
      };
    })), 'names ports that its pods have');
  },
};
