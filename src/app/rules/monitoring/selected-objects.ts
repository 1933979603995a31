import {
  readerNamespacesFor, readerSelectorFor,
} from '../../../checks/facts/monitoring/prometheus-selection';
import { readersPassingBy } from '../../../checks/facts/monitoring/selection-findings';
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
  AlertmanagerConfig: 'alertmanager-config-is-selected',
};
const REMEDY = 'give it the labels that one selects by (MetricsFlavor.operator({ monitorLabels }) at the Platform), or '
  + 'let one select it: where the labels are right, ...NamespaceSelector beside the selector must have its namespace';

/** Monitors and rules are read by a Prometheus, and AlertmanagerConfigs by an Alertmanager, where the tree has one. */
export function selectedObjects(tree: TreeCluster): string[] {
  return Object.entries(CHECKS).flatMap(([kind, check]) => (
    tree.cluster.ofKind(`monitoring.coreos.com/${kind}`).flatMap((manifest) => {
      if (isWaived(manifest.content, check)) return [];
      const [reader] = readersPassingBy(manifest, tree.cluster);
      return reader === undefined ? [] : [complaint(manifest, reader, tree)];
    })
  ));
}

function complaint(manifest: Manifest, reader: Manifest, tree: TreeCluster): string {
  const { kind, labels, namespace } = manifest;
  const article = reader.kind === 'Alertmanager' ? 'an' : 'a';
  const must = `be what ${article} ${reader.kind} selects, and [${tree.pathOf(reader)}] selects `
    + selection(reader, kind);
  return messageAt(tree.pathOf(manifest), { prop: 'metadata', must, got: { namespace, labels }, remedy: REMEDY });
}

function selection(reader: Manifest, kind: string): string {
  const selector = readerSelectorFor(reader, kind);
  if (selector === undefined || selector === null) return `no ${kind} at all`;
  const namespaces = readerNamespacesFor(reader, kind);
  const where = namespaces === undefined || namespaces === null ? `its own namespace, ${reader.namespace}`
    : `namespaces by ${JSON.stringify(namespaces)}`;
  return `by ${JSON.stringify(selector)} in ${where}`;
}
