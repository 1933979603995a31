import { Yaml } from 'cdk8s';
import { misreadBecause, misreadText } from '../../../../src/internal/values/yaml/yaml-text';
import { readYaml } from '../../../support/render';

const LONG = 'a'.repeat(45);
const UNREADABLE = 'hold no control character and no line separator of Unicode';
const TAB = 'not begin with a tab where it has more than one line';
const SPACE = 'have no line of a single space where it is written in quotes';
const NUMBER = 'not look like a number to the API server';

// Each row was compared with what sigs.k8s.io/yaml v1.6.0, which the API server reads with, makes of cdk8s' YAML.
describe('misreadBecause', () => {
  it.each([
    ...[0x7f, 0x80, 0x85, 0x9f, 0x2028, 0x2029, 0xfeff, 0xfffe, 0xffff].flatMap((code): [string, string][] => {
      const character = String.fromCharCode(code);
      return [[character, UNREADABLE], [`a${character}b: c`, UNREADABLE], [`one\ntwo${character}\n`, UNREADABLE]];
    }),
    ...['\ud800', 'a\udc00b', '\udfff\ud800'].map((text) => [text, 'be valid Unicode text']),
    ...['\ta\nb', '\t\n', '\n\ta', '\n\n\ta\n', '\t\t\n\n'].map((text) => [text, TAB]),
    ...[`\n \n${LONG}\0`, `a\n \n${LONG}\n `, `a\n\n \n \n${LONG}\t\n\t`].map((text) => [text, SPACE]),
    ...['0o7', '0O7', '0B1', '0X1F', '-0X1f', '+0o7', '+_1', '-_1', '0_x1', '-0B_1', '0b+1'].map((text) => (
      [text, NUMBER])),
  ])('refuses %j', (text, because) => {
    expect(misreadBecause(text)).toBe(because);
  });

  it.each(['0o8', '0b2', '0xg', '0x', '0o', '1e400', '0x1p3', 'o7', '0 o7', '1.2.3', '1.4.2-rc', '-', '.', '..', '...',
    '-a', '10.0.0.0', '2024-01-01'])('takes %j, which is no number in Go either', (text) => {
    expect(misreadBecause(text)).toBeUndefined();
  });

  it.each(['_', '__', '_1', '_1_0', '_0x1', '+', '+_', '-_', '--1', '+-1', '_.5', '_e'])(
    'takes %j, which Go reads as text', (text) => {
      expect(misreadBecause(text)).toBeUndefined();
    },
  );

  it.each(['0', '007', '1_000', '0_8', '0x10', '0b11', '0b_1', '1e3', '.5', '+.5', '1.', '12:30', '.inf', '.nan', '~',
    'yes'])(
    'takes %j, which cdk8s writes in quotes', (text) => {
      expect(misreadBecause(text)).toBeUndefined();
    },
  );

  it.each([`a\n \n${LONG}`, '\n \n\0', `a\n  \n${LONG}\0`, `a \n\n${LONG}\0`, ` \n${LONG}\0`])(
    'takes %j, whose lines stay as they are', (text) => {
      expect(misreadBecause(text)).toBeUndefined();
      expect(readYaml(Yaml.stringify({ text }))).toEqual([{ text }]);
    },
  );

  it.each(['', 'plain', '\t', 'a\t', 'a\n\tb', ' \ta\nb', 'a\r\nb', '\0', '\u001b', '\u00a0', '\u200b', '\u202e',
    '\ufffd', '\u{1F600}', 'é'])('takes %j, which stays as it is', (text) => {
    expect(misreadBecause(text)).toBeUndefined();
  });
});

describe('misreadText', () => {
  it.each([
    [{ a: [{ b: 'x' }, { c: '0o7' }] }, { text: '0o7', must: NUMBER }],
    [{ a: { 'k\u2028': 1 } }, { text: 'k\u2028', must: UNREADABLE }],
    [{ a: [{ '<<': { b: 'x' } }] }, { text: '<<', must: 'have no key <<, which merges what is under it' }],
    [{ a: { '\ud800': 1 } }, { text: '\ud800', must: 'be valid Unicode text' }],
    [['ok', '\t\n', '0o7'], { text: '\t\n', must: TAB }],
  ])('finds the first text or key of %j', (document, found) => {
    expect(misreadText(document)).toEqual(found);
  });

  it.each([null, undefined, 7, true, [], {}, { a: [null, { b: '1e3' }] }])('finds none in %j', (document) => {
    expect(misreadText(document)).toBeUndefined();
  });
});
