import { addUnreadable, FileContent } from './file-content';
import { Manifest, ManifestSource } from '../model/manifest';
import { isMap, listOf, PlainMap } from '../model/values/plain-data';

/** What an object has, and hardly anything else does. */
const FIELDS = new Set(['apiversion', 'kind', 'metadata', 'spec']);

/** Takes lists apart: `kind: List` and whatever an API server calls a list of things. */
export function addObjects(content: FileContent, value: unknown, source: ManifestSource): void {
  const { file, line, within } = source;
  const where = within === '' ? 'it' : within;
  if (!isMap(value)) {
    const isForeign = Array.isArray(value) && !value.some(isLikeObject);
    const message = `${where} is no object with apiVersion and kind`;
    addUnreadable(content, { file, line, within, message, isForeign });
  } else if (isListOfThings(value)) {
    const prefix = within === '' ? '' : `${within}.`;
    listOf(value.items).forEach((item, index) => (
      addObjects(content, withKindOf(value, item), { ...source, within: `${prefix}items[${index}]` })
    ));
  } else if (typeof value.apiVersion !== 'string' || typeof value.kind !== 'string' || value.kind === '') {
    const isForeign = !isLikeObject(value);
    addUnreadable(content, { file, line, within, message: `${where} has ${missingIn(value)}`, isForeign });
  } else {
    content.manifests.push(new Manifest(value, source));
  }
}

function missingIn(value: PlainMap): string {
  const missing = ['apiVersion', 'kind'].filter((key) => (value[key] ?? '') === '');
  if (missing.length > 0) return `no ${missing.join(' and ')}`;
  return `${typeof value.kind === 'string' ? 'an apiVersion' : 'a kind'} that is no text`;
}

/** An API server writes `items: null` for a list of nothing. */
function isListOfThings({ kind, items }: PlainMap): boolean {
  return typeof kind === 'string' && kind.endsWith('List') && (Array.isArray(items) || items === null);
}

/** The items of a `PodList` are Pods, and an API server does not say so of each. It writes metadata of all of them. */
function withKindOf({ apiVersion, kind }: PlainMap, item: unknown): unknown {
  if (kind === 'List' || !isMap(item) || !isMap(item.metadata)) return item;
  if (item.kind !== undefined && item.apiVersion !== undefined) return item;
  return { apiVersion, kind: String(kind).slice(0, -'List'.length), ...item };
}

function isLikeObject(value: unknown): boolean {
  return isMap(value) && Object.keys(value).some((key) => FIELDS.has(key.toLowerCase().replace(/[-_]/g, '')));
}
