import { patternMatches, valuesOfPattern } from '../../../../src/checks/facts/alerts/label-patterns';

describe('patternMatches', () => {
  it.each<[string, string, boolean | undefined]>([
    ['warning', 'warning', true],
    ['warn', 'warning', false],
    ['warn.*', 'warning', true],
    ['.*ing', 'warning', true],
    ['w.*n.+g', 'warning', true],
    ['wa.*aning', 'waning', false],
    ['(critical|warning)', 'warning', true],
    ['(?:critical|warning)', 'info', false],
    ['w[a]rning', 'warning', undefined],
    ['w[a]rning|warning', 'warning', true],
    ['', '', true],
  ])('says of %j and %j: %p', (pattern, value, answer) => {
    expect(patternMatches(pattern, value)).toBe(answer);
  });
});

describe('valuesOfPattern', () => {
  it.each<[string, string[] | undefined]>([
    ['a', ['a']],
    ['a|b-c', ['a', 'b-c']],
    ['(a|b)', ['a', 'b']],
    ['a.*', undefined],
    ['', undefined],
  ])('names those of %j', (pattern, values) => {
    expect(valuesOfPattern(pattern)).toEqual(values);
  });
});
