import { STRINGS } from '../../test/support/cdk8s/yaml-strings';
import { Random } from '../../test/support/random';

/** What a line that is forged begins with. */
export const FORGED = 'FORGED';

/** What terminals, JSON and readers of lines take for something else than text. */
export const UNPRINTABLE: readonly string[] = [
  '\u0000', '\u0007', '\b', '\u001b[2J', '\u001b]0;title\u0007', '\u001b[31m', '\u007f', '\u0085', '\u009b31m',
  '\u00ad', '\u061c', '\u200b', '\u200e', '\u202a', '\u202e', '\u2028', '\u2029', '\u2066', '\u2069', '\ufeff',
  '\ufff9', '\ud800', '\udc00', '\u{e0001}', '\u{e0041}', '\u{1bca0}', '\u{13430}',
  ...['\n', '\r', '\r\n', '\u0085', '\u2028', '\u2029', '\v', '\f'].map((end) => `${end}${FORGED}`),
];

/** Names that JavaScript gives a meaning to. */
export const HOSTILE_KEYS: readonly string[] = [
  '__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'toJSON', 'hasOwnProperty', 'length', 'then', '', ' ',
  'a.b', 'a[0]', ']', '[', '0', '-1', '*', '<<', 'é', '~', '/', '~1', 'x'.repeat(1_000), ...UNPRINTABLE,
];

const NUMBERS: readonly unknown[] = [
  0, -1, 1.5, 65_536, 2 ** 31, 2 ** 53, 1e21, -1e21, 1e308, 5e-324, '1e999', '9'.repeat(400), '0.'.padEnd(400, '0'),
  '1Ei', '-1Ki', '1e+400', '0x7fffffffffffffff', '9223372036854775808', '100%', '-5%', '1e3%', '٣',
];

const FORMS: readonly unknown[] = [
  null, true, [], {}, [null], [[]], [[['a']]], { a: null }, { a: { b: { c: [] } } }, ['a', 'a'], [{}], [{ name: 'a' }],
  { toString: 1 }, { length: -1 }, { length: 1e9 }, { key: 'a', operator: 'In', values: null },
  { matchLabels: null, matchExpressions: [{}] }, { name: { name: 'a' } }, [{ name: ['a'] }, { name: null }],
];

const TEXTS: readonly string[] = [
  ...STRINGS, ...UNPRINTABLE, '{{ .Values.x }}', '$(HOME)', '$($(A))', '${{ }}', '<script>alert(1)</script>',
  '| a | b |', '[x](javascript:0)', '2026-13-45', '0000-00-00', '* * * * *', '*/0 99 * * MON', '@every 1s',
  'TZ=UTC * * * * *', '::1', '10.0.0.0/33', '0.0.0.0/0', 'http://user:pass@host:99999/?q#f', 'a'.repeat(64),
  `${'a.'.repeat(130)}a`,
  'image:tag@sha256:0', 'host:99999/image', '@sha256:', ':', '//', '-----BEGIN PRIVATE KEY-----', 'Infinity',
  '[object Object]', '{"a":{"b":[1,2', '{"reason":"x","until":"9999-99-99"}', 'until 2026-01-01', '10s', '-10s', '1h1h',
  'PT5M',
];

const ALPHABET = [...' \t\n-_./:,;=#&*!|>?@%`\'"[]{}()\\~+<^$aA0zZ19é\u2028'];
const LONG_LENGTH = 100_000;

type Maker = (random: Random) => unknown;

/** What makes a value, as often as it stands here. */
const MAKERS: readonly Maker[] = [
  (random) => longText(random, LONG_LENGTH),
  ...twice((random) => random.pick(NUMBERS)),
  ...twice(...twice((random) => structuredClone(random.pick(FORMS)))),
  (random) => random.times(random.below(12), () => random.pick(ALPHABET)).join(''),
  (random) => [random.pick(TEXTS), random.pick(TEXTS)],
  (random) => ({ [random.pick(HOSTILE_KEYS)]: random.pick(TEXTS) }),
  (random) => `a${random.pick(UNPRINTABLE)}b`,
  ...twice(...twice(...twice((random) => random.pick(TEXTS)))),
];

function twice(...makers: readonly Maker[]): Maker[] {
  return [...makers, ...makers];
}

/** A value that no check expects where it stands. */
export function hostileValue(random: Random): unknown {
  return random.pick(MAKERS)(random);
}

/** What a careless expression tries again and again: a few characters many times, and one that does not fit. */
export function longText(random: Random, length: number): string {
  const unit = random.times(1 + random.below(3), () => random.pick(ALPHABET)).join('');
  const [head, tail] = random.times(2, () => (random.oneIn(2) ? random.pick(TEXTS).slice(0, 20) : ''));
  return head + unit.repeat(Math.ceil(length / unit.length)) + tail;
}
