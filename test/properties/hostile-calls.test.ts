import { runs } from './runs';
import { PUBLIC_API } from '../../src/internal/signatures/public-api';
import { Type } from '../../src/internal/signatures/types';
import { messageOf, NAMED_ERROR, UNSEEN } from '../support/errors';
import { hostileCalls } from '../support/hostile/hostile-calls';
import { outcomeOf } from '../support/hostile/outcomes';
import { make, membersIn, planted, sampleCall, SampleCall } from '../support/hostile/samples';
import { allCallables, allSites, CallableName, Site } from '../support/hostile/sites';
import { HOSTILE_VALUES, isNothingAtAll } from '../support/hostile/values';

const CALLABLES = allCallables();
const SITES = allSites();
const CLASSES = [...new Set(CALLABLES.map(({ className }) => className))];
const LONGEST_MESSAGE = 1000;
/** `npm run fuzz` makes more of them. */
const CALLS = 300;

describe('every public entry', () => {
  it('is known here', () => {
    expect(CALLABLES.length).toBeGreaterThan(120);
    expect(SITES.length).toBeGreaterThan(700);
  });

  it.each(CALLABLES.map((callable) => [`${callable.className}.${callable.name}`, callable] as const))(
    '%s takes a call that is right, of which valid objects are written', (_, callable) => {
      expect(outcomeOf(callable, () => sampleCall(callable))).toMatchObject({ kind: 'written' });
    },
  );

  it.each(CALLABLES.map((callable) => [`${callable.className}.${callable.name}`, callable] as const))(
    '%s takes undefined for whatever may be left out', (_, callable) => {
      const optional = SITES.filter((site) => site.callable === callable && isLeftOut(site));
      const call = optional.reduce(
        (given, { path }) => planted(callable, given, [path, undefined]), sampleCall(callable),
      );
      expect(() => make(callable, call)).not.toThrow();
    },
  );
});

describe('calls with what nobody means in them', () => {
  it('are refused in the house form, or written as valid objects', () => {
    const { seed, numRuns } = runs(CALLS);
    const faults: string[] = [];
    const kinds = new Set<string>();
    let count = 0;
    for (const { title, outcome } of hostileCalls(seed)) {
      const { kind, message } = outcome();
      kinds.add(kind);
      if (kind !== 'refused' && kind !== 'written') faults.push(`${kind}: ${title}: ${message}`);
      if ((count += 1) === numRuns) break;
    }
    expect(faults).toEqual([]);
    expect(kinds).toEqual(new Set(['refused', 'written']));
  });
});

describe.each(CLASSES)('whatever %s is given', (className) => {
  const sites = SITES.filter(({ callable }) => callable.className === className);

  it('of a wrong type is refused before anything is made', () => {
    forEachCallable(sites, (callable, call) => {
      for (const site of sites.filter((one) => one.callable === callable)) {
        for (const [title, value] of HOSTILE_VALUES.filter(([, wrong]) => cannotBe(wrong, site.type))) {
          expectRefusal(site, messageOf(() => make(callable, planted(callable, call, [site.path, value]))), title);
        }
      }
    });
  });

  it('too little of is refused, by the name of what is missing', () => {
    forEachCallable(sites, (callable, call) => {
      for (const site of sites.filter((one) => one.callable === callable && !one.isOptional)) {
        const without = planted(callable, call, [site.path, undefined]);
        expectRefusal(site, messageOf(() => make(callable, without)), 'nothing');
      }
    });
  });

  it('under a name that nothing has is refused, with the name that was meant', () => {
    forEachCallable(sites, (callable, call) => {
      for (const site of sites.filter((one) => one.callable === callable && one.type.kind === 'struct')) {
        expectKnownNames(site, call);
      }
    });
  });
});

/** Calls that are refused change nothing, so one tree does for all of them. */
function forEachCallable(sites: readonly Site[], act: (callable: CallableName, call: SampleCall) => void): void {
  for (const callable of new Set(sites.map((site) => site.callable))) {
    const call = sampleCall(callable);
    const before = call.scope.node.findAll().length;
    act(callable, call);
    expect([callable.name, call.scope.node.findAll().length]).toEqual([callable.name, before]);
  }
}

function expectRefusal({ callable, name, path }: Site, message: string, title: string): void {
  expectReadable(message, `${title} as ${callable.className}.${callable.name} ${path.join('.')}`);
  const prop = message.slice(message.indexOf(']') + 1, message.indexOf(' must '));
  if (!prop.includes(name)) throw new Error(`${message} does not name ${name}`);
}

/** Whether it may be left out, and stands in what may not. */
function isLeftOut({ callable, path, isOptional, type }: Site): boolean {
  const isAround = (other: Site) => other.callable === callable && other.path.length < path.length
    && other.path.every((key, index) => key === path[index]);
  const isNeeded = path.at(-1) === 'target' && type.kind === 'foreign';
  return isOptional && !isNeeded && !SITES.some((other) => other.isOptional && isAround(other));
}

/** A message, where there is one. Not by `expect`, which would cost more than all the calls. */
function expectReadable(message: string | undefined, title: string): void {
  if (message === undefined) return;
  const isGood = NAMED_ERROR.test(message) && !UNSEEN.test(message) && message.length <= LONGEST_MESSAGE;
  if (!isGood) throw new Error(`${title} ends in: ${message}`);
}

function messageIn(action: () => unknown): string | undefined {
  try {
    action();
  } catch (error) {
    return (error as Error).message;
  }
  return undefined;
}

function expectKnownNames({ callable, path, type }: Site, call: SampleCall): void {
  const name = type.kind === 'struct' ? type.struct.name : '';
  const [first] = membersIn(type);
  const messageWith = (key: string) => messageIn(() => make(callable, planted(callable, call, [[...path, key], 5])));
  // What stands beside a reference to a secret may be the secret.
  const refusal = (key: string, remedy: string) => (
    new RegExp(`${key}' must be a member of ${name}, got (?:5|a number, which is not shown); ${remedy}`)
  );
  expect(messageWith(`${first.name}z`)).toMatch(refusal(`${first.name}z`, 'write '));
  if (PUBLIC_API.structs[name].isOpen !== true) {
    expect(messageWith('qqqqqqqqqqqq')).toMatch(refusal('qqqqqqqqqqqq', 'leave it out'));
  }
}

/** What nobody who knows JavaScript alone would take for a value of the type; the check itself knows more. */
function cannotBe(value: unknown, type: Type): boolean {
  return type.kind !== 'any' && (isNothingAtAll(value) || !couldBe(value, type));
}

function couldBe(value: unknown, type: Type): boolean {
  if (type.kind === 'enum') return Object.values(type.members).includes(value as string);
  if (type.kind === 'list') return Array.isArray(value);
  if (typeof value !== 'object') return typeof value === type.kind;
  const isBag = type.kind === 'map' || type.kind === 'struct';
  return isBag ? !Array.isArray(value) && !(value instanceof Map) : Object.getPrototypeOf(value) !== Object.prototype;
}
