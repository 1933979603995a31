import { failuresOrPass } from '../facts/failures-or-pass';
import { prometheusesSelecting } from '../facts/monitoring/prometheus-selection';
import { answersBehind, answersOfPods, PortOfPods, ScrapeAnswers } from '../facts/monitoring/scrape-answers';
import { monitoredPods, monitoredServices, ScrapeEndpoint, scrapeEndpoints } from '../facts/monitoring/scrape-targets';
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
    const prometheuses = prometheusesSelecting(monitor, cluster).filter(({ spec }) => spec.hostNetwork !== true);
    if (prometheuses.length === 0) return [];
    const answers = prometheuses.flatMap((prometheus) => scrapeEndpoints(monitor).flatMap((endpoint) => (
      askedPods(monitor, endpoint, cluster).map((asked) => ({ endpoint, prometheus, ...asked(prometheus) }))
    )));
    const findings = answers.flatMap(({ endpoint, prometheus, isJudged, keptOut }): Finding[] => (
      keptOut.length === 0 && isJudged ? [{ passed: true, message: 'lets Prometheus in' }]
        : keptOut.map((pods) => keptOutFrom(pods, prometheus, endpoint))
    ));
    return failuresOrPass(findings, 'asks ports that policies let Prometheus in on');
  },
};

/** What a monitor asks for a port. */
function askedPods(
  monitor: Manifest, { port, isOfPods }: ScrapeEndpoint, cluster: Cluster,
): ((prometheus: Manifest) => ScrapeAnswers)[] {
  return [
    ...monitoredPods(monitor, cluster).map((pods) => (prometheus: Manifest) => (
      answersOfPods({ prometheus, cluster }, pods, { port })
    )),
    ...monitoredServices(monitor, cluster).map((services) => (prometheus: Manifest) => (
      answersBehind({ prometheus, cluster }, services, { port, isOfPods })
    )),
  ];
}

function keptOutFrom(port: PortOfPods, prometheus: Manifest, { path }: ScrapeEndpoint): Finding {
  const { number, source: { owner } } = port;
  const message = `asks port ${number} of ${owner.kind} ${owner.name}, where Prometheus ${prometheus.name} is kept out`;
  return { passed: false, path, message, expected: `a rule for namespace ${prometheus.namespace}` };
}
