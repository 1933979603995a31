import { ApiObject, App, Chart, Duration, JsonPatch, Size } from 'cdk8s';
import { Cpu, PercentOrAbsolute } from 'cdk8s-plus-28';
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

/** What a call puts into it would be in the way of the next one: each is given a chart of its own for it. */
export const OTHER_CHART = new Chart(new App(), 'other');

/** Of a type that some call takes, and nothing that anybody means. */
export const ODD_VALUES: readonly HostileValue[] = [
  ['minus zero', -0],
  ['the smallest number', 5e-324],
  ['the largest number', Number.MAX_VALUE],
  ['a number without end', -Infinity],
  ['an unsafe integer', 2 ** 53],
  ['a blank', ' '],
  ['a dot', '.'],
  ['two dots', '../..'],
  ['a slash', '/'],
  ['a star', '*'],
  ['a hyphen', '-'],
  ['the end of a text', 'a\0b'],
  ['a variable', '$(UNKNOWN)'],
  ['a template', '{{ .Values.x }}'],
  ['an octal number', '0o7'],
  ['a document', '---\na: b'],
  ['a long name', `a${'b'.repeat(62)}`],
  ['a longer name', 'a.'.repeat(126) + 'a'],
  ['no time', Duration.millis(0)],
  ['a part of a second', Duration.millis(1)],
  ['ages', Duration.days(1e9)],
  ['no size', Size.kibibytes(0)],
  ['a huge size', Size.gibibytes(1e15)],
  ['no CPU', Cpu.millis(0)],
  ['less than no CPU', Cpu.millis(-1)],
  ['a CPU that is no number', Cpu.units(NaN)],
  ['a huge CPU', Cpu.units(1e30)],
  ['a duration of text', Duration.seconds('30' as never)],
  ['a duration of an object', Duration.seconds({} as never)],
  ['a size of text', Size.mebibytes('64' as never)],
  ['a size of nothing', Size.mebibytes(null as never)],
  ['a CPU of an object', Cpu.units({} as never)],
  ['a CPU of several lines', Cpu.units('1\n2' as never)],
  ['a percentage of text', PercentOrAbsolute.percent('many' as never)],
  ['a number of text', PercentOrAbsolute.absolute('5' as never)],
  ['a number of an object', PercentOrAbsolute.absolute({} as never)],
  ['a percentage above all', PercentOrAbsolute.percent(1e6)],
  ['a percentage that is none', PercentOrAbsolute.percent(NaN)],
  ['less than nothing', PercentOrAbsolute.absolute(-1)],
  ['a patch of nothing', JsonPatch.add('', null)],
  ['a patch without a path', JsonPatch.add('spec', 5)],
  ['a patch of what is not there', JsonPatch.remove('/not/there')],
  ['a patch that holds itself', JsonPatch.add('/metadata/labels', circular())],
  ['a patch to no text', JsonPatch.add(5 as never, 5)],
  ['a patch of a big integer', JsonPatch.add('/metadata/labels', 5n)],
  ['a patch of a function', JsonPatch.add('/metadata/labels', () => 5)],
  ['a patch of a name', JsonPatch.replace('/metadata/name', 5)],
  ['a chart of another app', OTHER_CHART],
  ['an object of another app', new ApiObject(new Chart(new App(), 'other'), 'x', { apiVersion: 'v1', kind: 'Pod' })],
  ['what does everything', mock()],
  ['a duration that throws', throwingMembers('toSeconds', 'toMilliseconds')],
  ['a size that throws', throwingMembers('toKibibytes', 'toMebibytes')],
  ['a duration in words', { toSeconds: () => 'a', toMilliseconds: () => 'b' }],
  ['a size in words', { toKibibytes: () => 'a', toMebibytes: () => 'b' }],
  ['a patch that throws', throwingMembers('_toJson')],
  ['a patch of no operation', { _toJson: () => 5 }],
  ['a resolver that throws', throwingMembers('resolve')],
  ['a resolver of nonsense', { resolve: (context: any) => context.replaceValue?.(5n) }],
];

/** Whether no type takes it; some of these cannot be asked what they are. */
export function isNothingAtAll(value: unknown): boolean {
  return NOTHING_AT_ALL.some(([, nothing]) => Object.is(value, nothing));
}

export const HOSTILE_VALUES: readonly HostileValue[] = [...NOTHING_AT_ALL, ...OBJECTS, ...LISTS, ...WORDS, ...NUMBERS];

/** Those, and what a type takes. */
export const ALL_VALUES: readonly HostileValue[] = [...HOSTILE_VALUES, ...ODD_VALUES];

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

/** What tests put in the place of everything. */
function mock(): object {
  const proxy: object = new Proxy({}, { get: (_, key) => (typeof key === 'symbol' ? undefined : () => proxy) });
  return proxy;
}

function throwingMembers(...names: readonly string[]): object {
  return Object.fromEntries(names.map((name) => [name, () => { throw new Error('away'); }]));
}
