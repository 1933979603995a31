import { isShared, MeshRoute, meshRoutesOf, VIRTUAL_SERVICE } from '../facts/delivery/virtual-services';
import { failuresOrPass } from '../facts/failures-or-pass';
import { Finding, ICheck } from '../model/check';
import type { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { mapsIn } from '../model/values/plain-data';

const ROUTES = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute'].map((kind) => `gateway.networking.k8s.io/${kind}`);
const ALL = 100;

/** The weights of one route are the shares that they look like. */
export const ROUTE_WEIGHTS_ADD_UP: ICheck = {
  id: 'route-weights-add-up',
  title: 'The weights of a route add up',
  box: 'gradual-delivery',
  severity: Severity.WARNING,
  why: 'Istio takes a weight for a share of all weights: 90 beside 20 is no tenth, a destination without a weight '
    + 'beside others gets nothing, and a route whose weights are all 0 is refused. The Gateway API answers every '
    + 'request of such a rule with an error. Weights of the Gateway API are shares of their sum by definition, and '
    + 'may be any numbers.',
  remedy: {
    manifest: 'route: [{destination: {host: web}, weight: 90}, {destination: {host: web-canary}, weight: 10}]',
    construct: 'TrafficSplit refuses weights that do not add up to 100',
  },
  references: [
    'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRouteDestination',
    'https://gateway-api.sigs.k8s.io/guides/traffic-splitting/',
  ],
  appliesTo: [VIRTUAL_SERVICE, ...ROUTES],
  evaluate: (route) => failuresOrPass(
    route.groupKind === VIRTUAL_SERVICE ? meshRoutesOf(route).filter(isShared).map(judgeMesh) : judgeRules(route),
    'has weights that add up',
  ),
};

function judgeMesh({ path: place, shares }: MeshRoute): Finding {
  const path = `${place}.route`;
  const weights = shares.map(({ weight }) => weight ?? 0);
  const sum = weights.reduce((total: number, weight) => total + (typeof weight === 'number' ? weight : 0), 0);
  const isLegal = weights.every((weight) => typeof weight === 'number' && weight >= 0) && sum === ALL;
  const message = sum === 0
    ? 'has several destinations and no weight, which Istio refuses' : `has weights that add up to ${sum}`;
  return { passed: isLegal, path, message, actual: sum, expected: ALL };
}

function judgeRules({ spec }: Manifest): Finding[] {
  return mapsIn(spec.rules).flatMap(({ item, index }): Finding[] => {
    const references = mapsIn(item.backendRefs).map((one) => one.item);
    // One that is alone shares nothing, and gets all where it gets anything.
    if (references.length < 2 && references.every(({ weight }) => weight !== 0)) return [];
    const passed = references.some(({ weight = 1 }) => weight !== 0);
    const path = `spec.rules[${index}].backendRefs`;
    const message = passed ? 'sends requests somewhere' : 'gives every backend a weight of 0';
    return [{ passed, path, message }];
  });
}
