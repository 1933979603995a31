import { readersFor, readersSelecting, readerSelectorFor } from './prometheus-selection';
import { Finding } from '../../model/check';
import { Cluster } from '../../model/cluster';
import { Manifest } from '../../model/manifest';

/** Those that could select an object, none of which does; none where one does, or where none is among the manifests. */
export function readersPassingBy(manifest: Manifest, cluster: Cluster): Manifest[] {
  const all = readersFor(manifest, cluster);
  return all.length === 0 || readersSelecting(manifest, cluster).length > 0 ? [] : all;
}

/** Judges whether a Prometheus or an Alertmanager of the input reads an object; without any there is no question. */
export function judgeSelection(manifest: Manifest, cluster: Cluster): Finding[] {
  const readers = readersFor(manifest, cluster);
  if (readers.length === 0) return [];
  const [selecting] = readersSelecting(manifest, cluster);
  if (selecting !== undefined) return [{ passed: true, message: `is selected by ${selecting.kind} ${selecting.name}` }];
  const names = readers.slice(0, 3).map(({ kind, name }) => `${kind} ${name}`).join(', ');
  return [{
    passed: false,
    path: 'metadata.labels',
    message: `is not selected by ${names}`,
    actual: manifest.labels,
    expected: readerSelectorFor(readers[0], manifest.kind) ?? `a selector in the ${readers[0].kind}`,
  }];
}
