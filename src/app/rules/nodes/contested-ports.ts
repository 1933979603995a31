import { hostPortsOf, rivalOf } from '../../../checks/facts/network/host-ports';
import { messageAt } from '../../../internal/fail';
import { isWaived, RenderedObject } from '../../rendered-object';
import { TreeCluster } from '../../tree-cluster';

/** The complaints about trees that have several DaemonSets. */
export function contestedPorts(objects: readonly RenderedObject[]): string[] {
  const tree = TreeCluster.of(objects);
  const { cluster } = tree;
  const seen = new Set();
  return cluster.ofKind('apps/DaemonSet').flatMap((owner) => {
    seen.add(owner);
    if (isWaived(owner.content, 'host-ports-are-free')) return [];
    return hostPortsOf(owner).flatMap((port) => {
      const rival = rivalOf(port, cluster);
      // One of the two is enough to be told.
      if (rival === undefined || !seen.has(rival)) return [];
      return [messageAt(tree.pathOf(owner), {
        prop: 'port',
        must: `be free on its nodes, and the pods of [${tree.pathOf(rival)}] take it there`,
        got: port.number,
        remedy: 'choose another port, or nodes that the other does not run on by nodeSelector',
      })];
    });
  });
}
