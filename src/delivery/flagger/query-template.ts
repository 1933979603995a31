const QUOTED = /"(?:[^"\\]|\\.)*"/g;
const SPACES = / {2,}/g;

/**
 * A query as a template of Flagger that asks for exactly it: what users write becomes no action of a Go template, and
 * spaces within quotes stay as many as they are, of which Flagger makes one.
 *
 * @see https://docs.flagger.app/usage/metrics#custom-metrics
 * @see https://github.com/fluxcd/flagger/blob/v1.36.1/pkg/metrics/providers/prometheus.go
 */
export function queryTemplate(query: string): string {
  // Of other white space JSON, by which PromQL's texts are written, makes escapes.
  return query
    .replace(QUOTED, (text) => text.replace(SPACES, (spaces) => ` ${'\\x20'.repeat(spaces.length - 1)}`))
    .replaceAll('{{', '{{ "{{" }}');
}
