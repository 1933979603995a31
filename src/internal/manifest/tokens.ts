import { ApiObject, App, ImplicitTokenResolver, LazyResolver, NumberStringUnionResolver, resolve } from 'cdk8s';
import { Json, JsonObject, objectFrom } from '../values/json';

const OF_CDK8S = [LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver];

/**
 * What cdk8s' `resolve` makes of a piece of a manifest, faster where it is plain data.
 *
 * cdk8s offers each value to each resolver. Its own ones look at nothing but instances of classes.
 */
export function resolveData(value: Json, target: ApiObject): Json {
  return hasOnlyResolversOfCdk8s(target) ? resolveInstances(value, target) : resolve([], value, target);
}

/** Whether `resolveData` would only copy it. */
export function isResolved(value: Json, target: ApiObject): boolean {
  return hasOnlyResolversOfCdk8s(target) && isPlainThroughout(value);
}

function hasOnlyResolversOfCdk8s(target: ApiObject): boolean {
  return App.of(target).resolvers.every(({ constructor }) => OF_CDK8S.some((known) => constructor === known));
}

function isPlainThroughout(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isPlainThroughout);
  if (!isPlain(value)) return false;
  for (const key of Object.keys(value)) if (!isPlainThroughout(value[key])) return false;
  return true;
}

function resolveInstances(value: Json, target: ApiObject): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => resolveInstances(item, target));
  if (!isPlain(value)) return resolve([], value, target);
  return objectFrom(Object.keys(value).map((key) => [key, resolveInstances(value[key], target)]));
}

/** A map that no resolver of cdk8s' own takes for anything else. */
function isPlain(value: JsonObject): boolean {
  return value.constructor === Object && typeof value.resolve !== 'function';
}
