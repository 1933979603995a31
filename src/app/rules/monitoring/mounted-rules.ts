import { ruleFileUse } from '../../../checks/facts/alerts/loaded-rule-files';
import { Manifest } from '../../../checks/model/manifest';
import { messageAt } from '../../../internal/fail';
import { WAIVER_ANNOTATION_PREFIX } from '../../../internal/naming/labels';
import { isWaived } from '../../rendered-object';
import { TreeCluster } from '../../tree-cluster';

const CHECK = 'rule-file-is-loaded';

/** Every file with rules is mounted, where a Prometheus without an operator is in the tree. */
export function mountedRules(tree: TreeCluster): string[] {
  const owners = tree.cluster.ofKind('ConfigMap').filter(({ content }) => !isWaived(content, CHECK));
  return owners.flatMap((owner) => {
    const use = ruleFileUse(owner, tree.cluster);
    if (use === undefined || use.isLoaded) return [];
    const must = `be mounted, and neither ${tree.pathsOf(use.prometheuses)} nor anything else mounts it`;
    const remedy = remedyFor(owner, use.prometheuses, tree);
    return [messageAt(tree.pathOf(owner), { prop: 'metadata.name', must, got: owner.name, remedy })];
  });
}

/** Pods mount what is in their own namespace. */
function remedyFor({ namespace }: Manifest, prometheuses: readonly Manifest[], { cluster }: TreeCluster): string {
  const home = cluster.effectiveNamespace(namespace);
  if (prometheuses.some((one) => cluster.effectiveNamespace(one.namespace) === home)) {
    return 'mount it in the pods of Prometheus, in the same namespace';
  }
  return 'run the construct Prometheus, or a loader of labelled ConfigMaps beside yours, such as k8s-sidecar, for '
    + 'pods mount nothing of other namespaces; or say by the annotation '
    + `${WAIVER_ANNOTATION_PREFIX}${CHECK} what else loads it`;
}
