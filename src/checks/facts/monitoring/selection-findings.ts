import { prometheusesFor, prometheusesSelecting, prometheusSelectorFor } from './prometheus-selection';
import { Finding } from '../../model/check';
import { Cluster } from '../../model/cluster';
import { Manifest } from '../../model/manifest';

/** Those that could select an object, none of which does; none where one does, or where none is among the manifests. */
export function prometheusesPassingBy(manifest: Manifest, cluster: Cluster): Manifest[] {
  const all = prometheusesFor(manifest, cluster);
  return all.length === 0 || prometheusesSelecting(manifest, cluster).length > 0 ? [] : all;
}

/** Judges whether a Prometheus of the input selects an object; without any there is no question. */
export function judgePrometheusSelection(manifest: Manifest, cluster: Cluster): Finding[] {
  const prometheuses = prometheusesFor(manifest, cluster);
  if (prometheuses.length === 0) return [];
  const [selecting] = prometheusesSelecting(manifest, cluster);
  if (selecting !== undefined) return [{ passed: true, message: `is selected by ${selecting.kind} ${selecting.name}` }];
  const names = prometheuses.slice(0, 3).map(({ kind, name }) => `${kind} ${name}`).join(', ');
  return [{
    passed: false,
    path: 'metadata.labels',
    message: `is not selected by ${names}`,
    actual: manifest.labels,
    expected: prometheusSelectorFor(prometheuses[0], manifest.kind) ?? 'a selector in the Prometheus',
  }];
}
