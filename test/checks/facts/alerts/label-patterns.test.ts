import { edgesOfPattern, readPattern, valuesOfPattern } from '../../../../src/checks/facts/alerts/label-patterns';

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
  ['(a|b)', 'b', true],
  ['(?:a|b)', 'b', true],
  ['(a|b)|c', 'a', true],
  ['(a|b)|c', 'd', false],
  ['(a|b)-(c|d)', 'a', undefined],
  ['(a|b|c)-d', 'b', undefined],
  ['(a|b)-(c|d)|e', 'e', true],
  ['((a|b))', 'a', undefined],
  ['[a|b|c]d', 'b', undefined],
  ['a\\|b', 'b', undefined],
  ['(a|b\\)|c)', 'c', undefined],
  ['\\Qa|b|c\\E', 'b', undefined],
])('says whether %s matches %j', (pattern, value, expected) => {
  expect(readPattern(pattern)(value)).toBe(expected);
});

it('names the values of a pattern that has no others', () => {
  expect(valuesOfPattern('(a|b)|c')).toEqual(['a', 'b', 'c']);
  expect(valuesOfPattern('(a|b)-c')).toBeUndefined();
});

it('says how the values of a pattern begin and end', () => {
  expect(edgesOfPattern('(a|b.+c)|')).toEqual([
    { first: 'a', last: 'a', isWhole: true },
    { first: 'b', last: 'c', isWhole: false },
    { first: '', last: '', isWhole: true },
  ]);
  expect(edgesOfPattern('a?')).toBeUndefined();
});
