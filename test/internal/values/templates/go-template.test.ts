import { goTemplateParts, goTemplateProblem } from '../../../../src/internal/values/templates/go-template';

describe('what Go reads as a template', () => {
  it.each([
    '', 'no action', '{{ .a }}', '{{.a}}{{- .b -}}', '{"a":{"b":"{{ .c }}"}}', '}} alone', '{ { .a } }',
    '{{ if .a }}x{{ else if .b }}y{{ else }}z{{ end }}', '{{ range .a }}{{ with .b }}{{ . }}{{ end }}{{ end }}',
    '{{- with secret "kv/data/a" -}}{{ .Data.data.b }}{{- end -}}', '{{ define "x" }}a{{ end }}{{ template "x" . }}',
    '{{ block "x" . }}a{{ end }}', '{{ printf "}} {{ \\" (" }}', '{{ `}}` }}', "{{ '}' }}", '{{/* {{ if */}}',
    '{{- /* a comment */ -}}', '{{ (index . "a") | b64enc }}', '{{ $x := .a }}{{ $x }}',
    '{{ range .a }}{{ break }}{{ end }}',
    '{{ .ending }}', '{{ endsWith .a }}', '{{ .a\n}}', '{{ -3 }}',
  ])('%s', (text) => {
    expect(goTemplateProblem(text)).toBeUndefined();
  });
});

describe('what it does not', () => {
  it.each([
    ['{{ .a', '{{ that nothing ends'], ['{{ .a }', '{{ that nothing ends'], ['{{ .a {{ .b }}', '{{ that nothing ends'],
    ['{{ printf "a }}', 'a quote " that nothing ends'], ['{{ `a }}', 'a quote ` that nothing ends'],
    ['{{ printf "a\n" }}', 'a quote " that nothing ends'],
    ['{{ (.a }}', 'a ( that nothing ends'], ['{{ .a) }}', 'a ) that ends nothing'],
    ['{{/* a }}', 'a comment that nothing ends'], ['{{ }}', 'an action without a word'],
    ['{{ if .a }}b', '{{ if }} without {{ end }}'],
    ['{{ with .a }}{{ if .b }}{{ end }}', '{{ with }} without {{ end }}'],
    ['{{ end }}', '{{ end }} that ends nothing'], ['{{ else }}', '{{ else }} of nothing'],
    ['{{ define "x" }}{{ else }}{{ end }}', '{{ else }} of nothing'],
  ])('%s', (text, problem) => {
    expect(goTemplateProblem(text)).toBe(problem);
  });
});

it('is read once, however long it is', () => {
  const length = 200_000;
  expect(goTemplateProblem('{{ ('.repeat(length))).toBe('a ( that nothing ends');
  expect(goTemplateProblem('{{ if .a }}'.repeat(length))).toBe('{{ if }} without {{ end }}');
  expect(goTemplateProblem(`${'{{ .a }}'.repeat(length)}{{ "`)).toBe('a quote " that nothing ends');
});

it('is plain text, actions and comments', () => {
  expect(goTemplateParts('a{{ printf "{{%s}}" .b }}{{- /* }} */ -}}c')).toEqual([
    { kind: 'plain', text: 'a' },
    { kind: 'action', text: ' printf "{{%s}}" .b ' },
    { kind: 'plain', text: '' },
    { kind: 'comment', text: '- /* }} */ -' },
    { kind: 'plain', text: 'c' },
  ]);
  expect(goTemplateParts('{{ .a }}{{ "')).toEqual([
    { kind: 'plain', text: '' }, { kind: 'action', text: ' .a ' }, { kind: 'plain', text: '{{ "' },
  ]);
});
