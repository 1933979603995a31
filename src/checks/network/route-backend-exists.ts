import { judgeBackends } from '../facts/routes/backend-findings';
import { routeBackends, ROUTE_KINDS } from '../facts/routes/backends';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** The Services that a route of the Gateway API sends to are in the input. */
export const ROUTE_BACKEND_EXISTS: ICheck = {
  id: 'route-backend-exists',
  title: 'A route sends to Services that exist',
  box: 'references',
  severity: Severity.WARNING,
  why: 'Who calls a route whose Service is not there gets an error page.',
  remedy: {
    manifest: 'backendRefs: [{name: web, port: 80}], with a Service web in the same namespace',
    construct: 'Remove the patch: the route of a ProductionService sends to its own Service.',
  },
  references: ['https://gateway-api.sigs.k8s.io/api-types/httproute/#backendrefs-optional', 'kubescape:C-0302'],
  appliesTo: ROUTE_KINDS,
  evaluate: (route, cluster) => judgeBackends(route, routeBackends(route), cluster),
};
