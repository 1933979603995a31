/**
 * Public calls with a hostile value in one place or two, as many as anybody has time for.
 *
 *     for (const { title, outcome } of hostileCalls(seed)) {
 *       const { kind, message } = outcome();
 *       if (kind !== 'refused' && kind !== 'written') report(seed, title, message);
 *     }
 *
 * The same seed gives the same calls. Every constructor, static function and method is called as `samples.ts` has it,
 * with a value at any argument, member or item that `sites.ts` finds in the signatures. What is accepted is used: a
 * value of a class by what takes it, a construct by rendering its whole tree, and the objects are put to the schemas.
 *
 * `everyHostileCall` has an end: each value of `values.ts` at each site, some ninety thousand calls.
 */
import { App, Chart } from 'cdk8s';
import * as fc from 'fast-check';
import { fittingValue } from './fitting';
import { Outcome, outcomeOf } from './outcomes';
import { planted, sampleCall } from './samples';
import { allSites, Site } from './sites';
import { ALL_VALUES, HostileValue, OTHER_CHART } from './values';
import { shownValue } from '../../../src/internal/values/shown-value';
import { anyText } from '../../properties/arbitraries/text';

/** A call that is made when it is asked what becomes of it. */
export interface HostileCall {
  /** What is called, where, and with what, for a person. */
  readonly title: string;
  readonly outcome: () => Outcome;
}

interface Planting {
  readonly site: Site;
  readonly value: HostileValue;
}

const BATCH = 200;
const SITES = allSites();

/** Calls without end; each seed has its own. */
export function* hostileCalls(seed: number): Generator<HostileCall> {
  for (let batch = 0; ; batch += 1) {
    yield* fc.sample(hostileCall, { seed: seed + batch * 0x9e3779b1, numRuns: BATCH });
  }
}

/** One of them, the same for the same seed. */
export function hostileCallOf(seed: number): HostileCall {
  return fc.sample(hostileCall, { seed, numRuns: 1 })[0];
}

/** Every value of which nobody knows what it would mean, everywhere. */
export function* everyHostileCall(): Generator<HostileCall> {
  for (const [turn, site] of SITES.entries()) {
    for (const one of ALL_VALUES) yield callWith([{ site, value: one }], turn);
  }
}

// A value is never without its title: fast-check asks what it makes for its members, which some do not bear.
const part: fc.Arbitrary<HostileValue> = fc.oneof(fc.constantFrom(...ALL_VALUES), anyText.map(titled));

const value: fc.Arbitrary<HostileValue> = fc.oneof(
  { weight: 8, arbitrary: part },
  { weight: 1, arbitrary: fc.double().map(titled) },
  { weight: 1, arbitrary: fc.integer().map(titled) },
  { weight: 1, arbitrary: fc.array(part, { maxLength: 4 }).map((parts) => titled(parts.map(([, one]) => one))) },
  { weight: 1, arbitrary: fc.array(fc.tuple(anyText, part), { maxLength: 4 }).map(objectOf) },
  { weight: 1, arbitrary: fc.anything({ withBigInt: true, withMap: true, withNullPrototype: true }).map(titled) },
);

/** More often of the type than not: what is of another one is refused before anything is made of it. */
function valueAt(site: Site): fc.Arbitrary<HostileValue> {
  return fc.oneof(
    { weight: 1, arbitrary: value },
    { weight: 4, arbitrary: fittingValue(site).map(([one]) => titled(one)) },
  );
}

const hostileCall: fc.Arbitrary<HostileCall> = fc.constantFrom(...SITES).chain((site) => {
  const others = SITES.filter((other) => isBeside(other, site));
  const second = others.length === 0 ? fc.constant(null)
    : fc.option(fc.constantFrom(...others).chain((other) => valueAt(other).map((one) => (
      { site: other, value: one }
    ))));
  return fc.tuple(valueAt(site), second, fc.nat(20)).map(([first, more, turn]) => (
    callWith([{ site, value: first }, ...(more === null ? [] : [more])], turn)
  ));
});

function isBeside(one: Site, other: Site): boolean {
  return one.callable === other.callable && !isWithin(one, other) && !isWithin(other, one);
}

function isWithin({ path }: Site, whole: Site): boolean {
  return whole.path.every((key, index) => path[index] === key);
}

function callWith(given: readonly Planting[], turn: number): HostileCall {
  const [{ site: { callable } }] = given;
  const plantings = callable.className === 'Audit' ? given.map(withinFolder) : given;
  const places = plantings.map(({ site, value: [title] }) => `${site.path.join('.')} is ${title}`);
  return {
    title: `${callable.className}.${callable.name} where ${places.join(' and ')}`,
    outcome: () => outcomeOf(callable, () => plantings.reduce(
      (call, { site, value: [, one] }) => planted(callable, call, [site.path, unused(one)]), sampleCall(callable),
    ), turn),
  };
}

/** A chart that no call before has put anything into. */
function unused(given: unknown): unknown {
  return given === OTHER_CHART ? new Chart(new App(), OTHER_CHART.node.id) : given;
}

/** Reports are written where they are told: in a folder that goes afterwards, and nowhere else. */
function withinFolder({ site, value: [title, one] }: Planting): Planting {
  const file = fileIn(one);
  return file.startsWith('/') && file !== '/' ? { site, value: ['a slash', '/'] } : { site, value: [title, one] };
}

function fileIn(one: unknown): string {
  try {
    return String(typeof one === 'string' ? one : (one as { readonly report?: unknown } | null)?.report ?? '');
  } catch {
    return '';
  }
}

function titled(one: unknown): HostileValue {
  return [shownValue(one), one];
}

function objectOf(members: readonly (readonly [key: string, value: HostileValue])[]): HostileValue {
  return titled(Object.fromEntries(members.map(([key, [, one]]) => [key, one])));
}
