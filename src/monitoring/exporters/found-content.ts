import { load } from 'js-yaml';
import { FoundFile } from '../../internal/tree/labeled-config-maps';
import { isObject, JsonObject } from '../../internal/values/json';

/** What a file says; nothing where it is no map. */
export function contentOf({ text }: FoundFile): JsonObject {
  try {
    const content = load(text);
    return isObject(content) ? content : {};
  } catch {
    return {};
  }
}
