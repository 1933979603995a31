import { HANDLERS } from './container-secrets';
import { FoundSecret } from './found-secret';
import { COMMANDS, DEEPEST, inFileAt, nameOfValue, secretInField } from './object-secrets';
import { isObject, Json, JsonObject } from '../../values/json';
import { maskedText } from '../masked-text';
import { secretsInCommand, secretsInFile } from '../search';
import { Place } from '../secret-values';

/** A key without anything that keys of secrets have. */
const PLAIN_KEY = /^[A-Za-z]{0,60}$/;
/** What is written for everybody to read, and what Secrets are made of elsewhere. */
const ENCRYPTED_FIELDS = ['encryptedData', 'caBundle'];
/** What no author writes: the version and the kind, what the cluster says, and who wrote which field. */
const NOT_WRITTEN = ['apiVersion', 'kind', 'status', 'metadata.managedFields'];
/** What other checks look at, of an object, of its pods, and of their containers. */
const OF_METADATA = ['metadata.annotations', 'metadata.labels'];
const OF_ENTRIES = ['data', 'binaryData', 'stringData'];
const OF_CONTAINERS = [
  'env', ...COMMANDS,
  ...HANDLERS.map((way) => way.join('.')).flatMap((path) => [`${path}.exec.command`, `${path}.httpGet`]),
];

/** Where the template of pods stands in an object, and where the containers of it do. */
export interface PodPlaces {
  /** Empty for a Pod. */
  readonly path: string;
  readonly containers: readonly { readonly path: string }[];
}

/**
 * The secrets in any field of an object, whatever it is, that no other check looks at.
 *
 * @param object the whole of it
 * @param pods the templates of its pods
 */
export function secretsInFields(object: JsonObject, pods: readonly PodPlaces[]): FoundSecret[] {
  const search = new FieldSearch(pathsLeftOut(object, pods));
  search.searchMap(object, { path: '', depth: 0 });
  return search.found;
}

function pathsLeftOut({ apiVersion, kind }: JsonObject, pods: readonly PodPlaces[]): ReadonlySet<string> {
  const paths = new Set([...NOT_WRITTEN, ...OF_METADATA]);
  // A Secret is where secrets belong.
  if (apiVersion === 'v1' && (kind === 'ConfigMap' || kind === 'Secret')) OF_ENTRIES.forEach((path) => paths.add(path));
  for (const { path, containers } of pods) {
    if (path !== '') OF_METADATA.forEach((field) => paths.add(`${path}.${field}`));
    for (const container of containers) OF_CONTAINERS.forEach((field) => paths.add(`${container.path}.${field}`));
  }
  return paths;
}

interface Spot {
  readonly path: string;
  readonly depth: number;
}

class FieldSearch {
  public readonly found: FoundSecret[] = [];
  /** Where a field of them stands: most maps are not asked about each of their keys. */
  private readonly parents: ReadonlySet<string>;

  constructor(private readonly leftOut: ReadonlySet<string>) {
    this.parents = new Set([...leftOut].map((path) => path.slice(0, Math.max(0, path.lastIndexOf('.')))));
  }

  public searchMap(map: JsonObject, { path, depth }: Spot): void {
    const isParent = this.parents.has(path);
    const owner = path.slice(path.lastIndexOf('.') + 1);
    for (const key of Object.keys(map)) {
      if (ENCRYPTED_FIELDS.includes(key)) continue;
      const child = path === '' ? key : `${path}.${key}`;
      if (isParent && this.leftOut.has(child)) continue;
      if (!PLAIN_KEY.test(key)) this.addText('', key, child);
      this.search(map[key], nameOfValue(map, key, owner), { path: child, depth: depth + 1 });
    }
  }

  private search(value: Json, name: string, spot: Spot): void {
    if (typeof value === 'string') this.addText(name, value, spot.path);
    else if (spot.depth > DEEPEST) return;
    else if (Array.isArray(value)) this.searchList(value, name, spot);
    else if (isObject(value)) this.searchMap(value, spot);
  }

  private searchList(list: readonly Json[], name: string, { path, depth }: Spot): void {
    if (COMMANDS.includes(name) && list.every((item) => typeof item === 'string')) {
      for (const secret of secretsInCommand(list as string[])) this.add(path, secret.kind, secret.name);
      return;
    }
    list.forEach((item, index) => this.search(item, name, { path: `${path}[${index}]`, depth: depth + 1 }));
  }

  private addText(name: string, text: string, path: string): void {
    if (text.includes('\n')) {
      for (const secret of inFileAt(path, name, secretsInFile(name, text, Place.FIELD))) this.found.push(secret);
      return;
    }
    const kind = secretInField(name, text);
    if (kind !== undefined) this.add(path, kind, name === '' ? undefined : name);
  }

  private add(path: string, kind: string, name?: string): void {
    this.found.push({ path, name: name === undefined ? undefined : maskedText(name), kind });
  }
}
