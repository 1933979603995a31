import { failuresOrPass } from '../facts/failures-or-pass';
import { metricsPortsOf, MetricsPort } from '../facts/monitoring/metrics-ports';
import { mayBeScraper } from '../facts/monitoring/scrapers';
import { namedObjects } from '../facts/named-objects';
import { connectionSideOf, isOnHostNetwork } from '../facts/network/network-flows';
import { policyRulesOf } from '../facts/network/network-policies';
import { policiesClosing } from '../facts/network/policy-openings';
import { portRangesOf, portsOverlap, singlePort } from '../facts/network/port-ranges';
import { podPorts } from '../facts/pods/declared-ports';
import { Finding, ICheck } from '../model/check';
import { Cluster, PodSource } from '../model/cluster';
import { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';

/** Policies let somebody in where metrics are served. */
export const METRICS_PORT_IS_OPEN: ICheck = {
  id: 'metrics-port-is-open',
  title: 'Policies open the port of the metrics',
  box: 'metrics',
  severity: Severity.WARNING,
  why: 'Where the policies of a pod open every port but that of its metrics, or open it to pods that are no '
    + 'Prometheus, every scrape times out.',
  remedy: {
    manifest: 'ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: monitoring}}}], '
      + 'ports: [{port: 9090}]}]',
    construct: 'Say in the Platform which namespace Prometheus is in; the policies of the constructs let it in.',
  },
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/'],
  appliesTo: ['pods'],
  evaluate: (owner, cluster) => owner.pods.flatMap((template) => judge({ owner, template }, cluster)),
};

function judge(source: PodSource, cluster: Cluster): Finding[] {
  if (isOnHostNetwork(source)) return [];
  const policies = policiesClosing(cluster, connectionSideOf(source), 'Ingress');
  if (policies.length === 0) return [];
  const names = `${namedObjects(policies)} ${policies.length === 1 ? 'lets' : 'let'}`;
  const judged = [...new Map(metricsPortsOf(source, cluster).map((port) => [port.number, port])).values()];
  return failuresOrPass(judged.map(({ number, reason }) => ({
    passed: policies.some((policy) => opens(policy, { source, cluster, number })),
    message: `has metrics at port ${number} by ${reason}, where ${names} no Prometheus in`,
    path: `${source.template.specPath}.containers`,
    actual: number,
    expected: `a rule for port ${number}`,
  })), 'lets Prometheus in where its metrics are');
}

interface PortOfPods extends Pick<MetricsPort, 'number'> {
  readonly source: PodSource;
  readonly cluster: Cluster;
}

function opens(policy: Manifest, { source, cluster, number }: PortOfPods): boolean {
  const port = singlePort(number, 'TCP');
  return policyRulesOf(policy, 'Ingress').some(({ peers, ports }) => (
    portRangesOf(ports, podPorts(source.template)).some((range) => portsOverlap(range, port))
      && (peers === undefined || peers.some((peer) => mayBeScraper(cluster, peer, policy.namespace)))
  ));
}
