import { declaringPods, portsOfPods } from '../facts/network/ports-of-pods';
import { podsBehind, ServicePort, servicePorts } from '../facts/network/services';
import { podPorts } from '../facts/pods/declared-ports';
import { Finding, ICheck } from '../model/check';
import { PodSource } from '../model/cluster';
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
    const pods = declaringPods(podsBehind(service, cluster), cluster);
    const numbered = servicePorts(service).filter(({ target }) => typeof target === 'number');
    if (pods.length === 0 || numbered.length === 0) return [];
    const failures = numbered.flatMap((port) => (
      portsOfPods(pods, cluster).without(port).map((source) => undeclaredNumber(port, source))
    ));
    return failures.length > 0 ? failures : [{ passed: true, message: 'sends to declared ports' }];
  },
};

function undeclaredNumber({ target, protocol, path }: ServicePort, { owner, template }: PodSource): Finding {
  return {
    passed: false,
    path,
    message: `sends to port ${target}/${protocol}, which ${owner.kind} ${owner.name} does not declare`,
    actual: target,
    expected: podPorts(template).map((port) => `${port.number}/${port.protocol}`).join(' or '),
  };
}
