import type { Finding } from '../../model/check';
import type { Manifest } from '../../model/manifest';
import { listOf, mapsIn } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

/** Controllers that take certificates from elsewhere are told so by annotations. */
const CERTIFICATE_ANNOTATIONS = [
  'alb.ingress.kubernetes.io/certificate-arn', 'networking.gke.io/managed-certificates',
  'networking.gke.io/pre-shared-cert', 'ingress.gcp.kubernetes.io/pre-shared-cert',
  'appgw.ingress.kubernetes.io/appgw-ssl-certificate',
];

/** Whether `spec.tls` of an Ingress covers each of its hosts. */
export function judgeIngressTls({ spec, annotations }: Manifest): Finding[] {
  const annotation = CERTIFICATE_ANNOTATIONS.find((key) => annotations[key] !== undefined);
  if (annotation !== undefined) {
    const path = `metadata.annotations[${annotation}]`;
    return [{ passed: true, message: 'takes its certificate from its controller', path }];
  }
  const entries = mapsIn(spec.tls);
  if (entries.length === 0) return [{ passed: false, message: 'has no TLS', path: 'spec.tls' }];
  // An entry without hosts is for all that the controller serves.
  const isForAll = entries.some(({ item }) => listOf(item.hosts).length === 0);
  const covered = entries.flatMap(({ item }) => listOf(item.hosts));
  const hosts = mapsIn(spec.rules).map(({ item }) => textOf(item.host)).filter((host) => host !== '');
  const missing = isForAll ? [] : hosts.filter((host) => !covered.some((pattern) => coversHost(pattern, host)));
  if (missing.length === 0) return [{ passed: true, message: 'has TLS for every host', path: 'spec.tls' }];
  const message = `has no TLS for ${missing.join(', ')}`;
  return [{ passed: false, message, path: 'spec.tls', actual: covered, expected: hosts }];
}

/** A wildcard stands for one label. */
function coversHost(pattern: unknown, host: string): boolean {
  if (typeof pattern !== 'string') return false;
  return pattern === host || (pattern.startsWith('*.') && host.slice(host.indexOf('.')) === pattern.slice(1));
}
