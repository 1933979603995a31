import { failuresOrPass } from '../facts/failures-or-pass';
import { scrapeEndpoints, monitoredServices, scrapedPorts, scrapedPods } from '../facts/monitoring/scrape-targets';
import { servicePorts } from '../facts/network/services';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** The ports that a monitor asks are ports of what it selects. */
export const MONITOR_PORT_EXISTS: ICheck = {
  id: 'monitor-port-exists',
  title: 'Monitors ask ports that exist',
  box: 'metrics',
  severity: Severity.WARNING,
  why: 'Prometheus passes over what has no such port in silence: no metrics, and no alert that there are none.',
  remedy: {
    manifest: 'endpoints: [{port: http}], where the Service has ports: [{name: http, port: 80}]',
    construct: 'Remove the patch: the constructs write the name of their own port.',
  },
  references: ['https://prometheus-operator.dev/docs/developer/getting-started/#using-servicemonitors'],
  appliesTo: ['monitoring.coreos.com/ServiceMonitor', 'monitoring.coreos.com/PodMonitor'],
  evaluate: (monitor, cluster) => {
    const pods = scrapedPods(monitor, cluster);
    const services = monitor.kind === 'PodMonitor' ? [] : monitoredServices(monitor, cluster);
    if (pods.length === 0 && services.length === 0) return [];
    // Of several Services with the same labels one has the port for metrics, and that is enough.
    const endpoints = scrapeEndpoints(monitor).filter(({ isOfPods }) => !isOfPods || pods.length > 0);
    const findings = endpoints.map((endpoint) => ({
      passed: endpoint.isOfPods
        ? pods.some((one) => scrapedPorts(endpoint, one).length > 0)
        : services.some((service) => servicePorts(service).some(({ name }) => name === endpoint.port)),
      path: endpoint.path,
      message: `asks port ${endpoint.port}, which nothing that it selects has`,
      actual: endpoint.port,
    }));
    return failuresOrPass(findings, 'asks ports that exist');
  },
};
