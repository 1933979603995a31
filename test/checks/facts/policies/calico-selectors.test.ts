import { calicoSelectorMatches, parseCalicoSelector } from '../../../../src/checks/facts/policies/calico-selectors';

const WEB = { 'app': 'web', 'tier': 'front', 'example.com/team': 'shop' };

describe('selectors of Calico', () => {
  it.each([
    '', 'all()', "app == 'web'", 'app == "web"', "app=='web'", "app != 'db'", 'has(app)', '!has(job)', '! has(job)',
    "app in {'db', 'web'}", "app not in {'db'}", "job not in {'seed'}", "job != 'seed'", "app contains 'e'",
    "app starts with 'w'", "app ends with 'b'", "example.com/team == 'shop'",
    "app == 'db' || tier == 'front'", "(app == 'db' || app == 'web') && tier == 'front'", "!(app == 'db')",
    "app == 'db' && tier == 'none' || has(tier)",
  ])('%s matches', (text) => {
    expect(calicoSelectorMatches(parseCalicoSelector(text)!, WEB)).toBe(true);
  });

  it.each([
    "app == 'db'", "app != 'web'", 'has(job)', '!all()', 'app in {}', "app in {'db'}", "app not in {'web'}",
    "job == ''", "app starts with 'b'", "app ends with 'w'", "app contains 'x'", "app == 'web' && tier == 'back'",
    "!(app == 'web' || has(job))",
  ])('%s does not match', (text) => {
    expect(calicoSelectorMatches(parseCalicoSelector(text)!, WEB)).toBe(false);
  });

  it.each([
    'app', 'app ==', 'app == web', "app ~ 'web'", "app == 'web", 'has(', 'has()', 'global()', "(app == 'web'",
    "app == 'web')", "app in {'a' 'b'}", "app toString 'web'", "app not 'web'", '&&',
  ])('%s is not understood', (text) => {
    expect(parseCalicoSelector(text)).toBeUndefined();
  });

  it('of any depth end in an answer', () => {
    expect(['!', '('].map((sign) => parseCalicoSelector(sign.repeat(10_000)))).toEqual([undefined, undefined]);
  });
});
