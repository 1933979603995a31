import { ServicePort, portsBehind, servicePorts } from './services';
import type { Manifest } from '../../model/manifest';
import type { PodTemplate } from '../../model/manifest-pods';

/** Words by which ports and Services are called that Prometheus alone asks. */
const METRICS = /(^|-)(metrics|prometheus|prom|exporter|telemetry)(-|$)/i;

/** Whether a name is that of a port which Prometheus alone asks. */
export function isMetricsName(name: string): boolean {
  return METRICS.test(name);
}

/** The ports of a Service that somebody sends requests to, and not Prometheus alone; a scrape may be lost. */
export function requestPorts(service: Manifest, pod: PodTemplate): ServicePort[] {
  const ports = servicePorts(service);
  // One port may have no name, and is then called as its Service is.
  if (ports.length === 1 && ports[0].name === '' && isMetricsName(service.name)) return [];
  return ports.filter((port) => {
    const names = [port.name, String(port.target), ...portsBehind(port, pod).map(({ name }) => name)];
    return !names.some(isMetricsName);
  });
}
