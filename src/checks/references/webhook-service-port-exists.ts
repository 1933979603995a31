import { API_SERVICE_KIND, calledServices, DEFINITION_KIND, WEBHOOK_KINDS } from '../facts/network/called-services';
import { judgeBackendPorts } from '../facts/routes/backend-findings';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** The API server calls ports that the Services have. */
export const WEBHOOK_SERVICE_PORT_EXISTS: ICheck = {
  id: 'webhook-service-port-exists',
  title: 'Ports that must answer the API server exist',
  box: 'references',
  severity: Severity.CRITICAL,
  why: 'The API server calls port 443 where no other is written: a Service without the port answers nobody, and the '
    + 'requests that wait for the answer are refused.',
  remedy: { manifest: 'clientConfig: {service: {namespace: shop, name: web, port: 8443}}, a port of the Service.' },
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#service-reference',
  ],
  appliesTo: [...WEBHOOK_KINDS, DEFINITION_KIND, API_SERVICE_KIND],
  evaluate: (manifest, cluster) => judgeBackendPorts(
    calledServices(manifest).filter(({ mustAnswer }) => mustAnswer), cluster,
  ),
};
