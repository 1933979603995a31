import { globPattern } from '../../../src/internal/values/globs';

describe('globPattern', () => {
  it.each([
    ['*.yaml', ['a.yaml', '.yaml'], ['a.yml', 'a/b.yaml', 'a.yaml.txt']],
    ['a?c', ['abc'], ['ac', 'a/c', 'abbc']],
    ['**', ['a', 'a/b', ''], []],
    ['a/**', ['a/b', 'a/b/c'], ['a', 'b/a/c']],
    ['**/a', ['a', 'b/a', 'b/c/a'], ['b/ca']],
    ['a/**/b', ['a/b', 'a/x/b', 'a/x/y/b'], ['ab', 'a/xb']],
    ['{a,b*}.json', ['a.json', 'bc.json'], ['c.json', '{a,b}.json']],
    ['[a-c]1', ['b1'], ['d1']],
    ['[!a-c]1', ['d1'], ['b1', '/1']],
    ['[\\]1', ['\\1'], ['a1']],
    ['a+(b).c$|^', ['a+(b).c$|^'], ['aab.c']],
    ['{a', ['{a'], ['a']],
    ['[a', ['[a'], ['a']],
  ])('%s', (glob, matched, others) => {
    expect([...matched, ...others].filter((text) => globPattern(glob).test(text))).toEqual(matched);
  });

  it('refuses a range that is none', () => {
    expect(() => globPattern('[z-a]')).toThrow('"[z-a]" is no glob; in brackets write characters as a-z');
  });
});
