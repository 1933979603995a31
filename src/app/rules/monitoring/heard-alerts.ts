import { RULE_CARRIERS } from '../../../checks/facts/alerts/rule-groups';
import { unheardAlertsOf } from '../../../checks/facts/alerts/unheard-alerts';
import { someNames } from '../../../checks/facts/pods/selected-owners';
import { messageAt } from '../../../internal/fail';
import { isWaived } from '../../rendered-object';
import { TreeCluster } from '../../tree-cluster';

/** Somebody hears of every alert, where the configuration of Alertmanager is in the tree. */
export function heardAlerts(tree: TreeCluster): string[] {
  const owners = RULE_CARRIERS.flatMap((kind) => tree.cluster.ofKind(kind));
  return owners.filter(({ content }) => !isWaived(content, 'alerts-have-receivers')).flatMap((owner) => (
    unheardAlertsOf(owner, tree.cluster).map(({ rules, receiver, routing }) => {
      const [{ path, labels }] = rules;
      const must = `lead ${someNames(rules)} to a receiver that tells somebody, and [${tree.pathOf(routing)}] sends `
        + `such alerts to ${receiver}, which tells nobody`;
      const remedy = 'add a route for these labels, or an integration to that receiver';
      return messageAt(tree.pathOf(owner), { prop: `${path}.labels`, must, got: labels, remedy });
    })
  ));
}
