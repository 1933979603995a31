import { canaryOf, stepsOf, trafficRoutingOf } from './argo-rollouts';
import type { Finding } from '../../model/check';
import type { Manifest } from '../../model/manifest';
import { isMap, mapOf, mapsIn, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

const ALL = 100;
/** Routers that need a Service for each version. */
const BY_SERVICES = ['alb', 'smi', 'apisix', 'ambassador', 'nginx', 'appMesh', 'traefik'];

/**
 * What of the steps of a Rollout the controller refuses, or what takes users away from a new version again.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.10.1/pkg/apis/rollouts/validation/validation.go
 */
export function judgeRolloutSteps(rollout: Manifest): Finding[] {
  return [...judgeWeights(rollout), ...judgeManagedRoutes(rollout), ...judgeRouting(rollout)];
}

function judgeWeights(rollout: Manifest): Finding[] {
  const most = mostWeight(rollout);
  let before = 0;
  return stepsOf(rollout).flatMap(({ item: { setWeight: actual }, path: step }): Finding[] => {
    if (typeof actual !== 'number') return [];
    const path = `${step}.setWeight`;
    const last = before;
    before = actual;
    if (actual < 0 || actual > most) {
      const message = `sets a weight of ${actual}, which is not between 0 and ${most}`;
      return [{ passed: false, path, message, actual }];
    }
    const message = `goes back from ${last} to ${actual}`;
    return [actual < last ? { passed: false, path, message, actual } : { passed: true, path, message: 'goes forward' }];
  });
}

function mostWeight(rollout: Manifest): number {
  const most: unknown = trafficRoutingOf(rollout)?.item.maxTrafficWeight;
  return typeof most === 'number' ? most : ALL;
}

/** The routes that steps add must be the controller's own. */
function judgeManagedRoutes(rollout: Manifest): Finding[] {
  const routing = trafficRoutingOf(rollout);
  const managed = mapsIn(routing?.item.managedRoutes).map(({ item }) => textOf(item.name));
  const set = stepsOf(rollout).flatMap(({ item, path }) => ['setHeaderRoute', 'setMirrorRoute'].flatMap((field) => (
    isMap(item[field]) ? [{ name: textOf(mapOf(item[field]).name), path: `${path}.${field}` }] : []
  )));
  return set.map(({ name, path }): Finding => {
    if (routing === undefined) return { passed: false, path, message: 'sets a route without trafficRouting' };
    if (managed.includes(name)) return { passed: true, path, message: 'sets a managed route' };
    const message = `sets the route ${name}, which is none of managedRoutes`;
    return { passed: false, path, message, actual: name, expected: 'a route of trafficRouting.managedRoutes' };
  });
}

/** What is nothing without somebody who decides on traffic, and what that needs. */
function judgeRouting(rollout: Manifest): Finding[] {
  const routing = trafficRoutingOf(rollout);
  const canary = mapOf(canaryOf(rollout));
  if (routing === undefined) {
    return stepsOf(rollout).filter(({ item }) => isMap(item.setCanaryScale)).map(({ path }) => (
      { passed: false, path: `${path}.setCanaryScale`, message: 'sets the scale of the canary without trafficRouting' }
    ));
  }
  if (!needsServices(routing.item) || isMap(canary.pingPong)) return [];
  return ['stableService', 'canaryService'].filter((field) => textOf(canary[field]) === '').map((field) => (
    { passed: false, path: routing.path, message: `routes traffic without ${field}`, expected: `a ${field}` }
  ));
}

function needsServices({ istio, plugins, ...others }: PlainMap): boolean {
  const bySubsets = isMap(mapOf(istio).destinationRule);
  return isMap(istio) && !bySubsets || isMap(plugins) || BY_SERVICES.some((router) => isMap(others[router]));
}
