import { Cluster } from './cluster';
import { ManifestDocument } from '../../src/cli/dry-run/manifest-file';

/** Has what belongs to no namespace removed: cases may have objects of one name, and none is to meet another's. */
export async function deleteClusterScoped(cluster: Cluster, documents: readonly ManifestDocument[]): Promise<void> {
  for (const document of documents.filter(isClusterScoped)) {
    const path = await cluster.pathOf(document, document.name);
    const { status, text } = await cluster.send({ method: 'DELETE', path });
    if (status !== 200 && status !== 404) throw new Error(`${document.kind} ${document.name} stays: ${text}`);
  }
}

/** A namespace is removed with all that is in it. */
function isClusterScoped({ kind, namespace }: ManifestDocument): boolean {
  return namespace === undefined && kind !== 'Namespace';
}
