import { Manifest } from '../../../test/support/schemas';
import { Cluster } from '../cluster';

/** Creates objects in their order. */
export async function createObjects(cluster: Cluster, manifests: readonly Manifest[]): Promise<void> {
  for (const { apiVersion, kind, ...fields } of manifests) {
    const { namespace } = fields.metadata;
    const path = await cluster.pathOf({ apiVersion, kind, namespace } as never);
    const text = JSON.stringify({ apiVersion, kind, ...fields });
    const answer = await cluster.send({ method: 'POST', path, text });
    if (answer.status !== 201) throw new Error(`${kind} is refused: ${answer.text}`);
  }
}
