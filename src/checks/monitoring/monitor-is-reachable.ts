import { failuresOrPass } from '../facts/failures-or-pass';
import { prometheusSelects, podsOfPrometheus, prometheusesFor } from '../facts/monitoring/prometheus-selection';
import { scrapeEndpoints, scrapedPorts, ScrapedPods, scrapedPods } from '../facts/monitoring/scrape-targets';
import { policiesAdmit, Flow, isOnHostNetwork, connectionSideOf } from '../facts/network/network-flows';
import { policiesClosing } from '../facts/network/policy-openings';
import { singlePort } from '../facts/network/port-ranges';
import { Finding, ICheck } from '../model/check';
import { Cluster } from '../model/cluster';
import { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';

/** Policies let Prometheus reach what its monitor asks. */
export const MONITOR_IS_REACHABLE: ICheck = {
  id: 'monitor-is-reachable',
  title: 'Policies let Prometheus in',
  box: 'metrics',
  severity: Severity.WARNING,
  why: 'Where the policy of a pod does not let Prometheus in on the port of the metrics, every scrape times out.',
  remedy: {
    manifest: 'ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: monitoring}}}], '
      + 'ports: [{port: 8080}]}]',
    construct: 'Say in the Platform which namespace Prometheus is in; the policies of the constructs let it in.',
  },
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/'],
  appliesTo: ['monitoring.coreos.com/ServiceMonitor', 'monitoring.coreos.com/PodMonitor'],
  evaluate: (monitor, cluster) => {
    const prometheuses = prometheusesFor(monitor, cluster)
      .filter((one) => one.spec.hostNetwork !== true && prometheusSelects(one, monitor, cluster));
    if (prometheuses.length === 0) return [];
    const pods = scrapedPods(monitor, cluster).filter(({ source }) => !isOnHostNetwork(source));
    const findings = pods.flatMap((target) => prometheuses.flatMap((prometheus) => (
      judgePods(monitor, { target, prometheus, cluster })
    )));
    return failuresOrPass(findings, 'asks ports that policies let Prometheus in on');
  },
};

interface Scrape {
  readonly target: ScrapedPods;
  readonly prometheus: Manifest;
  readonly cluster: Cluster;
}

function judgePods(monitor: Manifest, { target, prometheus, cluster }: Scrape): Finding[] {
  const [from, to] = [podsOfPrometheus(prometheus), connectionSideOf(target.source)];
  const policies = [...policiesClosing(cluster, to, 'Ingress'), ...policiesClosing(cluster, from, 'Egress')];
  if (policies.length === 0) return [];
  const { kind, name } = target.source.owner;
  return scrapeEndpoints(monitor).flatMap((endpoint) => scrapedPorts(endpoint, target).map((number) => {
    const flow: Flow = { from, to, range: singlePort(number, 'TCP') };
    const passed = policiesAdmit(cluster, flow, 'Ingress') && policiesAdmit(cluster, flow, 'Egress');
    const message = `asks port ${number} of ${kind} ${name}, where Prometheus ${prometheus.name} is kept out`;
    return { passed, path: endpoint.path, message, expected: `a rule for namespace ${prometheus.namespace}` };
  }));
}
