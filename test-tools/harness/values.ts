import * as fc from 'fast-check';

/** How often a field is left as the standard wants it; the rest is everything else. */
export interface Care {
  readonly allowed: number;
  readonly absent: number;
}

/** Nearly all is well: pods that a level lets in, and those that it refuses for one thing. */
export const CAREFUL: Care = { allowed: 600, absent: 100 };
export const CARELESS: Care = { allowed: 90, absent: 70 };

/** The fields of a map, by their names. */
export type Fields = Record<string, fc.Arbitrary<unknown>>;

/** What may stand in a field. */
export interface FieldValues {
  readonly allowed: readonly unknown[];
  readonly forbidden: readonly unknown[];
  /** Values that are no pod's. */
  readonly wrong?: readonly unknown[];
  /** Whether the standard allows that it is not there. */
  readonly optional?: boolean;
}

/** A field with a value of each kind; undefined where it is not there. */
export function field(care: Care, values: FieldValues): fc.Arbitrary<unknown> {
  const { allowed, forbidden, wrong = [{}, [1]], optional = true } = values;
  return fc.oneof(
    { weight: care.allowed, arbitrary: fc.constantFrom(...allowed) },
    { weight: optional ? care.absent : 8, arbitrary: fc.constant(undefined) },
    { weight: optional ? 20 : 4, arbitrary: fc.constant(null) },
    { weight: 14, arbitrary: fc.constantFrom(...forbidden) },
    { weight: 1, arbitrary: fc.constantFrom(...wrong) },
  );
}

/** A map with fields, empty, null, not there, or no map. */
export function map(care: Care, fields: Fields, required = false): fc.Arbitrary<unknown> {
  const rare = required ? 5 : 20;
  return fc.oneof(
    { weight: care.allowed, arbitrary: fc.record(fields) },
    { weight: required ? rare : care.absent, arbitrary: fc.constant(undefined) },
    { weight: rare, arbitrary: fc.constant(null) },
    { weight: rare, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.constantFrom([], 'x', 0) },
  );
}

/** An item that is usual, seldom another. */
export function usually(care: Care, usual: readonly unknown[], other: readonly unknown[]): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: care.allowed, arbitrary: fc.constantFrom(...usual) },
    { weight: 45, arbitrary: fc.constantFrom(...other) },
  );
}

/** A list of items, empty, null, not there, or no list. */
export function list(care: Care, item: fc.Arbitrary<unknown>, maxLength = 2): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: care.absent, arbitrary: fc.array(item, { minLength: 1, maxLength }) },
    { weight: care.absent, arbitrary: fc.constant(undefined) },
    { weight: 20, arbitrary: fc.constant(null) },
    { weight: 20, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.constantFrom({}, 'x') },
  );
}
