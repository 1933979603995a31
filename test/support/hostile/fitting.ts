import * as fc from 'fast-check';
import { membersIn, sampleOf } from './samples';
import { ODD_VALUES } from './values';
import { FOREIGN_CLASSES } from '../../../src/internal/signatures/foreign-classes';
import { Member, Type } from '../../../src/internal/signatures/types';
import { anyText } from '../../properties/arbitraries/text';
import { SMALLEST_CALLS } from '../smallest-calls';

/** What somebody may have meant, which a construct has to look at. */
type Sampled = Pick<Member, 'name' | 'type'>;
// A value is never given to fast-check as it is: it asks what it makes for members, which some do not bear.
type Boxed = readonly [unknown];

const word = fc.stringMatching(/^[a-z0-9]([-a-z0-9./:_]{0,70}[a-zA-Z0-9])?$/);
const NUMBERS = [0, 1, -1, 2, 3, 80, 8080, 65_535, 65_536, 1e6, 2 ** 31 - 1, 2 ** 31, 2 ** 53, 1e21, 0.5, -0, Infinity];

/** Values that are of a type. */
export function fittingValue({ name, type }: Sampled): fc.Arbitrary<Boxed> {
  return (ARBITRARIES[type.kind] as (type: Type, name: string) => fc.Arbitrary<Boxed>)(type, name);
}

const ARBITRARIES: { readonly [K in Type['kind']]: (type: Type & { kind: K }, name: string) => fc.Arbitrary<Boxed> } = {
  any: () => fc.jsonValue().map(boxed),
  string: (type, name) => textLike(String(sampleOf({ name, type }))).map(boxed),
  number: () => fc.oneof(fc.constantFrom(...NUMBERS), fc.integer(), fc.double({ noNaN: true })).map(boxed),
  boolean: () => fc.boolean().map(boxed),
  list: ({ of }, name) => fc.array(fittingValue({ name, type: of }), { maxLength: 4 })
    .map((items) => boxed(items.map(([item]) => item))),
  map: ({ of }, name) => fc.array(fc.tuple(fc.oneof(word, anyText), fittingValue({ name, type: of })), { maxLength: 4 })
    .map((members) => boxed(Object.fromEntries(members.map(([key, [member]]) => [key, member])))),
  struct: (type, name) => structLike(type, name),
  interface: (type, name) => fc.constant(boxed(sampleOf({ name, type }))),
  enum: ({ members }) => fc.constantFrom(...Object.values(members)).map(boxed),
  // A construct stands in the tree of the call.
  class: (type, name) => fc.constant(boxed(type.name in SMALLEST_CALLS ? undefined : sampleOf({ name, type }))),
  foreign: (type, name) => foreignLike(type, name),
};

/** What works, with something else in it or in its place. */
function textLike(sample: string): fc.Arbitrary<string> {
  const piece = fc.oneof(anyText, word, fc.constant(''));
  return fc.oneof(
    anyText, word, word,
    fc.tuple(fc.nat(sample.length), fc.nat(3), piece).map(([start, length, text]) => (
      sample.slice(0, start) + text + sample.slice(start + length)
    )),
    fc.constantFrom(sample.toUpperCase(), `${sample}${sample}`, sample.repeat(40), sample),
  );
}

/** One that works, with some of its other members. */
function structLike(type: Type & { kind: 'struct' }, name: string): fc.Arbitrary<Boxed> {
  const optional = membersIn(type).filter(({ isOptional }) => isOptional);
  if (optional.length === 0) return fc.constant(boxed(sampleOf({ name, type })));
  const member = fc.constantFrom(...optional)
    .chain((one) => fittingValue(one).map(([value]) => [one.name, boxed(value)] as const));
  return fc.array(member, { maxLength: 3 }).map((members) => boxed({
    ...sampleOf({ name, type }) as object,
    ...Object.fromEntries(members.map(([key, [value]]) => [key, value])),
  }));
}

function foreignLike(type: Type & { kind: 'foreign' }, name: string): fc.Arbitrary<Boxed> {
  const odd = ODD_VALUES.map(([, value]) => value).filter((value) => isOne(type, value));
  return fc.constantFrom(...[sampleOf({ name, type }), ...odd].map(boxed));
}

function isOne({ foreign }: Type & { kind: 'foreign' }, value: unknown): boolean {
  try {
    return Object.values(FOREIGN_CLASSES).includes(foreign) && typeof value === 'object' && foreign.isOne(value!);
  } catch {
    return false;
  }
}

function boxed(value: unknown): Boxed {
  return [value];
}
