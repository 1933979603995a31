import { isObject, isSame, Json, JsonObject } from './json';

/** One operation of RFC 6902, as cdk8s' `JsonPatch` holds it. */
export interface PatchOperation {
  readonly op: 'add' | 'remove' | 'replace' | 'copy' | 'move' | 'test';
  readonly path: string;
  readonly from?: string;
  readonly value?: Json;
}

// The whole document cannot be replaced, and a key that is no key of JSON would vanish.
const POINTER = /^(\/(?!__proto__(\/|$))([^~/]|~[01])*)+$/;

/** Why RFC 6902 forbids the operation on this document; undefined where it does not. */
export function missingTarget(document: Json, operation: PatchOperation): string | undefined {
  const { op, path } = operation;
  if (!POINTER.test(path)) return `${JSON.stringify(path)} is no path such as /spec/replicas`;
  if (op === 'copy' || op === 'move') return missingSource(document, operation) ?? missingParent(document, operation);
  if (op === 'add') return missingParent(document, operation);
  return exists(document, path) ? undefined : `nothing is at ${path}`;
}

function missingSource(document: Json, { op, path, from = '' }: PatchOperation): string | undefined {
  if (!POINTER.test(from) || !exists(document, from)) return `nothing is at ${JSON.stringify(from)}`;
  return op === 'move' && path.startsWith(`${from}/`) ? `${path} is inside of what is moved` : undefined;
}

function missingParent(document: Json, { op, path, from = '' }: PatchOperation): string | undefined {
  const target = op === 'move' ? without(document, from) : document;
  return canAdd(target, path) ? undefined : `nothing is at ${path} to add to`;
}

/** A copy without the value at a pointer that exists. */
function without(document: Json, pointer: string): Json {
  const copy = structuredClone(document);
  const path = segments(pointer);
  const last = path.pop() ?? '';
  const parent = find(copy, path).value;
  if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete parent[last];
  return copy;
}

/** Removes a member that holds this value. */
export function removeWhereSame(document: JsonObject, pointer: string, value: Json): void {
  const path = segments(pointer);
  const last = path.pop() ?? '';
  const parent = find(document, path);
  if (parent.found && isObject(parent.value) && isSame(parent.value[last], value)) delete parent.value[last];
}

/** Removes the item of a list that has this name, and the list where nothing stays in it. */
export function removeNamed(document: JsonObject, pointer: string, name: string): void {
  const path = segments(pointer);
  const last = path.pop() ?? '';
  const parent = find(document, path);
  if (!parent.found || !isObject(parent.value) || !Array.isArray(parent.value[last])) return;
  const kept = parent.value[last].filter((item: Json) => item?.name !== name);
  if (kept.length > 0) parent.value[last] = kept;
  else delete parent.value[last];
}

function exists(document: Json, pointer: string): boolean {
  return find(document, segments(pointer)).found;
}

function canAdd(document: Json, pointer: string): boolean {
  const path = segments(pointer);
  const last = path.pop();
  if (last === undefined) return true;
  const parent = find(document, path);
  if (!parent.found) return false;
  if (Array.isArray(parent.value)) return last === '-' || (isIndex(last) && Number(last) <= parent.value.length);
  return isObject(parent.value);
}

function find(document: Json, path: string[]): { found: boolean; value?: Json } {
  let value = document;
  for (const segment of path) {
    const isItem = Array.isArray(value) && isIndex(segment) && Number(segment) < value.length;
    const isMember = isObject(value) && Object.hasOwn(value, segment);
    if (!isItem && !isMember) return { found: false };
    value = value[segment];
  }
  return { found: true, value };
}

function segments(pointer: string): string[] {
  return pointer.split('/').slice(1).map((segment) => segment.replace(/~1/g, '/').replace(/~0/g, '~'));
}

function isIndex(segment: string): boolean {
  return /^(0|[1-9]\d*)$/.test(segment);
}
