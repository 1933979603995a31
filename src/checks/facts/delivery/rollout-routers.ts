import { trafficRoutingOf } from './argo-rollouts';
import type { Manifest } from '../../model/manifest';
import { isMap, listOf, mapOf, mapsIn, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

/** An object that a Rollout changes to move requests. */
export interface RouterObject {
  readonly groupKind: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly path: string;
  /** The routes of it, or subsets, that are named. */
  readonly parts: readonly string[];
}

/** The plugin of the Gateway API, as everybody names it. */
const GATEWAY_PLUGIN = /gatewayapi$/i;
const ROUTE_FIELDS = { http: 'HTTPRoute', grpc: 'GRPCRoute', tcp: 'TCPRoute', tls: 'TLSRoute' };

/** The objects that a Rollout routes by. */
export function routerObjectsOf(rollout: Manifest): RouterObject[] {
  const routing = trafficRoutingOf(rollout);
  if (routing === undefined) return [];
  const { item: { istio, nginx, alb, plugins }, path } = routing;
  return [
    ...virtualServicesOf(mapOf(istio), `${path}.istio`, rollout),
    ...destinationRuleOf(mapOf(istio), `${path}.istio`, rollout),
    ...ingressesOf(mapOf(nginx), { path: `${path}.nginx`, one: 'stableIngress', many: 'stableIngresses' }, rollout),
    ...ingressesOf(mapOf(alb), { path: `${path}.alb`, one: 'ingress', many: 'ingresses' }, rollout),
    ...Object.entries(mapOf(plugins)).filter(([name]) => GATEWAY_PLUGIN.test(name)).flatMap(([name, plugin]) => (
      gatewayRoutesOf(mapOf(plugin), `${path}.plugins[${name}]`, rollout)
    )),
  ];
}

function virtualServicesOf(istio: PlainMap, path: string, rollout: Manifest): RouterObject[] {
  const one = isMap(istio.virtualService) ? [{ item: istio.virtualService, at: `${path}.virtualService` }] : [];
  const many = mapsIn(istio.virtualServices).map(({ item, index }) => (
    { item, at: `${path}.virtualServices[${index}]` }
  ));
  return [...one, ...many].map(({ item, at }) => {
    // As `name.namespace` where it is in another one.
    const [name, namespace = rollout.namespace] = textOf(item.name).split('.');
    const parts = listOf(item.routes).map(textOf).filter((route) => route !== '');
    const kind = 'VirtualService';
    return { groupKind: `networking.istio.io/${kind}`, kind, namespace, name, path: `${at}.name`, parts };
  });
}

function destinationRuleOf(istio: PlainMap, path: string, { namespace }: Manifest): RouterObject[] {
  const { name, stableSubsetName, canarySubsetName } = mapOf(istio.destinationRule);
  const parts = [stableSubsetName, canarySubsetName].map(textOf).filter((subset) => subset !== '');
  const kind = 'DestinationRule';
  return textOf(name) === '' ? [] : [{
    groupKind: `networking.istio.io/${kind}`,
    kind,
    namespace,
    name: textOf(name),
    path: `${path}.destinationRule.name`,
    parts,
  }];
}

function ingressesOf(
  router: PlainMap, { path, one, many }: { path: string; one: string; many: string }, { namespace }: Manifest,
): RouterObject[] {
  const listed = listOf(router[many]).map((name, index) => ({ name: textOf(name), at: `${path}.${many}[${index}]` }));
  return [{ name: textOf(router[one]), at: `${path}.${one}` }, ...listed].filter(({ name }) => name !== '')
    .map(({ name, at }) => (
      { groupKind: 'networking.k8s.io/Ingress', kind: 'Ingress', namespace, name, path: at, parts: [] }
    ));
}

function gatewayRoutesOf(plugin: PlainMap, path: string, rollout: Manifest): RouterObject[] {
  const namespace = textOf(plugin.namespace) || rollout.namespace;
  return Object.entries(ROUTE_FIELDS).flatMap(([prefix, kind]) => {
    const listed = mapsIn(plugin[`${prefix}Routes`]).map(({ item, index }) => (
      { name: textOf(item.name), at: `${path}.${prefix}Routes[${index}].name` }
    ));
    return [{ name: textOf(plugin[`${prefix}Route`]), at: `${path}.${prefix}Route` }, ...listed]
      .filter(({ name }) => name !== '').map(({ name, at }) => (
        { groupKind: `gateway.networking.k8s.io/${kind}`, kind, namespace, name, path: at, parts: [] }
      ));
  });
}
