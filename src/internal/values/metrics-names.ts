/** Words by which ports and Services are called that Prometheus alone asks. */
const METRICS = /(^|-)(metrics|prometheus|prom|exporter|telemetry)(-|$)/i;

const EXPORTER = /(^|-)exporter(-|$)/i;

/** Whether a name is that of an exporter, which Prometheus alone asks, whatever its port is called. */
export function isExporterName(name: string): boolean {
  return EXPORTER.test(name);
}

/** Whether a name is that of a port which Prometheus alone asks. */
export function isMetricsName(name: string): boolean {
  return METRICS.test(name);
}
