import { canaryOf, ROLLOUT } from '../facts/delivery/argo-rollouts';
import { RouterObject, routerObjectsOf } from '../facts/delivery/rollout-routers';
import { DESTINATION_RULE, meshRoutesOf, subsetNames, VIRTUAL_SERVICE } from '../facts/delivery/virtual-services';
import { failuresOrPass } from '../facts/failures-or-pass';
import { isDeclaredExternal } from '../facts/references/declared-external';
import { routeBackends } from '../facts/routes/backends';
import { Finding, ICheck } from '../model/check';
import type { Cluster } from '../model/cluster';
import type { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { isMap, mapOf, mapsIn } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

/** What a Rollout moves requests by is there, and leads to its Services. */
export const ROLLOUT_ROUTES_EXIST: ICheck = {
  id: 'rollout-routes-exist',
  title: 'The routes that a Rollout moves requests by exist, and lead to its Services',
  box: 'gradual-delivery',
  severity: Severity.WARNING,
  why: 'The controller writes weights into a route that somebody else made. Where that is not there, or does not lead '
    + 'to the Services of the Rollout, a delivery stops at its first weight.',
  remedy: {
    manifest: 'An HTTPRoute, VirtualService or Ingress of that name which sends to stableService, and to '
      + 'canaryService too where it is not an Ingress.',
    construct: 'RolloutService writes the route with its Services',
  },
  references: [
    'https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/',
    'https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/istio/',
    'https://rollouts-plugin-trafficrouter-gatewayapi.readthedocs.io/en/latest/quick-start/',
    'https://istio.io/latest/docs/reference/config/analysis/ist0101/',
  ],
  appliesTo: [ROLLOUT],
  evaluate: (rollout, cluster) => failuresOrPass(
    routerObjectsOf(rollout).filter(({ kind, name }) => !isDeclaredExternal(rollout, kind, name)).map((one) => (
      judge(one, rollout, cluster) ?? { passed: true, path: one.path, message: 'is there' }
    )), 'routes by objects that lead to its Services',
  ),
};

function judge(router: RouterObject, rollout: Manifest, cluster: Cluster): Finding | undefined {
  const { groupKind, kind, namespace, name, path, parts } = router;
  const object = cluster.named(groupKind, namespace, name);
  if (object === undefined) {
    const message = `routes by ${kind} ${name}, which is not in the manifests`;
    const expected = `${kind} ${name} there, or the annotation preflight/external: ${kind}/${name}`;
    return { passed: false, path, message, actual: name, expected };
  }
  const known = partsOf(object);
  // Routes of HTTP are looked for where there are any.
  const missing = known.length === 0 ? undefined : parts.find((part) => !known.includes(part));
  if (missing !== undefined) {
    const what = groupKind === DESTINATION_RULE ? 'subset' : 'route';
    const message = `names the ${what} ${missing} of ${kind} ${name}, which has none of that name`;
    return { passed: false, path, message, actual: missing };
  }
  const unreached = unreachedService(object, rollout);
  if (unreached === undefined) return undefined;
  const message = `routes by ${kind} ${name}, which does not lead to Service ${unreached}`;
  return { passed: false, path, message, actual: name };
}

function partsOf(object: Manifest): string[] {
  return object.groupKind === DESTINATION_RULE ? subsetNames(object)
    : meshRoutesOf(object).filter(({ protocol }) => protocol === 'http').map(({ name }) => name);
}

/** One of the Services of a canary that the route must send to, and does not. */
function unreachedService(route: Manifest, rollout: Manifest): string | undefined {
  const { stableService, canaryService, pingPong, trafficRouting } = mapOf(canaryOf(rollout));
  const stable = textOf(mapOf(mapOf(trafficRouting).alb).rootService) || textOf(stableService);
  switch (route.groupKind) {
    case DESTINATION_RULE: return undefined;
    case VIRTUAL_SERVICE:
      // It goes by subsets then, or by two Services that change places.
      if (isMap(mapOf(mapOf(trafficRouting).istio).destinationRule) || isMap(pingPong)) return undefined;
      return unreachedOf([stable, textOf(canaryService)], meshRoutesOf(route).flatMap(({ shares }) => (
        shares.map(({ host }) => host.split('.')[0])
      )));
    // The controller makes the second one itself.
    case 'networking.k8s.io/Ingress':
      return unreachedOf([stable], servicesOfIngress(route));
    default: return unreachedOf([stable, textOf(canaryService)], routeBackends(route).map(({ service }) => service));
  }
}

/** Those of AWS too, which are names of actions by which it finds the weights. */
function servicesOfIngress({ spec }: Manifest): string[] {
  const ofPaths = mapsIn(spec.rules).flatMap(({ item }) => mapsIn(mapOf(item.http).paths));
  return [spec.defaultBackend, ...ofPaths.map(({ item }) => item.backend as unknown)]
    .map((backend) => textOf(mapOf(mapOf(backend).service).name));
}

function unreachedOf(wanted: readonly string[], reached: readonly string[]): string | undefined {
  return wanted.find((name) => name !== '' && !reached.includes(name));
}
