import { MetricsPort, metricsPortsOf } from './metrics-ports';
import { mayBeScraper } from './scrapers';
import type { Cluster, PodSource } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { isOnHostNetwork } from '../network/network-flows';
import { policyRulesOf } from '../network/network-policies';
import { ConnectionSide, policiesClosing, somePoliciesClosing } from '../network/policy-openings';
import { PortOpenings } from '../network/port-openings';
import { singlePort } from '../network/port-ranges';
import { oncePerList } from '../once-per-list';
import { podPorts } from '../pods/declared-ports';

/** A port of metrics, and whether policies let in anything that may be a Prometheus. */
export interface GuardedMetricsPort extends MetricsPort {
  readonly isOpen: boolean;
}

/** The ports of the metrics of pods, and some of the policies that close them. */
export interface GuardedMetrics {
  readonly ports: readonly GuardedMetricsPort[];
  readonly policies: readonly Manifest[];
}

/** What policies say of the ports of metrics; undefined where none closes the pods. */
export function guardedMetricsOf(source: PodSource, cluster: Cluster): GuardedMetrics | undefined {
  if (isOnHostNetwork(source)) return undefined;
  const policies = somePoliciesClosing(cluster, podsOf(source), 'Ingress');
  if (policies.length === 0) return undefined;
  const ports = [...new Map(metricsPortsOf(source, cluster).map((port) => [port.number, port])).values()];
  return { policies, ports: ports.map((port) => ({ ...port, isOpen: isOpen(source, port.number, cluster) })) };
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

function podsOf({ owner, template: { labels } }: PodSource): Pick<ConnectionSide, 'namespace' | 'labels'> {
  const { namespace } = owner;
  return { namespace, labels };
}
