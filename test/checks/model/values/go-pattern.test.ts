import { matchesAny } from '../../../../src/checks/model/values/go-pattern';

describe('a pattern as programs in Go run it', () => {
  it.each([
    '', 'op', '^shop$', '(?i)SHOP',
    '[[:alpha:]]{4}', '\\Ash', 'p\\z', '\\Qsho\\E', '(?P<name>o)', '^\\pL+$', '^.{1,63}$',
  ])('matches a part of a text: %j', (pattern) => {
    expect(matchesAny(pattern, ['', 'shop'])).toBe(true);
  });

  it.each(['^op', 'shops', 'SHOP', '\\d', '(?-s:^$)x'])('does not match: %j', (pattern) => {
    expect(matchesAny(pattern, ['shop', 'pay'])).toBe(false);
  });

  it.each(['(', '(?=shop)', '(shop)\\1', 'a**', '[z-a]', '.{2000}'])('takes nothing that Go refuses: %j', (pattern) => {
    expect(matchesAny(pattern, ['shop', 'shopshop', '('])).toBe(false);
  });

  it.each(['^(((((a*)*)*)*)*)*$', '^(.*){200}\\?$', '^(a|a?)+$'])('answers where others never do: %j', (pattern) => {
    expect(matchesAny(pattern, [`${'a'.repeat(63)}!`])).toBe(false);
  });

  it.each(['.'.repeat(251), '(.{20}){20}', '.{251}'])('is not run where nobody would wait: %j', (pattern) => {
    expect(matchesAny(pattern, ['a'.repeat(500)])).toBe(false);
  });
});
