import { ruleFileUse } from '../../../checks/facts/alerts/loaded-rule-files';
import { messageAt } from '../../../internal/fail';
import { isWaived } from '../../rendered-object';
import { TreeCluster } from '../../tree-cluster';

/** Every file with rules is mounted, where a Prometheus without an operator is in the tree. */
export function mountedRules(tree: TreeCluster): string[] {
  const owners = tree.cluster.ofKind('ConfigMap').filter(({ content }) => !isWaived(content, 'rule-file-is-loaded'));
  return owners.flatMap((owner) => {
    const use = ruleFileUse(owner, tree.cluster);
    if (use === undefined || use.isLoaded) return [];
    const must = `be mounted, and neither ${tree.pathsOf(use.prometheuses)} nor anything else mounts it`;
    const remedy = 'mount it in the pods of Prometheus, in the same namespace';
    return [messageAt(tree.pathOf(owner), { prop: 'metadata.name', must, got: owner.name, remedy })];
  });
}
