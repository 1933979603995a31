import { FoundSecret } from './found-secret';
import { secretInPair, secretsInCommand } from './search';
import { namedSecret } from './secret-kinds';
import { Place } from './secret-values';
import { isObject, Json, JsonObject } from '../values/json';

/** Deeper than any object that an API server takes. */
const DEEPEST = 60;
const COMMANDS = ['args', 'command'];
/** What is written for everybody to read, and what Secrets are made of elsewhere. */
const ENCRYPTED_FIELDS = ['encryptedData', 'caBundle'];
const SHORTEST_CHECKSUM = 32;
const CHECKSUM = /^(?:[0-9a-f]{32,128}|sha\d{3}:[0-9a-f]{64,128})$/;
const TEXT = /[^\t\n\r\x20-\x7e\u00a0-\uffff]/;

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

/** The secrets in the fields of an object, whatever they are; not those below the paths that are left out. */
export function secretsInFields(object: JsonObject, path: string, leftOut: ReadonlySet<string>): FoundSecret[] {
  const found: FoundSecret[] = [];
  new FieldSearch(found, leftOut).search(object, { path, name: '', depth: 0 });
  return found;
}

function entryAt(path: string, name: string, text: string): FoundSecret[] {
  const kind = secretInPair(name, text);
  return kind === undefined ? [] : [{ path, name, kind }];
}

function addFields(found: FoundSecret[], field: string, map: Json): void {
  if (!isObject(map)) return;
  for (const name of Object.keys(map)) {
    const kind = typeof map[name] === 'string' ? secretInField(name, map[name]) : undefined;
    if (kind !== undefined) found.push({ path: `${field}[${name}]`, name, kind });
  }
}

function secretInField(name: string, value: string): string | undefined {
  const isChecksum = value.length >= SHORTEST_CHECKSUM && CHECKSUM.test(value);
  return (isChecksum ? namedSecret : secretInPair)(name, value, Place.FIELD);
}

interface Spot {
  readonly path: string;
  readonly name: string;
  readonly depth: number;
}

class FieldSearch {
  constructor(private readonly found: FoundSecret[], private readonly leftOut: ReadonlySet<string>) {}

  public search(value: Json, spot: Spot): void {
    const { path, name, depth } = spot;
    if (typeof value === 'string') this.searchText(value, path, name);
    else if (depth > DEEPEST || this.leftOut.has(path)) return;
    else if (Array.isArray(value)) this.searchList(value, spot);
    else if (isObject(value)) this.searchMap(value, spot);
  }

  private searchText(text: string, path: string, name: string): void {
    const kind = secretInField(name, text);
    if (kind !== undefined) this.found.push({ path, name, kind });
  }

  private searchList(list: readonly Json[], { path, name, depth }: Spot): void {
    if (COMMANDS.includes(name) && list.every((item) => typeof item === 'string')) {
      this.found.push(...secretsInCommand(list as string[]).map((secret) => ({ ...secret, path })));
      return;
    }
    list.forEach((item, index) => this.search(item, { path: `${path}[${index}]`, name, depth: depth + 1 }));
  }

  private searchMap(map: JsonObject, { path, depth }: Spot): void {
    for (const [key, value] of Object.entries(map)) {
      if (ENCRYPTED_FIELDS.includes(key)) continue;
      // A variable or a parameter: what it is called stands beside it.
      const name = key === 'value' && typeof map.name === 'string' ? map.name : key;
      this.search(value, { path: path === '' ? key : `${path}.${key}`, name, depth: depth + 1 });
    }
  }
}

function entriesOf(map: Json): [string, string][] {
  if (!isObject(map)) return [];
  return Object.entries(map).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
}
