/** A text as PromQL reads it, with its quotes. */
export function promqlString(text: string): string {
  // PromQL takes the escapes of Go, and JSON has no other.
  return JSON.stringify(text);
}

/** The series of a metric that have all of these labels. */
export function seriesOf(metric: string, labels: Record<string, string>): string {
  const matchers = Object.entries(labels).map(([label, value]) => `${label}=${promqlString(value)}`);
  return `${metric}{${matchers.join(',')}}`;
}
