import { OBJECTS } from './corpus';
import { HOSTILE_KEYS, hostileValue } from './hostile-values';
import { PlainMap } from '../../src/checks/model/values/plain-data';
import { Random } from '../../test/support/random';

const LONG_LIST = 10_000;
const SMALL_LENGTH = 60;
const MAX_NODES = 20_000;
/** What is larger is changed no more: each change may make it many times as large. */
const MAX_LENGTH = 20_000;

type Node = PlainMap;

/** A place in an object: what holds it, and by which name. */
interface Place {
  readonly parent: Node;
  readonly key: string;
}

/** The object, changed at some of its places; the given one stays as it is. */
export function mutatedObject(original: PlainMap, random: Random): PlainMap {
  const object = structuredClone(original);
  const count = 1 + random.below(4);
  for (let done = 0; done < count && JSON.stringify(object).length < MAX_LENGTH; done += 1) {
    const places = placesIn(object);
    if (places.length === 0) break;
    change(random.pick(places), places, random);
  }
  return object;
}

function change({ parent, key }: Place, places: readonly Place[], random: Random): void {
  switch (random.below(12)) {
    case 0:
      remove(parent, key);
      return;
    case 1:
      define(isNode(parent[key]) ? parent[key] : parent, random.pick(HOSTILE_KEYS), hostileValue(random));
      return;
    case 2:
      // Several names lead to one kind, as a mistake of a template does.
      copy(random.pick(places), { parent, key });
      return;
    case 3:
      copy(random.pick(placesIn(random.pick(OBJECTS))), { parent, key });
      return;
    case 4:
      repeat(parent, key, random);
      return;
    case 5:
      addWaiver(places[0].parent, random);
      return;
    default:
      define(parent, key, hostileValue(random));
  }
}

function remove(parent: Node, key: string): void {
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
}

function copy(from: Place, to: Place): void {
  const value: unknown = from.parent[from.key];
  define(to.parent, to.key, structuredClone(value));
}

/** Once more, or very often where it is small. */
function repeat(parent: Node, key: string, random: Random): void {
  const value: unknown = parent[key];
  const isMany = random.oneIn(20) && JSON.stringify(value).length < SMALL_LENGTH;
  const items = Array.from({ length: isMany ? LONG_LIST : 1 + random.below(5) }, () => structuredClone(value));
  if (Array.isArray(parent)) for (const item of items) parent.push(item);
  else parent[key] = items;
}

function addWaiver(object: Node, random: Random): void {
  if (!isNode(object.metadata)) return;
  if (!isNode(object.metadata.annotations)) object.metadata.annotations = {};
  const id = random.pick(['has-cpu-limit', 'image-has-digest', 'gone', '', 'a b', ...HOSTILE_KEYS]);
  define(object.metadata.annotations, `preflight/waive.${id}`, hostileValue(random));
}

/** As its own, also where the name is one that JavaScript gives a meaning to; lists have no names. */
function define(parent: Node, key: string, value: unknown): void {
  if (Array.isArray(parent) && !/^\d+$/.test(key)) return;
  Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true });
}

/** The places of an object; of a huge one, those that stand first. */
function placesIn(root: Node): Place[] {
  const places: Place[] = [];
  const open: Node[] = [root];
  for (let parent = open.pop(); parent !== undefined && places.length < MAX_NODES; parent = open.pop()) {
    for (const key of Object.keys(parent)) {
      places.push({ parent, key });
      if (isNode(parent[key])) open.push(parent[key]);
    }
  }
  return places;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null;
}
