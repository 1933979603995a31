import { ApiObject } from 'cdk8s';
import { Overlay } from './overlay';
import { fail } from '../fail';
import { isObject, isSame, Json, JsonObject } from '../values/json';
import { LabelSelector, matchesLabels } from '../values/label-selectors';

/** The way from the whole of a document to a field. */
export type FieldPath = readonly string[];

/** A field that others go by. */
export interface KeptField {
  readonly path: FieldPath;
  readonly value: Json;
  /** Completes "must stay ..., for ...": who goes by it. */
  readonly reason: string;
  /** What to use instead. */
  readonly remedy: string;
}

/** Holds an object to the fields that others go by. */
export function keepFields(object: ApiObject, fields: readonly KeptField[], isTouched = () => false): void {
  Overlay.of(object).require((document) => fields.forEach(({ path, value, reason, remedy }) => {
    const got = fieldAt(document, path);
    if (isSame(got, value)) return;
    fail(object, { prop: fieldText(path), must: `stay ${JSON.stringify(value)}, for ${reason}`, got, remedy });
  }), isTouched);
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
  readonly labels: (document: JsonObject) => Record<string, string>;
  /** What carries them. */
  readonly what: string;
  readonly remedy: string;
}

/** Holds an object to selecting what it was made for; it may select more. */
export function keepSelection(object: ApiObject, selection: KeptSelection, isTouched?: () => boolean): void {
  const { path, isFlat = false, made, labels, what, remedy } = selection;
  Overlay.of(object).require((document) => {
    const got = fieldAt(document, path);
    const selector: LabelSelector = isFlat ? { matchLabels: got } : got;
    if (isObject(got) && (isSame(selector, { matchLabels: made }) || matchesLabels(selector, labels(document)))) return;
    fail(object, { prop: fieldText(path), must: `match ${what}`, got, remedy });
  }, isTouched);
}

/** The value of a field; undefined where it is not there. */
export function fieldAt(document: JsonObject, path: FieldPath): Json {
  const step = (value: Json, key: string) => (isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined);
  return path.reduce<Json>(step, document);
}

/** As people write it: `metadata.labels[app.kubernetes.io/name]`. */
function fieldText(path: FieldPath): string {
  return path.map((key) => (/^\w+$/.test(key) ? `.${key}` : `[${key}]`)).join('').replace(/^\./, '');
}
