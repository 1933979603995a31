import { failuresOrPass } from '../facts/failures-or-pass';
import { metricsPortsOf } from '../facts/monitoring/metrics-ports';
import { mayBeScraper } from '../facts/monitoring/scrapers';
import { isOnHostNetwork } from '../facts/network/network-flows';
import { policyRulesOf } from '../facts/network/network-policies';
import { closedBy, policiesClosing } from '../facts/network/policy-openings';
import { PortOpenings } from '../facts/network/port-openings';
import { singlePort } from '../facts/network/port-ranges';
import { oncePerList } from '../facts/once-per-list';
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
  const names = closedBy(cluster, podsOf(source), { direction: 'Ingress', verb: ['lets', 'let'] });
  if (names === undefined) return [];
  const judged = [...new Map(metricsPortsOf(source, cluster).map((port) => [port.number, port])).values()];
  return failuresOrPass(judged.map(({ number, reason }) => ({
    passed: isOpen(source, number, cluster),
    message: `has metrics at port ${number} by ${reason}, where ${names} no Prometheus in`,
    path: `${source.template.specPath}.containers`,
    actual: number,
    expected: `a rule for port ${number}`,
  })), 'lets Prometheus in where its metrics are');
}

function isOpen(source: PodSource, number: number, cluster: Cluster): boolean {
  const declared = podPorts(source.template);
  const isMeant = (group: readonly Manifest[]) => (
    portsForScrapers(group, cluster).overlap(singlePort(number, 'TCP'), declared)
  );
  const [opening] = policiesClosing(cluster, podsOf(source), { direction: 'Ingress', isMeant });
  return opening !== undefined;
}

/** What policies open to all, or to what may be a Prometheus. */
const portsForScrapers = oncePerList((policies: readonly Manifest[], cluster) => new PortOpenings(
  policies.flatMap((policy) => policyRulesOf(policy, 'Ingress').flatMap(({ peers, ports }) => (
    peers === undefined || peers.some((peer) => mayBeScraper(cluster, peer, policy.namespace)) ? [ports] : []
  ))),
));

function podsOf({ owner: { namespace }, template: { labels } }: PodSource): Pick<Manifest, 'namespace' | 'labels'> {
  return { namespace, labels };
}
