import { Construct } from 'constructs';
import { fail } from '../../internal/fail';
import { closestWord } from '../../internal/values/closest-word';
import { isObject, Json, JsonObject } from '../../internal/values/json';
import { Unshown } from '../../internal/values/shown-value';

/** The prop that all of it was given as. */
export const PROP = 'sealed';
const REMEDY = 'give what kubeseal -o yaml wrote';

/** Refuses fields that nobody would read. */
export function checkKnown(scope: Construct, place: string, { map, known }: KnownFields): void {
  const unknown = Object.keys(map).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  const prop = place === '' ? PROP : `${PROP}.${place}`;
  const remedy = unknown === 'data' ? 'seal it again: a newer kubeseal encrypts each key by itself'
    : `write ${closestWord(unknown, known) ?? `one of ${known.join(', ')}`}, or leave it out`;
  fail(scope, { prop, must: 'have no field that a SealedSecret does not have', got: unknown, remedy });
}

/** An object, and the fields that it may have. */
export interface KnownFields {
  readonly map: JsonObject;
  readonly known: readonly string[];
}

/** The object there, empty where there is none; values are never shown. */
export function mapAt(scope: Construct, place: string, value: Json): JsonObject {
  if (value === undefined || value === null) return {};
  if (!isObject(value)) {
    fail(scope, { prop: `${PROP}.${place}`, must: 'be an object', got: new Unshown('a value'), remedy: REMEDY });
  }
  return value;
}

/** The texts of the object there. */
export function textsAt(scope: Construct, place: string, value: Json): Record<string, string> {
  const map = mapAt(scope, place, value);
  for (const [key, text] of Object.entries(map)) textAt(scope, `${place}.${key}`, text);
  return { ...map } as Record<string, string>;
}

/** The text there. */
export function textAt(scope: Construct, place: string, value: Json): string {
  if (typeof value === 'string') return value;
  const got = value === undefined ? value : new Unshown('a value');
  fail(scope, { prop: `${PROP}.${place}`, must: 'be text', got, remedy: REMEDY });
}

/** The text there, where there is one. */
export function textIfAny(scope: Construct, place: string, value: Json): string | undefined {
  return value === undefined || value === null ? undefined : textAt(scope, place, value);
}
