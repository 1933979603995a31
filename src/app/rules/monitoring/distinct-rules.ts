import { clashesOf, RuleClash } from '../../../checks/facts/alerts/rule-clashes';
import { groupOfSameName, RULE_CARRIERS, ruleGroupsOf } from '../../../checks/facts/alerts/rule-groups';
import { Manifest } from '../../../checks/model/manifest';
import { messageAt } from '../../../internal/fail';
import { isWaived } from '../../rendered-object';
import { TreeCluster } from '../../tree-cluster';

/** By kind of rule, the check that says the same of anybody's manifests, and what a rule does. */
const CHECKS = {
  alert: { check: 'alert-names-are-unique', does: 'raises it' },
  record: { check: 'recorded-names-are-unique', does: 'records it' },
} as const;
const GROUPS = 'rule-groups-are-unique';

/** No two rules give the same for different reasons, and no file has two groups of one name. */
export function distinctRules(tree: TreeCluster): string[] {
  return RULE_CARRIERS.flatMap((kind) => tree.cluster.ofKind(kind)).flatMap((owner) => [
    ...clashesOf(owner, tree.cluster).filter(({ rule }) => !isWaived(owner.content, CHECKS[rule.kind].check))
      .map((clash) => sameResult(clash, tree)),
    ...(isWaived(owner.content, GROUPS) ? [] : sameGroups(owner, tree)),
  ]);
}

function sameResult({ rule, other }: RuleClash, tree: TreeCluster): string {
  const must = `be another name than that of [${tree.pathOf(other.owner)}] (${other.path}), which `
    + `${CHECKS[rule.kind].does} with the same labels and another expression`;
  const remedy = 'rename one of the two, or give them labels by which they differ';
  return messageAt(tree.pathOf(rule.owner), { prop: `${rule.path}.${rule.kind}`, must, got: rule.name, remedy });
}

function sameGroups(owner: Manifest, tree: TreeCluster): string[] {
  return ruleGroupsOf(owner, tree.cluster).flatMap((group) => {
    const other = groupOfSameName(group, tree.cluster);
    if (other === undefined) return [];
    const must = `be another name than that of ${other.path} of [${tree.pathOf(owner)}], `
      + 'for Prometheus refuses such a file';
    return [messageAt(tree.pathOf(owner), {
      prop: `${group.path}.name`, must, got: group.name, remedy: 'rename one of the two, or make them one',
    })];
  });
}
