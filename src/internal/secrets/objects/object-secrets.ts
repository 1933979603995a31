import { FoundSecret } from './found-secret';
import { isObject, Json, JsonObject } from '../../values/json';
import { secretInPair, secretsInFile } from '../search';
import { namedSecret } from '../secret-kinds';
import type { SecretInText } from '../secret-texts';
import { Place } from '../secret-values';
import { SeenPairs } from '../seen-texts';

/** Deeper than any object that an API server takes. */
export const DEEPEST = 60;
/** Fields with the words of a command line. */
export const COMMANDS: readonly string[] = ['args', 'command'];

const SHORTEST_CHECKSUM = 32;
const CHECKSUM = /^(?:[0-9a-f]{32,128}|sha\d{3}:[0-9a-f]{64,128})$/;
const TEXT = /[^\t\n\r\x20-\x7e\u00a0-\uffff]/;

/** By which the injector of Vault is told of a file; the name of the file is its own. */
const OF_FILE = /^vault\.hashicorp\.com\/(agent-inject-(secret|template|file|perms|command)|error-on-missing-key)-/;

/** The secrets that a ConfigMap holds. */
export function secretsInConfigMap({ data, binaryData }: JsonObject): FoundSecret[] {
  const texts = entriesOf(data).flatMap(([name, text]) => entryAt(`data[${name}]`, name, text));
  const binaries = entriesOf(binaryData).flatMap(([name, text]) => {
    const content = Buffer.from(text, 'base64').toString('utf8');
    return TEXT.test(content.slice(0, 1000)) ? [] : entryAt(`binaryData[${name}]`, name, content);
  });
  return [...texts, ...binaries];
}

/** The secrets in annotations and labels. */
export function secretsInMetadata({ annotations, labels }: JsonObject): FoundSecret[] {
  const found: FoundSecret[] = [];
  addFields(found, 'annotations', annotations);
  addFields(found, 'labels', labels);
  return found;
}

function entryAt(path: string, name: string, text: string): FoundSecret[] {
  if (text.includes('\n')) return inFileAt(path, name, secretsInFile(name, text));
  const kind = secretInPair(name, text) ?? secretInField('', name);
  return kind === undefined ? [] : [{ path, name, kind }];
}

/** The secrets of a text of many lines that stands at a path, by what they are called in it. */
export function inFileAt(path: string, name: string, secrets: readonly SecretInText[]): FoundSecret[] {
  return secrets.map(({ kind, within }) => (
    { path, name: within === undefined ? name : `${within} of ${name}`, kind }
  ));
}

function addFields(found: FoundSecret[], field: string, map: Json): void {
  if (!isObject(map)) return;
  for (const name of Object.keys(map)) {
    const ofValue = typeof map[name] === 'string' ? secretInField(saidOfValue(name), map[name]) : undefined;
    const kind = ofValue ?? secretInField('', name);
    if (kind !== undefined) found.push({ path: `${field}[${name}]`, name, kind });
  }
}

/** What the key of an annotation says of its value: some end in the name of a file, and say how that is made. */
function saidOfValue(key: string): string {
  return OF_FILE.test(key) ? '' : key;
}

/** What stands beside the name of a key, in what is synced from a store. */
const BESIDE_A_KEY = ['remoteRef', 'sourceRef'];

/**
 * What a value of a map is called: that of a variable or a parameter stands beside it, that of the default of a schema
 * before it.
 *
 * @param owner what the map is called
 */
export function nameOfValue(map: JsonObject, key: string, owner: string): string {
  if (key === 'value' && typeof map.name === 'string') return map.name;
  // Of a key in a Secret, it says the name.
  if (key === 'secretKey' && BESIDE_A_KEY.some((field) => isObject(map[field]))) return '';
  return key === 'default' && typeof map.type === 'string' ? owner : key;
}

const KINDS = new SeenPairs<string | undefined>();

/** The kind of secret that a field of an object holds; undefined where it is none. */
export function secretInField(name: string, value: string): string | undefined {
  return KINDS.of(name, value, searchField);
}

function searchField(name: string, value: string): string | undefined {
  const isChecksum = value.length >= SHORTEST_CHECKSUM && CHECKSUM.test(value);
  return (isChecksum ? namedSecret : secretInPair)(name, value, Place.FIELD);
}

function entriesOf(map: Json): [string, string][] {
  if (!isObject(map)) return [];
  return Object.entries(map).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
}
