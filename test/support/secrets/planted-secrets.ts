import { isObject, Json, JsonObject } from '../../../src/internal/values/json';

/** Without these nobody knows what an object is. */
const KEPT = ['apiVersion', 'kind'];

/** The object with a text in place of one value or one key of it, as often as it has any. */
export function* withPlanted(object: JsonObject, text: string): Generator<JsonObject> {
  for (const change of changesOf(object, text, '')) yield change as JsonObject;
}

function* changesOf(value: Json, text: string, path: string): Generator<Json> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      for (const change of changesOf(item, text, `${path}[]`)) {
        yield [...value.slice(0, index), change, ...value.slice(index + 1)];
      }
    }
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      if (path === '' && KEPT.includes(key)) continue;
      const { [key]: _, ...others } = value;
      yield { ...others, [text]: item };
      for (const change of changesOf(item, text, `${path}.${key}`)) yield { ...value, [key]: change };
    }
  } else {
    yield text;
  }
}
