import { HANDLERS } from './container-secrets';
import { FoundSecret } from './found-secret';
import { COMMANDS, DEEPEST, inFileAt, nameOfValue, secretInField } from './object-secrets';
import { isObject, Json, JsonObject } from '../../values/json';
import { maskedText } from '../masked-text';
import { secretsInCommand, secretsInFile } from '../search';
import { Place } from '../secret-values';

const BETWEEN_KEYS = /[.[\]]+/;
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
  const search = new FieldSearch();
  search.searchMap(object, '', { step: '', depth: 0, leftOut: leftOutOf(object, pods) });
  return search.found;
}

/** What is left out below a place, by its keys; a place without keys is left out as a whole. */
type LeftOut = Map<string, LeftOut>;

const LEFT_OUT = leftOutAt([...NOT_WRITTEN, ...OF_METADATA]);
const LEFT_OUT_WITH_ENTRIES = leftOutAt([...NOT_WRITTEN, ...OF_METADATA, ...OF_ENTRIES]);
const METADATA_LEFT_OUT = leftOutAt(OF_METADATA);
const CONTAINER_LEFT_OUT = leftOutAt(OF_CONTAINERS);

function leftOutOf({ apiVersion, kind }: JsonObject, pods: readonly PodPlaces[]): LeftOut {
  // A Secret is where secrets belong.
  const isOfEntries = apiVersion === 'v1' && (kind === 'ConfigMap' || kind === 'Secret');
  // What follows is put beside them, not below.
  const leftOut: LeftOut = new Map(isOfEntries ? LEFT_OUT_WITH_ENTRIES : LEFT_OUT);
  for (const { path, containers } of pods) {
    if (path !== '') METADATA_LEFT_OUT.forEach((fields, key) => leaveOut(leftOut, `${path}.${key}`, fields));
    for (const container of containers) leaveOut(leftOut, container.path, CONTAINER_LEFT_OUT);
  }
  return leftOut;
}

function leftOutAt(paths: readonly string[]): LeftOut {
  const leftOut: LeftOut = new Map();
  for (const path of paths) leaveOut(leftOut, path, new Map());
  return leftOut;
}

function leaveOut(from: LeftOut, path: string, fields: LeftOut): void {
  const keys = path.split(BETWEEN_KEYS).filter((key) => key !== '');
  const last = keys.pop()!;
  let place = from;
  for (const key of keys) {
    if (!place.has(key)) place.set(key, new Map());
    place = place.get(key)!;
  }
  place.set(last, fields);
}

/** Where a value stands; its path is written when something is found there. */
interface Spot {
  readonly within?: Spot;
  readonly step: string | number;
  readonly depth: number;
  readonly leftOut?: LeftOut;
}

function pathOf({ within, step }: Spot): string {
  if (within === undefined) return '';
  const path = pathOf(within);
  if (typeof step === 'number') return `${path}[${step}]`;
  return path === '' ? step : `${path}.${step}`;
}

class FieldSearch {
  public readonly found: FoundSecret[] = [];

  public searchMap(map: JsonObject, name: string, spot: Spot): void {
    for (const key of Object.keys(map)) {
      if (ENCRYPTED_FIELDS.includes(key)) continue;
      const leftOut = spot.leftOut?.get(key);
      if (leftOut?.size === 0) continue;
      const child = { within: spot, step: key, depth: spot.depth + 1, leftOut };
      if (!PLAIN_KEY.test(key)) this.addText('', key, child);
      this.search(map[key], nameOfValue(map, key, name), child);
    }
  }

  private search(value: Json, name: string, spot: Spot): void {
    if (typeof value === 'string') this.addText(name, value, spot);
    else if (spot.depth > DEEPEST) return;
    else if (Array.isArray(value)) this.searchList(value, name, spot);
    else if (isObject(value)) this.searchMap(value, name, spot);
  }

  private searchList(list: readonly Json[], name: string, spot: Spot): void {
    if (COMMANDS.includes(name) && list.every((item) => typeof item === 'string')) {
      for (const secret of secretsInCommand(list as string[])) this.add(spot, secret.kind, secret.name);
      return;
    }
    list.forEach((item, step) => this.search(item, name, {
      within: spot, step, depth: spot.depth + 1, leftOut: spot.leftOut?.get(String(step)),
    }));
  }

  private addText(name: string, text: string, spot: Spot): void {
    if (text.includes('\n')) {
      const secrets = secretsInFile(name, text, Place.FIELD);
      for (const secret of inFileAt(pathOf(spot), name, secrets)) this.found.push(secret);
      return;
    }
    const kind = secretInField(name, text);
    if (kind !== undefined) this.add(spot, kind, name === '' ? undefined : name);
  }

  private add(spot: Spot, kind: string, name?: string): void {
    this.found.push({ path: pathOf(spot), name: name === undefined ? undefined : maskedText(name), kind });
  }
}
