import { askedTargetsOf } from '../../../checks/facts/monitoring/asked-targets';
import { guardedMetricsOf } from '../../../checks/facts/monitoring/closed-metrics-ports';
import { policiesKeepingOut } from '../../../checks/facts/monitoring/scrape-answers';
import { prometheusOwners } from '../../../checks/facts/monitoring/scrapers';
import { Manifest } from '../../../checks/model/manifest';
import { messageAt } from '../../../internal/fail';
import { isWaived } from '../../rendered-object';
import { TreeCluster } from '../../tree-cluster';

const MONITORS = ['ServiceMonitor', 'PodMonitor', 'Probe'].map((kind) => `monitoring.coreos.com/${kind}`);
const REMEDY = 'say at the Platform which namespace Prometheus is in (MetricsFlavor), or open the port to it';

/** No policy keeps a Prometheus of the tree from what it is to scrape. */
export function openScrapes(tree: TreeCluster): string[] {
  return [
    ...MONITORS.flatMap((kind) => tree.cluster.ofKind(kind)).flatMap((monitor) => blockedTargets(monitor, tree)),
    ...blockedAnnotations(tree),
  ];
}

function blockedTargets(monitor: Manifest, tree: TreeCluster): string[] {
  if (isWaived(monitor.content, 'monitor-is-reachable')) return [];
  const { cluster } = tree;
  return askedTargetsOf(monitor, cluster).flatMap(({ endpoint, prometheus, keptOut }) => keptOut.map((port) => {
    const policies = tree.pathsOf(policiesKeepingOut({ prometheus, cluster }, port));
    const must = `ask what [${tree.pathOf(prometheus)}] may reach, and ${policies} keeps it from port ${port.number} `
      + `of [${tree.pathOf(port.source.owner)}]`;
    return messageAt(tree.pathOf(monitor), { prop: endpoint.path, must, got: endpoint.port, remedy: REMEDY });
  }));
}

/** Those that find by annotations what they scrape. */
function blockedAnnotations(tree: TreeCluster): string[] {
  const { cluster } = tree;
  const [prometheus] = prometheusOwners(cluster);
  if (prometheus === undefined) return [];
  return cluster.podOwners.filter(({ content }) => !isWaived(content, 'metrics-port-is-open')).flatMap((owner) => (
    owner.pods.flatMap((template) => {
      const { ports = [], policies = [] } = guardedMetricsOf({ owner, template }, cluster) ?? {};
      return ports.filter(({ isOpen }) => !isOpen).map(({ number, reason }) => {
        const must = `be open to [${tree.pathOf(prometheus)}] at port ${number}, where metrics are by ${reason}, and `
          + `${tree.pathsOf(policies)} closes it`;
        return messageAt(tree.pathOf(owner), { prop: 'ports', must, got: number, remedy: REMEDY });
      });
    })
  ));
}
