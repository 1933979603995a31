import { judgeBackendPorts } from '../facts/routes/backend-findings';
import { routeBackends, ROUTE_KINDS } from '../facts/routes/backends';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** The ports that a route of the Gateway API sends to are ports of its Services. */
export const ROUTE_BACKEND_PORT_EXISTS: ICheck = {
  id: 'route-backend-port-exists',
  title: 'A route sends to ports that its Services have',
  box: 'references',
  severity: Severity.CRITICAL,
  why: 'Who calls a route whose Service has no such port gets an error page.',
  remedy: {
    manifest: 'backendRefs: [{name: web, port: 80}], with 80 among the ports of the Service',
    construct: 'Remove the patch: the route of a ProductionService sends to its own Service.',
  },
  references: ['https://gateway-api.sigs.k8s.io/api-types/httproute/#backendrefs-optional', 'kubescape:C-0302'],
  appliesTo: ROUTE_KINDS,
  evaluate: (route, cluster) => judgeBackendPorts(routeBackends(route), cluster),
};
