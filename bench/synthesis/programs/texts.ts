/** Texts of one shape, each another one by its number. */
export type Texts = (index: number) => string;

/** What ConfigMaps hold: words, rules, scripts, dashboards. */
export const TEXTS: { readonly [shape: string]: Texts } = {
  'plain words': (index) => `value-${index}`,
  'words with spaces': (index) => `the value of setting ${index} of this service`,
  'a: b': (index) => `setting ${index}: value ${index}`,
  'many lines': (index) => lines(30, (line) => `setting.${index}.${line} = value of line ${line}`),
  'scripts with tabs': (index) => `#!/bin/sh\nset -eu\n${lines(15, (line) => (
    `if [ "$STEP" = ${line} ]; then\n\techo "step ${line} of ${index}: $(date)" # says so\nfi`
  ))}\n`,
  'long JSON': (index) => JSON.stringify({ title: `Dashboard ${index}`, panels: panels(25) }),
};

function lines(count: number, write: (line: number) => string): string {
  return Array.from({ length: count }, (_, line) => write(line)).join('\n');
}

function panels(count: number): object[] {
  return Array.from({ length: count }, (_, id) => (
    { id, title: `Panel ${id}`, targets: [{ expr: `sum by (pod) (rate(requests_total{panel="${id}"}[5m]))` }] }
  ));
}
