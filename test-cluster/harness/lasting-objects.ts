import { Cluster } from './cluster';
import { ManifestDocument } from '../../src/cli/dry-run/manifest-file';

/** Those that a cluster has before any case, and that no case removes. */
const NAMESPACES_OF_CLUSTER = ['default', 'kube-system'];

/**
 * Has what no namespace of a case takes with it removed.
 *
 * Cases may have objects of one name, and none is to meet another's.
 */
export async function deleteLasting(cluster: Cluster, documents: readonly ManifestDocument[]): Promise<void> {
  for (const document of documents.filter(stays)) {
    const path = await cluster.pathOf(document, document.name);
    const { status, text } = await cluster.send({ method: 'DELETE', path });
    if (status !== 200 && status !== 404) throw new Error(`${document.kind} ${document.name} stays: ${text}`);
  }
}

/** A namespace of a case is removed with all that is in it. */
function stays({ kind, namespace }: ManifestDocument): boolean {
  return namespace === undefined ? kind !== 'Namespace' : NAMESPACES_OF_CLUSTER.includes(namespace);
}
