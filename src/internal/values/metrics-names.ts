/** Words by which ports and Services are called that Prometheus alone asks. */
const METRICS = /(^|-)(metrics|prometheus|prom|exporter|telemetry)(-|$)/i;

/** Whether a name is that of a port which Prometheus alone asks. */
export function isMetricsName(name: string): boolean {
  return METRICS.test(name);
}
