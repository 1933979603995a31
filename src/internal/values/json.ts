/** A manifest, or a part of one, as plain data. */
export type Json = any; // eslint-disable-line @typescript-eslint/no-explicit-any
export type JsonObject = Record<string, Json>;

export function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list; none where it is no list. */
export function objectsIn(list: Json): JsonObject[] {
  return Array.isArray(list) ? list.filter(isObject) : [];
}

/** So that no empty map or list is written where nothing is meant. */
export function undefinedIfEmpty(object: JsonObject): JsonObject | undefined {
  return Object.keys(object).length === 0 ? undefined : object;
}

/** The keys of an object, and those that another one adds. */
type KeyOrder = (object: JsonObject, other?: JsonObject) => string[];

/** The environment is slow to ask, and the same for all that is within. */
function keyOrder(): KeyOrder {
  return process.env.CDK8S_DISABLE_SORT ? keysInTurn : sortedKeys;
}

/** Copies plain data without what is not there. */
function copyWith(value: Json, keysOf: KeyOrder): Json {
  if (Array.isArray(value)) return value.filter(isThere).map((item) => copyWith(item, keysOf));
  if (!isObject(value)) return value;
  const copy: JsonObject = {};
  for (const key of keysOf(value)) if (isThere(value[key])) define(copy, key, copyWith(value[key], keysOf));
  return copy;
}

function sortedKeys(object: JsonObject, other?: JsonObject): string[] {
  return keysInTurn(object, other).sort();
}

function keysInTurn(object: JsonObject, other: JsonObject = {}): string[] {
  const keys = Object.keys(object);
  for (const key of Object.keys(other)) if (!Object.hasOwn(object, key)) keys.push(key);
  return keys;
}

function isThere(value: Json): boolean {
  return value !== undefined && value !== null;
}

/** Whether every JavaScript object has such a member, so that maps cannot tell it from a key of their own. */
export function isMemberOfObject(key: string): boolean {
  return key in Object.prototype;
}

/** `apiVersion`, `kind` and `metadata` first, as cdk8s writes them. */
export function headFirst(manifest: JsonObject): JsonObject {
  const head = ['apiVersion', 'kind', 'metadata'].filter((key) => key in manifest);
  const keys = [...head, ...Object.keys(manifest).filter((key) => !head.includes(key))];
  return objectFrom(keys.map((key) => [key, manifest[key]]));
}

/** Merges by RFC 7386: null removes, lists are replaced. */
export function mergePatch(target: Json, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const merged = isObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else if (value !== undefined) define(merged, key, mergePatch(own(merged, key), value));
  }
  return merged;
}

/**
 * Merges like `mergePatch`, but pairs the items of lists by their `name`, as Kubernetes does for containers.
 *
 * Maps that the fragment changes have their keys in alphabetical order, unless the user turned that off. What it leaves
 * alone is shared with the target; what it brings is copied, without what is null or undefined.
 */
export function mergeByName(target: Json, fragment: Json): Json {
  return mergeWith(target, fragment, keyOrder());
}

function mergeWith(target: Json, fragment: Json, keysOf: KeyOrder): Json {
  if (isNamedList(target) && isNamedList(fragment)) return mergeLists(target, fragment, keysOf);
  if (!isObject(target) || !isObject(fragment)) return copyWith(fragment, keysOf);
  const merged: JsonObject = {};
  for (const key of keysOf(target, fragment)) {
    const kept = own(target, key);
    const change = own(fragment, key);
    const value = change === undefined ? kept : mergeWith(kept, change, keysOf);
    if (isThere(value)) define(merged, key, value);
  }
  return merged;
}

/** Whether a value holds nothing but what JSON has, under keys that stay keys. */
export function isPlainData(value: Json): boolean {
  if (Array.isArray(value)) return value.every(isPlainData);
  if (typeof value !== 'object' || value === null) return true;
  if (Object.getPrototypeOf(value) !== Object.prototype || Object.hasOwn(value, '__proto__')) return false;
  return Object.values(value).every(isPlainData);
}

/** Whether two pieces of plain data are the same, whatever the order of their keys. */
export function isSame(left: Json, right: Json): boolean {
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => isSame(item, right[index]));
  }
  if (!isObject(left) || !isObject(right)) return left === right;
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length
    && keys.every((key) => Object.hasOwn(right, key) && isSame(left[key], right[key]));
}

function isNamedList(value: Json): value is JsonObject[] {
  return Array.isArray(value) && value.every((item) => isObject(item) && typeof item.name === 'string');
}

function mergeLists(target: JsonObject[], fragment: JsonObject[], keysOf: KeyOrder): JsonObject[] {
  const added = fragment.filter((item) => !target.some(({ name }) => name === item.name));
  const kept = target.map((item) => {
    const change = fragment.find(({ name }) => name === item.name);
    return change === undefined ? item : mergeWith(item, change, keysOf);
  });
  return [...kept, ...added.map((item) => copyWith(item, keysOf))];
}

/** A map of these entries, whatever their names are. */
export function objectFrom(entries: [string, Json][]): JsonObject {
  const object: JsonObject = {};
  for (const [key, value] of entries) define(object, key, value);
  return object;
}

function own(object: JsonObject, key: string): Json {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** A key such as `__proto__` is data like any other. */
function define(object: JsonObject, key: string, value: Json): void {
  if (key === '__proto__') Object.defineProperty(object, key, { value, enumerable: true, configurable: true });
  else object[key] = value;
}
