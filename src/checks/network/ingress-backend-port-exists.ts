import { judgeBackendPorts } from '../facts/routes/backend-findings';
import { ingressBackends, INGRESS_KINDS } from '../facts/routes/backends';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** The ports that an Ingress sends to are ports of its Services. */
export const INGRESS_BACKEND_PORT_EXISTS: ICheck = {
  id: 'ingress-backend-port-exists',
  title: 'An Ingress sends to ports that its Services have',
  box: 'references',
  severity: Severity.CRITICAL,
  why: 'Who calls an Ingress whose Service has no such port gets an error page.',
  remedy: {
    manifest: 'backend: {service: {name: web, port: {name: http}}}, with http among the ports of the Service',
    construct: 'Remove the patch: the route of a ProductionService sends to its own Service.',
  },
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/ingress/#the-ingress-resource',
    'kube-score:ingress-targets-service', 'kube-linter:dangling-ingress', 'kubescape:C-0298',
  ],
  appliesTo: INGRESS_KINDS,
  evaluate: (ingress, cluster) => judgeBackendPorts(ingressBackends(ingress), cluster),
};
