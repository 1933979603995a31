import { failuresOrPass } from '../facts/failures-or-pass';
import { podsBehind, portsBehind, servicePorts } from '../facts/network/services';
import { podPorts } from '../facts/pods/declared-ports';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/**
 * A port that a Service sends to by number is declared by the pods.
 *
 * Declaring ports is optional: pods that declare none say nothing about where they listen.
 */
export const SERVICE_PORTS_ARE_DECLARED: ICheck = {
  id: 'service-ports-are-declared',
  title: 'Services send to ports that the pods declare',
  box: 'references',
  severity: Severity.ADVICE,
  // A process may listen on a port that nobody declares: only whoever knows the image can say.
  why: 'Where pods declare other ports than the Service sends to, one of both is often left from before a change.',
  remedy: {
    manifest: 'targetPort: 8080, where a container has ports: [{containerPort: 8080}]',
    construct: 'Remove the patch: the constructs write both from one port.',
  },
  references: ['https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports'],
  appliesTo: ['Service'],
  evaluate: (service, cluster) => {
    const pods = podsBehind(service, cluster).filter(({ template }) => podPorts(template).length > 0);
    const numbered = servicePorts(service).filter(({ target }) => typeof target === 'number');
    return failuresOrPass(numbered.flatMap((port) => pods.map(({ owner, template }) => ({
      passed: portsBehind(port, template).length > 0,
      path: port.path,
      message: `sends to port ${port.target}/${port.protocol}, which ${owner.kind} ${owner.name} does not declare`,
      actual: port.target,
      expected: podPorts(template).map(({ number, protocol }) => `${number}/${protocol}`).join(' or '),
    }))), 'sends to declared ports');
  },
};
