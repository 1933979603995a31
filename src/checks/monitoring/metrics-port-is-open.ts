import { failuresOrPass } from '../facts/failures-or-pass';
import { guardedMetricsOf } from '../facts/monitoring/closed-metrics-ports';
import { namedObjects } from '../facts/named-objects';
import { Finding, ICheck } from '../model/check';
import { Cluster, PodSource } from '../model/cluster';
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
  const guarded = guardedMetricsOf(source, cluster);
  if (guarded === undefined) return [];
  const names = `${namedObjects(guarded.policies)} ${guarded.policies.length === 1 ? 'lets' : 'let'}`;
  return failuresOrPass(guarded.ports.map(({ number, reason, isOpen }) => ({
    passed: isOpen,
    message: `has metrics at port ${number} by ${reason}, where ${names} no Prometheus in`,
    path: `${source.template.specPath}.containers`,
    actual: number,
    expected: `a rule for port ${number}`,
  })), 'lets Prometheus in where its metrics are');
}
