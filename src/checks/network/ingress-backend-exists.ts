import { judgeBackends } from '../facts/routes/backend-findings';
import { ingressBackends, INGRESS_KINDS } from '../facts/routes/backends';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** The Services that an Ingress sends to are in the input. */
export const INGRESS_BACKEND_EXISTS: ICheck = {
  id: 'ingress-backend-exists',
  title: 'An Ingress sends to Services that exist',
  box: 'references',
  severity: Severity.WARNING,
  why: 'Who calls an Ingress whose Service is not there gets an error page.',
  remedy: {
    manifest: 'backend: {service: {name: web, port: {name: http}}}, with a Service web in the same namespace',
    construct: 'Remove the patch: the route of a ProductionService sends to its own Service.',
  },
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/ingress/#the-ingress-resource',
    'kube-score:ingress-targets-service', 'kube-linter:dangling-ingress', 'kubescape:C-0298',
  ],
  appliesTo: INGRESS_KINDS,
  evaluate: (ingress, cluster) => judgeBackends(ingress, ingressBackends(ingress), cluster),
};
