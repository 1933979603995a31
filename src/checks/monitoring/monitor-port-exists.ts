import { failuresOrPass } from '../facts/failures-or-pass';
import { haveSomePods, someHavePort, someListen, someListenBehind } from '../facts/monitoring/answered-ports';
import { monitoredPods, monitoredServices, scrapeEndpoints } from '../facts/monitoring/scrape-targets';
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
    const pods = monitoredPods(monitor, cluster);
    const lists = monitoredServices(monitor, cluster);
    if (![...pods, ...lists].some((list) => list.length > 0)) return [];
    const hasPods = pods.length > 0 || lists.some((services) => haveSomePods(services, cluster));
    // Of several Services with the same labels one has the port for metrics, and that is enough.
    const endpoints = scrapeEndpoints(monitor).filter(({ isOfPods }) => !isOfPods || hasPods);
    const findings = endpoints.map(({ port, path, isOfPods }) => ({
      passed: pods.some((list) => someListen(list, port, cluster))
        || lists.some((services) => (isOfPods ? someListenBehind : someHavePort)(services, port, cluster)),
      path,
      message: `asks port ${port}, which nothing that it selects has`,
      actual: port,
    }));
    return failuresOrPass(findings, 'asks ports that exist');
  },
};
