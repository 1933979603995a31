import { Manifest } from '../schemas';

type Place = readonly (string | number)[];

/** An object with one thing changed at random. */
export interface Mutation {
  readonly manifest: Manifest;
  /** What was changed, for a person. */
  readonly what: string;
}

const VALUES: readonly unknown[] = [
  '',
  'UPPER',
  'two words',
  'x'.repeat(64),
  'a'.repeat(300),
  '-x',
  'x_',
  0,
  -1,
  1,
  70000,
  1.5,
  true,
  false,
  null,
  [],
  {},
  '5',
  '100mi',
  '10%',
  '150%',
  'a/b',
  '/abs',
  '../up',
  'Always',
  'None',
  99999999999,
  '1Gi',
  'é',
  'a,b',
  '*',
  'my.name',
  'http',
  ['a', 'a'],
];

/** The same mutations of some of the objects for the same seed. */
export function mutations(objects: readonly Manifest[], seed: number, count: number): Mutation[] {
  const random = new Random(seed);
  return Array.from({ length: count }, () => mutated(random.pick(objects), random));
}

/** Each field and item of the objects taken out, and each text emptied. */
export function reductions(objects: readonly Manifest[]): Mutation[] {
  return objects.flatMap((original) => placesIn(original).filter(isChangeable).flatMap((place) => {
    const name = `${original.kind} ${place.join('.')}`;
    const key = place[place.length - 1];
    const without = structuredClone(original);
    const parent = at(without, place.slice(0, -1));
    if (Array.isArray(parent)) parent.splice(key as number, 1);
    else delete parent[key];
    if (typeof at(original, place) !== 'string') return [{ manifest: without, what: `${name} removed` }];
    const emptied = structuredClone(original);
    at(emptied, place.slice(0, -1))[key] = '';
    return [{ manifest: without, what: `${name} removed` }, { manifest: emptied, what: `${name} = ""` }];
  }));
}

function isChangeable([first]: Place): boolean {
  return first !== 'apiVersion' && first !== 'kind';
}

function mutated(original: Manifest, random: Random): Mutation {
  const manifest = structuredClone(original);
  const places = placesIn(manifest).filter(isChangeable);
  const place = random.pick(places);
  const name = `${manifest.kind} ${place.join('.')}`;
  const parent = at(manifest, place.slice(0, -1));
  const key = place[place.length - 1];
  switch (random.pick(['remove', 'add', 'repeat', 'copy', 'set', 'set', 'set'])) {
    case 'remove':
      if (Array.isArray(parent)) parent.splice(key as number, 1);
      else delete parent[key];
      return { manifest, what: `${name} removed` };
    case 'add':
      Object.assign(isMap(parent[key]) ? parent[key] : manifest, { unknownField: 1 });
      return { manifest, what: `${name} with an unknown field` };
    case 'repeat':
      if (Array.isArray(parent)) parent.push(structuredClone(parent[key as number]));
      return { manifest, what: `${name} twice` };
    case 'copy': {
      const source = random.pick(places);
      parent[key] = structuredClone(at(original, source));
      return { manifest, what: `${name} as ${source.join('.')}` };
    }
    default: {
      const value = random.pick(VALUES);
      parent[key] = structuredClone(value);
      return { manifest, what: `${name} = ${JSON.stringify(value).slice(0, 40)}` };
    }
  }
}

function placesIn(value: unknown, path: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const place = [...path, Array.isArray(value) ? Number(key) : key];
    return [place, ...placesIn(child, place)];
  });
}

function at(root: Manifest, place: Place): Manifest {
  return place.reduce((node, key) => node?.[key], root);
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Numbers that are the same in every run. */
class Random {
  constructor(private state: number) {}

  public pick<T>(items: readonly T[]): T {
    this.state = (this.state * 16807) % 2147483647;
    return items[this.state % items.length];
  }
}
