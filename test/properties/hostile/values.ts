import { App, Duration } from 'cdk8s';
import { Spread } from '../../../src';

/** A value that a careless program may give, with what it is called. */
export type HostileValue = readonly [title: string, value: unknown];

/** No type takes any of these. */
const NOTHING_AT_ALL: readonly HostileValue[] = [
  ['null', null],
  ['NaN', NaN],
  ['a big integer', 10n],
  ['a huge integer', 10n ** 500n],
  ['a symbol', Symbol('x')],
  ['a function', () => 'x'],
  ['a class', Spread],
  ['a proxy that throws', new Proxy({}, throwing())],
  ['a proxy that is revoked', revoked()],
];

const OBJECTS: readonly HostileValue[] = [
  ['an empty object', {}],
  ['a proxy that has everything', new Proxy({}, { get: () => 5, has: () => true })],
  ['an object without a prototype', Object.create(null)],
  ['an object with odd members', { 'a b\n\u202e\'': 5, '': 1, '__proto__': 2 }],
  ['its own member', circular()],
  ['an accessor that throws', { get image() { throw new Error('away'); }, get name() { throw new Error('away'); } }],
  ['a deep object', deep()],
  ['a map of JavaScript', new Map([['A', 'a']])],
  ['a set', new Set(['a'])],
  ['a date', new Date(0)],
  ['a regular expression', /x/],
  ['a promise', Promise.resolve('a')],
  ['a boxed text', new String('a')],
  ['an error', new Error('a\u202eb\nc')],
  ['an instance of another class of ours', Spread.none('a reason')],
  ['a duration', Duration.hours(24)],
  ['a construct', new App()],
];

const LISTS: readonly HostileValue[] = [
  ['an empty list', []],
  ['a list of nothing', [undefined]],
  ['a list with a hole', Array(2)],
  ['a list of null', [null]],
  ['a list of numbers', [5]],
  ['a list of objects', [{}]],
  ['a list of lists', [['a']]],
  ['a long list', Array(100_000).fill(5)],
  ['bytes', new Uint8Array(9)],
];

const WORDS: readonly HostileValue[] = [
  ['an empty text', ''],
  ['a word', 'ingress'],
  ['a duration as text', '24h'],
  ['a number as text', '80'],
  ['two lines', 'a\nb'],
  ['text that turns round', '\u202ea\u2066\ufeff'],
  ['half a character', 'a\ud800'],
  ['a quote and brackets', '\'] ["; rm -rf / #'],
  ['a member of every object', '__proto__'],
  ['a huge text', 'x'.repeat(100_000)],
];

const NUMBERS: readonly HostileValue[] = [
  ['zero', 0], ['minus one', -1], ['a half', 0.5], ['infinity', Infinity], ['a large number', 1e21], ['true', true],
  ['false', false],
];

/** Whether no type takes it; some of these cannot be asked what they are. */
export function isNothingAtAll(value: unknown): boolean {
  return NOTHING_AT_ALL.some(([, nothing]) => Object.is(value, nothing));
}

export const HOSTILE_VALUES: readonly HostileValue[] = [...NOTHING_AT_ALL, ...OBJECTS, ...LISTS, ...WORDS, ...NUMBERS];

function throwing(): ProxyHandler<object> {
  const fail = () => { throw new Error('away'); };
  return { get: fail, has: fail, ownKeys: fail, getPrototypeOf: fail, getOwnPropertyDescriptor: fail };
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

function circular(): object {
  const value: Record<string, unknown> = { list: [] };
  value.itself = value;
  (value.list as unknown[]).push(value);
  return value;
}

function deep(): object {
  let value: object = {};
  for (let depth = 0; depth < 10_000; depth += 1) value = { a: value };
  return value;
}
