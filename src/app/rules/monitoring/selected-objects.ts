import {
  prometheusNamespacesFor, prometheusSelectorFor,
} from '../../../checks/facts/monitoring/prometheus-selection';
import { prometheusesPassingBy } from '../../../checks/facts/monitoring/selection-findings';
import { Manifest } from '../../../checks/model/manifest';
import { messageAt } from '../../../internal/fail';
import { isWaived } from '../../rendered-object';
import { TreeCluster } from '../../tree-cluster';

/** By kind, the check that says the same of anybody's manifests. */
const CHECKS: Readonly<Record<string, string>> = {
  ServiceMonitor: 'monitor-is-selected',
  PodMonitor: 'monitor-is-selected',
  Probe: 'monitor-is-selected',
  ScrapeConfig: 'monitor-is-selected',
  PrometheusRule: 'rule-is-selected',
};
const REMEDY = 'give it the labels that one selects by (MetricsFlavor.operator({ monitorLabels }) at the Platform), or '
  + 'let one select it: where the labels are right, ...NamespaceSelector beside the selector must have its namespace';

/** Every monitor and every rule is read by a Prometheus of the tree, where there is one. */
export function selectedObjects(tree: TreeCluster): string[] {
  return Object.entries(CHECKS).flatMap(([kind, check]) => (
    tree.cluster.ofKind(`monitoring.coreos.com/${kind}`).flatMap((manifest) => {
      if (isWaived(manifest.content, check)) return [];
      const [prometheus] = prometheusesPassingBy(manifest, tree.cluster);
      return prometheus === undefined ? [] : [complaint(manifest, prometheus, tree)];
    })
  ));
}

function complaint(manifest: Manifest, prometheus: Manifest, tree: TreeCluster): string {
  const { kind, labels, namespace } = manifest;
  const must = `be what a ${prometheus.kind} selects, and [${tree.pathOf(prometheus)}] selects `
    + selection(prometheus, kind);
  return messageAt(tree.pathOf(manifest), { prop: 'metadata', must, got: { namespace, labels }, remedy: REMEDY });
}

function selection(prometheus: Manifest, kind: string): string {
  const selector = prometheusSelectorFor(prometheus, kind);
  if (selector === undefined || selector === null) return `no ${kind} at all`;
  const namespaces = prometheusNamespacesFor(prometheus, kind);
  const where = namespaces === undefined || namespaces === null ? `its own namespace, ${prometheus.namespace}`
    : `namespaces by ${JSON.stringify(namespaces)}`;
  return `by ${JSON.stringify(selector)} in ${where}`;
}
