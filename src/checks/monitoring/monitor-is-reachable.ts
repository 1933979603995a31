import { failuresOrPass } from '../facts/failures-or-pass';
import { AskedTargets, askedTargetsOf } from '../facts/monitoring/asked-targets';
import { PortOfPods } from '../facts/monitoring/scrape-answers';
import { Finding, ICheck } from '../model/check';
import { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';

/** Policies let Prometheus reach what its monitor asks. */
export const MONITOR_IS_REACHABLE: ICheck = {
  id: 'monitor-is-reachable',
  title: 'Policies let Prometheus in',
  box: 'metrics',
  severity: Severity.WARNING,
  why: 'Where the policy of a pod does not let Prometheus in on the port of the metrics, every scrape times out; where '
    + 'that of the exporter does not, no probe is made.',
  remedy: {
    manifest: 'ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: monitoring}}}], '
      + 'ports: [{port: 8080}]}]',
    construct: 'Say in the Platform which namespace Prometheus is in; the policies of the constructs let it in.',
  },
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/'],
  appliesTo: ['ServiceMonitor', 'PodMonitor', 'Probe'].map((kind) => `monitoring.coreos.com/${kind}`),
  evaluate: (monitor, cluster) => {
    const targets = askedTargetsOf(monitor, cluster);
    const findings = targets.flatMap(({ endpoint, prometheus, isJudged, keptOut }): Finding[] => (
      keptOut.length === 0 && isJudged ? [{ passed: true, message: 'lets Prometheus in' }]
        : keptOut.map((pods) => keptOutFrom(pods, prometheus, endpoint))
    ));
    return failuresOrPass(findings, 'asks ports that policies let Prometheus in on');
  },
};

function keptOutFrom(port: PortOfPods, prometheus: Manifest, { path }: AskedTargets['endpoint']): Finding {
  const { number, source: { owner } } = port;
  const message = `asks port ${number} of ${owner.kind} ${owner.name}, where Prometheus ${prometheus.name} is kept out`;
  return { passed: false, path, message, expected: `a rule for namespace ${prometheus.namespace}` };
}
