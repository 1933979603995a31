import { ApiObject, App, ImplicitTokenResolver, LazyResolver, NumberStringUnionResolver, resolve } from 'cdk8s';
import { Json, JsonObject } from '../values/json';

const OF_CDK8S = [LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver];

/**
 * What cdk8s' `resolve` makes of a piece of a manifest, faster where it is plain data.
 *
 * cdk8s offers each value to each resolver. Its own ones look at nothing but instances of classes.
 */
export function resolveData(value: Json, target: ApiObject): Json {
  const { resolvers } = App.of(target);
  const isStandard = resolvers.every((resolver) => OF_CDK8S.some((known) => resolver.constructor === known));
  return isStandard ? resolveInstances(value, target) : resolve([], value, target);
}

function resolveInstances(value: Json, target: ApiObject): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => resolveInstances(item, target));
  if (!isPlain(value)) return resolve([], value, target);
  const resolved: JsonObject = {};
  for (const key of Object.keys(value)) resolved[key] = resolveInstances(value[key], target);
  return resolved;
}

/** A map that no resolver of cdk8s' own takes for anything else. */
function isPlain(value: JsonObject): boolean {
  return value.constructor === Object && typeof value.resolve !== 'function';
}
