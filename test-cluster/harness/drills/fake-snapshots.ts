import { Controllers, volumeFor } from './controllers';
import { Manifest } from '../../../test/support/schemas';
import { createObjects } from '../exporters/objects';

const SNAPSHOTS = '/apis/snapshot.storage.k8s.io/v1';

/** Does what the snapshot controller, a driver and a kubelet do for one drill. */
export class FakeSnapshots extends Controllers {
  /** How pods end. */
  public phase = 'Succeeded';
  /** Contents and claims as they were created, in turn. */
  public readonly created: Manifest[] = [];

  protected async tick(): Promise<void> {
    const place = `${SNAPSHOTS}/namespaces/${this.scratch}/volumesnapshots`;
    for (const { metadata: { name }, spec, status } of await this.list(place)) {
      if (status?.readyToUse === true) continue;
      const content = spec.source.volumeSnapshotContentName;
      const path = `${SNAPSHOTS}/volumesnapshotcontents/${content}`;
      const { text } = await this.cluster.send({ method: 'GET', path });
      this.created.push(JSON.parse(text));
      await this.merge(`${place}/${name}/status`, { status: { readyToUse: true } });
    }
    await this.bindClaims();
    await this.tendPods(this.phase);
    await this.tendVolumes();
  }

  private async bindClaims(): Promise<void> {
    for (const claim of await this.list(`/api/v1/namespaces/${this.scratch}/persistentvolumeclaims`)) {
      const { metadata: { name, uid }, status } = claim;
      if (status.phase === 'Bound' || this.created.some(({ metadata }) => metadata.uid === uid)) continue;
      this.created.push(claim);
      await createObjects(this.cluster, [
        volumeFor(`copy-${uid}`, { namespace: this.scratch, name, uid }, {
          spec: { capacity: claim.spec.resources.requests, storageClassName: claim.spec.storageClassName },
        }),
      ]);
    }
  }
}
