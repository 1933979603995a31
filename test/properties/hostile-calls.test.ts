import { make, membersIn, planted, sampleCall, SampleCall } from './hostile/samples';
import { allCallables, allSites, CallableName, Site } from './hostile/sites';
import { HOSTILE_VALUES, isNothingAtAll } from './hostile/values';
import { runs } from './runs';
import { PUBLIC_API } from '../../src/internal/signatures/public-api';
import { Type } from '../../src/internal/signatures/types';
import { messageOf, NAMED_ERROR } from '../support/errors';

const CALLABLES = allCallables();
const SITES = allSites();
const CLASSES = [...new Set(CALLABLES.map(({ className }) => className))];
/** What nobody would see, or what changes how the rest is seen. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
const LONGEST_MESSAGE = 1000;
/** Of those values that a type takes; each call makes a tree of its own. */
const CALLS_PER_SITE = runs(2).numRuns;

describe('every public entry', () => {
  it('is known here', () => {
    expect(CALLABLES.length).toBeGreaterThan(120);
    expect(SITES.length).toBeGreaterThan(700);
  });

  it.each(CALLABLES.map((callable) => [`${callable.className}.${callable.name}`, callable] as const))(
    '%s takes a call that is right', (_, callable) => {
      expect(() => make(callable, sampleCall(callable))).not.toThrow();
    },
  );
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

  it('that a type takes ends in an error that says which argument, or in what was asked for', () => {
    for (const [index, site] of sites.entries()) {
      const values = HOSTILE_VALUES.filter(([, value]) => !cannotBe(value, site.type));
      for (let turn = 0; turn < Math.min(CALLS_PER_SITE, values.length); turn += 1) {
        const [title, value] = values[(index + turn * 7) % values.length];
        const call = planted(site.callable, sampleCall(site.callable), [site.path, value]);
        expectReadable(messageIn(() => make(site.callable, call)), `${title} as ${site.name}`);
      }
    }
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
  expect(messageWith(`${first.name}z`)).toContain(`${first.name}z' must be a member of ${name}, got 5; write `);
  if (PUBLIC_API.structs[name].isOpen !== true) {
    expect(messageWith('qqqqqqqqqqqq')).toContain(`qqqqqqqqqqqq' must be a member of ${name}, got 5; leave it out`);
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
