import {
  matchersHold, matchersIn, matchersOfMaps, matchersText,
} from '../../../../src/checks/facts/alerts/alert-matchers';

const LABELS = new Map([['severity', 'warning'], ['team', 'a,b']]);

/** As Alertmanager reads them. */
describe('the matchers of a route', () => {
  it.each<[string, string]>([
    ['severity=warning', 'severity="warning"'],
    [' severity = "warning" ', 'severity="warning"'],
    ['{severity=~"a|b", team!="x"}', 'severity=~"a|b", team!="x"'],
    ['team="a,b",severity!~w.*', 'team="a,b", severity!~"w.*"'],
    ['"service.name"="shop"', 'service.name="shop"'],
    ['text="say \\"yes\\""', 'text="say \\"yes\\""'],
    ['empty=', 'empty=""'],
    ['', ''],
  ])('are read of %j', (text, said) => {
    expect(matchersText(matchersIn([text])!)).toBe(said);
  });

  it.each(['severity', '=warning', 'a="b', 'a="b" c="d"'])('cannot be read of %j', (text) => {
    expect(matchersIn([text])).toBeUndefined();
  });

  it.each<[unknown, string]>([
    [[{ name: 'a', value: 'b' }], 'a="b"'],
    [[{ name: 'a', value: 'b', matchType: '!~' }, { name: 'c', value: 'd', regex: true }], 'a!~"b", c=~"d"'],
    ['a=b', 'a="b"'],
    [undefined, ''],
  ])('are read of %j', (written, said) => {
    expect(matchersText(matchersIn(written)!)).toBe(said);
  });

  it('are read of the older fields', () => {
    expect(matchersText(matchersOfMaps({ a: 'b' }, { c: 'd|e' }))).toBe('a="b", c=~"d|e"');
  });

  it.each<[string[], boolean | undefined]>([
    [[], true],
    [['severity=warning', 'team="a,b"'], true],
    [['severity=critical'], false],
    [['severity!=critical'], true],
    [['severity=~"warn.*|info"'], true],
    [['severity!~"warning|info"'], false],
    [['severity=~"w[a-z]+"'], undefined],
    [['namespace=shop'], undefined],
    [['namespace=shop', 'severity=critical'], false],
  ])('%j holds: %p', (texts, holds) => {
    expect(matchersHold(matchersIn(texts), LABELS)).toBe(holds);
  });

  it('may hold where they cannot be read', () => {
    expect(matchersHold(undefined, LABELS)).toBeUndefined();
  });
});
