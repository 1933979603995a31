import { LiteralsOfAction, literalsOfAction } from '../../../../src/internal/values/templates/go-template-words';

describe('texts in an action', () => {
  it.each<[string, Partial<LiteralsOfAction>]>([
    ['.a | default "x" | quote', { given: ['x'] }],
    ['printf "%s\\n\\"" .a', { given: ['%s\n"'] }],
    ['- if eq .a `x` -', { sought: ['x'] }],
    ['index (fromJson .a) "x"', { sought: ['x'] }],
    ['default (get .a "x") "y"', { given: ['y'], sought: ['x'] }],
    ['$a := index . "x"', { sought: ['x'] }],
    ['range $i, $e := splitList "," .a', { sought: [','] }],
    ['dig "x" "y" "z" .a', { given: ['z'], sought: ['x', 'y'] }],
    ['"x" | b64enc', { given: ['x'] }],
    ["eq .a ')' | default \"x\"", { given: ['x'] }],
    ['.a | replace "x" "y"', { joined: ['y'], sought: ['x'] }],
    ['replace .x "y" "z"', { joined: ['y', 'z'] }],
    ['regexReplaceAll "x" (get .a "y") "z"', { joined: ['z'], sought: ['x', 'y'] }],
    ['trimSuffix "x" "y"', { joined: ['y'], sought: ['x'] }],
    ['.a | join "x"', { joined: ['x'] }],
    ['keyOrDefault "x" "y"', { joined: ['y'], sought: ['x'] }],
    ['with secrets "x"', { sought: ['x'] }],
    ['derivePassword 1 "long" .a "x" "y"', { sought: ['long', 'x', 'y'] }],
    ['.a | b64enc | printf "%s-x"', { given: ['%s-x'] }],
    ['.a', {}],
  ])('of {{ %s }} are written, joined, or gone by', (action, literals) => {
    expect(literalsOfAction(` ${action} `)).toEqual({ given: [], joined: [], sought: [], ...literals });
  });
});
