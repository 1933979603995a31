import { mapOf, mapsIn, PlainMap } from './plain';
import { textOf } from './text';
import type { Manifest } from '../manifest';

/** A Service that traffic from outside is sent to, and by which port. */
export interface Backend {
  readonly namespace: string;
  readonly service: string;
  /** The name or the number of the port of the Service; undefined where none is written. */
  readonly port: unknown;
  readonly path: string;
}

/** The Services that an Ingress sends to; other backends are none of ours. */
export function ingressBackends({ namespace, spec }: Manifest): Backend[] {
  const ofPaths = mapsIn(spec.rules).flatMap(({ item, index }) => mapsIn(mapOf(item.http).paths).map((one) => (
    { backend: one.item.backend, path: `spec.rules[${index}].http.paths[${one.index}].backend` }
  )));
  return [{ backend: spec.defaultBackend, path: 'spec.defaultBackend' }, ...ofPaths].flatMap(({ backend, path }) => {
    const service = mapOf(mapOf(backend).service);
    const port = mapOf(service.port);
    const name = textOf(service.name);
    // By this name an Ingress of AWS means an action that stands in an annotation.
    if (name === '' || port.name === 'use-annotation') return [];
    return [{ namespace, service: name, port: port.name ?? port.number, path: `${path}.service` }];
  });
}

export const ROUTES = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute']
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

function routeBackend(reference: PlainMap, own: string, path: string): Backend[] {
  const { group = '', kind = 'Service', name, namespace, port } = reference;
  if (group !== '' || kind !== 'Service' || textOf(name) === '') return [];
  return [{ namespace: textOf(namespace) || own, service: textOf(name), port, path }];
}
