import { API_SERVICE_KIND } from '../facts/network/called-services';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { isMap } from '../model/values/plain-data';

/** The API server knows whom it asks. */
export const API_SERVICE_VERIFIES_TLS: ICheck = {
  id: 'api-service-verifies-tls',
  title: 'The API server verifies who answers for an API',
  box: 'encrypted-traffic',
  severity: Severity.WARNING,
  why: 'Whoever can answer at the address of the Service is sent the requests of all users, with who they are, and its '
    + 'answers are taken for those of the API.',
  remedy: {
    manifest: 'caBundle: the certificate of the authority, which cert-manager fills in by the annotation '
      + 'cert-manager.io/inject-ca-from, without insecureSkipTLSVerify',
  },
  references: [
    'https://kubernetes.io/docs/tasks/extend-kubernetes/configure-aggregation-layer/#contacting-the-extension-apiserver',
    'https://cert-manager.io/docs/concepts/ca-injector/',
  ],
  appliesTo: [API_SERVICE_KIND],
  evaluate: ({ spec }) => {
    // Those without a Service the API server answers itself.
    if (!isMap(spec.service)) return [];
    const { insecureSkipTLSVerify: actual } = spec;
    const path = 'spec.insecureSkipTLSVerify';
    return actual === true
      ? [{ passed: false, path, actual, message: 'takes the answers of whoever gives them', expected: false }]
      : [{ passed: true, path, message: 'verifies who answers' }];
  },
};
