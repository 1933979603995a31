import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Overlay } from './overlay';
import { fail } from '../fail';
import { isObject, isSame, Json, JsonObject } from '../values/json';
import { LabelSelector, matchesLabels } from '../values/label-selectors';

/** The way from the whole of a document to a field. */
export type FieldPath = readonly string[];

/** A field that others go by. */
export interface KeptField {
  readonly path: FieldPath;
  /** Undefined where it must be left out. */
  readonly value: Json;
  /** Completes "must stay ..., for ...": who goes by it. */
  readonly reason: string;
  /** What to use instead. */
  readonly remedy: string;
}

/** Refuses a document without a field that others go by. */
export function checkField(scope: IConstruct, document: JsonObject, { path, value, reason, remedy }: KeptField): void {
  const got = fieldAt(document, path);
  if (isSame(got, value)) return;
  const kept = value === undefined ? 'be left out' : `stay ${JSON.stringify(value)}`;
  fail(scope, { prop: fieldText(path), must: `${kept}, for ${reason}`, got, remedy });
}

/** Holds an object to fields that others go by, where it is patched. */
export function keepFields(scope: IConstruct, object: ApiObject, fields: readonly KeptField[]): void {
  Overlay.of(object).require((document) => fields.forEach((field) => checkField(scope, document, field)), () => false);
}

/** What an object selects. */
export interface KeptSelection {
  /** Where the selector stands. */
  readonly path: FieldPath;
  /** Whether it holds nothing but labels. */
  readonly isFlat?: boolean;
  /** The selector that was made, which needs no second look. */
  readonly made: Record<string, string>;
  /** The labels of what it must select. */
  readonly labels: () => Record<string, string>;
  /** What carries them. */
  readonly what: string;
  readonly remedy: string;
}

/** Refuses a document that does not select what it was made for; it may select more. */
export function checkSelection(scope: IConstruct, document: JsonObject, selection: KeptSelection): void {
  const { path, isFlat = false, made, labels, what, remedy } = selection;
  const got = fieldAt(document, path);
  if (isSame(got, isFlat ? made : { matchLabels: made })) return;
  const selector: LabelSelector = isFlat ? { matchLabels: got } : got;
  if (isObject(got) && matchesLabels(selector, labels())) return;
  fail(scope, { prop: fieldText(path), must: `match ${what}`, got, remedy });
}

/** The value of a field; undefined where it is not there. */
export function fieldAt(document: JsonObject, path: FieldPath): Json {
  let value: Json = document;
  for (const key of path) {
    if (!isObject(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

/** As people write it: `metadata.labels[app.kubernetes.io/name]`. */
function fieldText(path: FieldPath): string {
  return path.map((key) => (/^\w+$/.test(key) ? `.${key}` : `[${key}]`)).join('').replace(/^\./, '');
}
