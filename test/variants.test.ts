import { isWithin, leafFields } from './support/manifests/manifest-fields';
import { Built, PART_VARIANTS } from './support/part-variants';
import { jsiiTypes } from './support/project/assembly';
import { Manifest } from './support/schemas';

/** The reason for an opt-out. */
const WAIVER = 'metadata.annotations[preflight/waive.';

describe('the variants of a part', () => {
  const rows = PART_VARIANTS.flatMap(({ part, variants, optOuts = {}, point, optedOut = [] }) => {
    const [[first, standard], ...others] = Object.entries(variants);
    const row = (left: readonly string[]) => ([name, build]: [string, Built]) => (
      { pair: `${part}: ${first} and ${name}`, left, standard, build }
    );
    return [...others.map(row(point)), ...Object.entries(optOuts).map(row([...point, ...optedOut]))];
  });

  it.each(rows)('agree in everything that is not their point, $pair', ({ left, standard, build }) => {
    const [expected, found] = [standard, build].map((one) => outside(left, fieldsOf(one())));
    expect(missingFrom(expected, found)).toEqual([]);
    expect(missingFrom(found, expected)).toEqual([]);
    expect(found.length).toBeGreaterThan(20);
  });

  it.each(PART_VARIANTS)('differ wherever they may, $part', ({ variants, optOuts, point, optedOut = [] }) => {
    const written = Object.values({ ...variants, ...optOuts }).map((build) => fieldsOf(build()));
    const idle = [...point, ...optedOut].filter((place) => (
      new Set(written.map((fields) => fields.filter((field) => isAt(field, place)).join('\n'))).size === 1
    ));
    expect(idle).toEqual([]);
  });
});

it('the table has each way to make a part that may be made in several ways', () => {
  const known = new Set(PART_VARIANTS.flatMap(({ part, variants, optOuts }) => (
    Object.keys({ ...variants, ...optOuts }).map((name) => `${part}.${name}`)
  )));
  const ways = jsiiTypes().map(waysToMake).filter((names) => names.length > 1).flat();
  expect(ways.length).toBeGreaterThan(40);
  expect([...known].sort()).toEqual(ways.sort());
});

/** Each value of each object, by its kind, name and path. */
function fieldsOf(manifests: Manifest[]): string[] {
  return manifests
    .flatMap((manifest) => leafFields(manifest, `${manifest.kind}/${manifest.metadata.name}`))
    .filter(({ path }) => !path.startsWith(WAIVER))
    .map(({ object, path, value }) => `${object} ${path} = ${JSON.stringify(value)}`)
    .sort();
}

function missingFrom(wanted: readonly string[], found: readonly string[]): string[] {
  const known = new Set(found);
  return wanted.filter((field) => !known.has(field));
}

function outside(places: readonly string[], fields: readonly string[]): string[] {
  return fields.filter((field) => !places.some((place) => isAt(field, place)));
}

/** A place names a kind, or one object of it, and perhaps a path there. */
function isAt(field: string, place: string): boolean {
  const [[object, path], [wanted, prefix = '']] = [field.split(' '), place.split(' ')];
  const isOfObject = wanted === '*' || object === wanted || object.startsWith(`${wanted}/`);
  return isOfObject && isWithin(path, prefix);
}

/** The static members of a class that make one of it. */
function waysToMake({ name, kind, methods = [], properties = [] }: ReturnType<typeof jsiiTypes>[number]): string[] {
  if (kind !== 'class') return [];
  const made = [...methods.map((method) => ({ ...method, type: method.returns?.type })), ...properties];
  return made.filter(({ static: isStatic, type }) => isStatic && type?.fqn?.endsWith(`.${name}`))
    .map((member) => `${name}.${member.name}`);
}
