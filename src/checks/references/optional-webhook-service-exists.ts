import { calledServices, knownServices, WEBHOOK_KINDS } from '../facts/network/called-services';
import { judgeBackendPorts, judgeBackends } from '../facts/routes/backend-findings';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** A webhook that may be passed by is there all the same. */
export const OPTIONAL_WEBHOOK_SERVICE_EXISTS: ICheck = {
  id: 'optional-webhook-service-exists',
  title: 'Webhooks that may fail have a Service',
  box: 'references',
  severity: Severity.WARNING,
  why: 'With failurePolicy Ignore the API server goes on where nobody answers: without the Service nothing is ever '
    + 'checked or filled in, every request waits for the timeout, and nothing says so.',
  remedy: { manifest: 'clientConfig: {service: {namespace: shop, name: web}}, with the name of a Service there.' },
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#failure-policy',
  ],
  appliesTo: WEBHOOK_KINDS,
  evaluate: (manifest, cluster) => {
    const called = knownServices(calledServices(manifest), cluster).filter(({ mustAnswer }) => !mustAnswer);
    const findings = [...judgeBackends(manifest, called, cluster), ...judgeBackendPorts(called, cluster)];
    const failures = findings.filter(({ passed }) => !passed);
    return failures.length > 0 ? failures : findings.slice(0, 1);
  },
};
