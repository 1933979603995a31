import { patternMatches } from '../../../../src/checks/facts/alerts/label-patterns';

it.each([
  ['.*', '', true],
  ['.+', '', false],
  ['.+', 'a', true],
  ['a.+', 'a', false],
  ['a.+', 'ab', true],
  ['.+b', 'b', false],
  ['a.+a', 'aa', false],
  ['a.+b.*', 'abb', true],
  ['a.+b.*', 'ab', false],
  ['.+.+', 'a', false],
  ['a|.+b', 'ab', true],
  ['[ab]', 'a', undefined],
])('says whether %s matches %j', (pattern, value, expected) => {
  expect(patternMatches(pattern, value)).toBe(expected);
});
