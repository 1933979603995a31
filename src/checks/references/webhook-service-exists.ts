import {
  API_SERVICE_KIND, calledServices, DEFINITION_KIND, knownServices, WEBHOOK_KINDS,
} from '../facts/network/called-services';
import { judgeBackends } from '../facts/routes/backend-findings';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** The API server finds the Services that it is told to call. */
export const WEBHOOK_SERVICE_EXISTS: ICheck = {
  id: 'webhook-service-exists',
  title: 'Services that must answer the API server exist',
  box: 'references',
  severity: Severity.CRITICAL,
  why: 'The API server asks a webhook before it takes an object: where its Service is missing, every such request of '
    + 'the whole cluster is refused, and behind an APIService no namespace can be deleted any more.',
  remedy: { manifest: 'clientConfig: {service: {namespace: shop, name: web}}, with the name of a Service there.' },
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#service-reference',
    'https://kubernetes.io/docs/tasks/extend-kubernetes/configure-aggregation-layer/',
  ],
  appliesTo: [...WEBHOOK_KINDS, DEFINITION_KIND, API_SERVICE_KIND],
  evaluate: (manifest, cluster) => judgeBackends(
    manifest, knownServices(calledServices(manifest), cluster).filter(({ mustAnswer }) => mustAnswer), cluster,
  ),
};
