import type { Manifest } from '../../model/manifest';
import { isMap, mapOf, mapsIn, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

/** A Service that traffic from outside is sent to, and by which port. */
export interface Backend {
  readonly namespace: string;
  readonly service: string;
  /** The name or the number of the port of the Service; undefined where none is written. */
  readonly port: unknown;
  /** Where the name stands. */
  readonly path: string;
  readonly portPath: string;
}

export const INGRESS_KINDS = ['networking.k8s.io/Ingress', 'extensions/Ingress'];

/** The Services that an Ingress sends to; a name is empty where a backend is none. */
export function ingressBackends(ingress: Manifest): Backend[] {
  const { spec, apiVersion } = ingress;
  const isOld = apiVersion.endsWith('beta1');
  const ofAll = isOld ? 'backend' : 'defaultBackend';
  const ofPaths = mapsIn(spec.rules).flatMap(({ item, index }) => mapsIn(mapOf(item.http).paths).map((one) => (
    { backend: one.item.backend, path: `spec.rules[${index}].http.paths[${one.index}].backend` }
  )));
  return [{ backend: spec[ofAll], path: `spec.${ofAll}` }, ...ofPaths].flatMap(({ backend, path }) => {
    // Other backends are none of ours.
    if (!isMap(backend) || isMap(backend.resource)) return [];
    const { namespace } = ingress;
    return isOld
      ? betaIngressBackend(backend, namespace, path) : currentIngressBackend(mapOf(backend.service), namespace, path);
  });
}

function currentIngressBackend({ name, port }: PlainMap, namespace: string, path: string): Backend[] {
  const { name: portName, number } = mapOf(port);
  // By this name an Ingress of AWS means an action that stands in an annotation.
  if (portName === 'use-annotation') return [];
  const places = { path: `${path}.service.name`, portPath: `${path}.service.port` };
  return [{ namespace, service: textOf(name), port: portName ?? number, ...places }];
}

/** As it was written before version 1. */
function betaIngressBackend({ serviceName, servicePort }: PlainMap, namespace: string, path: string): Backend[] {
  if (servicePort === 'use-annotation') return [];
  const places = { path: `${path}.serviceName`, portPath: `${path}.servicePort` };
  return [{ namespace, service: textOf(serviceName), port: servicePort, ...places }];
}

export const ROUTE_KINDS = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute']
  .map((kind) => `gateway.networking.k8s.io/${kind}`);

/** The Services that a route of the Gateway API sends to, or mirrors to. */
export function routeBackends({ namespace, spec }: Manifest): Backend[] {
  return mapsIn(spec.rules).flatMap(({ item, index }) => {
    const path = `spec.rules[${index}]`;
    const mirrors = mapsIn(item.filters).map(({ item: { requestMirror }, index: place }) => (
      { reference: mapOf(mapOf(requestMirror).backendRef), at: `${path}.filters[${place}].requestMirror.backendRef` }
    ));
    const targets = mapsIn(item.backendRefs).map(({ item: reference, index: place }) => (
      { reference, at: `${path}.backendRefs[${place}]` }
    ));
    return [...targets, ...mirrors].flatMap(({ reference, at }) => routeBackend(reference, namespace, at));
  });
}

/** The Service that a reference of a route means; none where it means something else. */
export function routeBackend(reference: PlainMap, own: string, path: string): Backend[] {
  const { group = '', kind = 'Service', name, namespace, port } = reference;
  if (group !== '' || kind !== 'Service' || textOf(name) === '') return [];
  const places = { path: `${path}.name`, portPath: `${path}.port` };
  return [{ namespace: textOf(namespace) || own, service: textOf(name), port, ...places }];
}
