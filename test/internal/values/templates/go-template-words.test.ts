import { literalsOfAction } from '../../../../src/internal/values/templates/go-template-words';

describe('texts in an action', () => {
  it.each<[string, string[], string[]]>([
    ['.a | default "x" | quote', ['x'], []],
    ['printf "%s\\n\\"" .a', ['%s\n"'], []],
    ['- if eq .a `x` -', [], ['x']],
    ['index (fromJson .a) "x"', [], ['x']],
    ['default (get .a "x") "y"', ['y'], ['x']],
    ['$a := index . "x"', [], ['x']],
    ['range $i, $e := splitList "," .a', [], [',']],
    ['dig "x" "y" "z" .a', ['z'], ['x', 'y']],
    ['"x" | b64enc', ['x'], []],
    ["eq .a ')' | default \"x\"", ['x'], []],
    ['.a', [], []],
  ])('of {{ %s }} are written, or gone by', (action, given, sought) => {
    expect(literalsOfAction(` ${action} `)).toEqual({ given, sought });
  });
});
