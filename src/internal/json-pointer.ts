import { isObject, isSame, Json, JsonObject } from './json';

/** One operation of RFC 6902, as cdk8s' `JsonPatch` holds it. */
export interface PatchOperation {
  readonly op: 'add' | 'remove' | 'replace' | 'copy' | 'move' | 'test';
  readonly path: string;
  readonly from?: string;
  readonly value?: Json;
}

const TAKING = new Set(['copy', 'move']);
const ADDING = new Set(['add', 'copy', 'move']);

/** Why RFC 6902 forbids the operation on this document; undefined where it does not. */
export function missingTarget(document: Json, operation: PatchOperation): string | undefined {
  const { op, path, from } = operation;
  if (TAKING.has(op) && !exists(document, from ?? '')) return `nothing is at ${from}`;
  if (!ADDING.has(op)) return exists(document, path) ? undefined : `nothing is at ${path}`;
  return canAdd(document, path) ? undefined : `nothing is at ${path} to add to`;
}

/** Removes a member that holds this value. */
export function removeWhereSame(document: JsonObject, pointer: string, value: Json): void {
  const path = segments(pointer);
  const last = path.pop() ?? '';
  const parent = find(document, path);
  if (parent.found && isObject(parent.value) && isSame(parent.value[last], value)) delete parent.value[last];
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
