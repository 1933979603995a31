import { Cluster } from './cluster';
import { Manifest } from '../../test/support/schemas';

/** Applies objects in their order, as `kubectl apply --server-side` does. */
export async function applyObjects(cluster: Cluster, manifests: readonly Manifest[]): Promise<void> {
  for (const manifest of manifests) {
    const { apiVersion, kind, metadata: { name, namespace } } = manifest;
    const path = await cluster.pathOf({ apiVersion, kind, namespace } as never, name);
    const { status, text } = await cluster.send({
      method: 'PATCH',
      path: `${path}?fieldManager=preflight&force=true`,
      text: JSON.stringify(manifest),
      contentType: 'application/apply-patch+yaml',
    });
    if (status !== 200 && status !== 201) throw new Error(`${kind} ${name} is refused: ${text}`);
  }
}
