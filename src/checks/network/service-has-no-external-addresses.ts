import { isIP } from 'net';
import { Finding, ICheck } from '../model/check';
import { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { listOf } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

/** The loopback of whoever asks, and the servers of clouds that hand out the identity of a node. */
const HOSTS_INSIDE = ['localhost', 'metadata', 'metadata.google.internal'];
const SERVICE_INSIDE = /^[^.]+\.([^.]+)\.svc(?:\.[a-z0-9.-]+)?$/;

/** A Service takes no addresses that are not its own, and leads to no place that somebody else closed. */
export const SERVICE_HAS_NO_EXTERNAL_ADDRESSES: ICheck = {
  id: 'service-has-no-external-addresses',
  title: 'Services name no external addresses',
  box: 'network-policies',
  severity: Severity.WARNING,
  why: 'What is sent to an address of externalIPs from inside the cluster comes to the Service instead, whosever the '
    + 'address is. An externalName of a place inside leads an Ingress into namespaces that let nobody else in.',
  remedy: {
    manifest: 'type: LoadBalancer for an address of its own; an EndpointSlice for a server with an address; a '
      + 'ReferenceGrant for a Service of another namespace.',
  },
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/service/#external-ips',
    'https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#denyserviceexternalips',
    'https://github.com/kubernetes/kubernetes/issues/97076',
    'trivy:KSV-0108', 'kyverno:restrict-service-external-ips',
  ],
  appliesTo: ['Service'],
  evaluate: (service) => [...judgeAddresses(service), ...judgeName(service)],
};

function judgeAddresses({ spec: { externalIPs, type } }: Manifest): Finding[] {
  if (type === 'ExternalName') return [];
  if (listOf(externalIPs).length === 0) return [{ passed: true, message: 'takes traffic for its own address alone' }];
  const message = 'takes traffic for external addresses';
  return [{ passed: false, message, path: 'spec.externalIPs', actual: externalIPs }];
}

function judgeName(service: Manifest): Finding[] {
  const { externalName, type } = service.spec;
  const host = textOf(externalName).toLowerCase().replace(/\.$/, '');
  if (type !== 'ExternalName' || host === '') return [];
  const place = { path: 'spec.externalName', actual: externalName };
  if (isIP(host) !== 0) return [{ ...place, passed: false, message: 'has an address where DNS expects a name' }];
  const namespace = SERVICE_INSIDE.exec(host)?.[1];
  return HOSTS_INSIDE.includes(host) || namespace !== undefined && namespace !== service.namespace
    ? [{ ...place, passed: false, message: 'leads to a place that is not open to everybody' }]
    : [{ ...place, passed: true, message: 'leads to a place that everybody may ask' }];
}
