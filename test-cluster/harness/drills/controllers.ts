import { Manifest } from '../../../test/support/schemas';
import { Cluster } from '../cluster';

const TICK_MILLISECONDS = 50;
const MERGE_PATCH = 'application/merge-patch+json';

/** What controllers that no test cluster has would do, again and again, until it is stopped. */
export abstract class Controllers {
  private isStopped = false;
  private run: Promise<void> = Promise.resolve();
  private failure?: unknown;

  constructor(protected readonly cluster: Cluster, protected readonly scratch: string) {}

  /** Begins. */
  public start(): void {
    this.run = this.live().catch((error: unknown) => {
      this.failure = error;
    });
  }

  /** Ends; fails where something went wrong meanwhile. */
  public async stop(): Promise<void> {
    this.isStopped = true;
    await this.run;
    if (this.failure !== undefined) throw this.failure;
  }

  protected abstract tick(): Promise<void>;

  protected async list(path: string): Promise<Manifest[]> {
    const { text } = await this.cluster.send({ method: 'GET', path });
    return (JSON.parse(text) as Manifest).items ?? [];
  }

  protected async merge(path: string, change: object): Promise<void> {
    const text = JSON.stringify(change);
    const answer = await this.cluster.send({ method: 'PATCH', path, text, contentType: MERGE_PATCH });
    // It may be gone meanwhile.
    if (![200, 404, 409].includes(answer.status)) throw new Error(`${path}: ${answer.text}`);
  }

  /** Pods that are to run do, without any node. */
  protected async tendPods(phase: string): Promise<void> {
    const place = `/api/v1/namespaces/${this.scratch}/pods`;
    for (const { metadata: { name }, status } of await this.list(place)) {
      if (status.phase === phase) continue;
      const conditions = phase === 'Running' ? [{ type: 'Ready', status: 'True' }] : [];
      await this.merge(`${place}/${name}/status`, { status: { phase, conditions } });
    }
  }

  /** What the driver of volumes does with those whose claims are gone. */
  protected async tendVolumes(): Promise<void> {
    const place = '/api/v1/persistentvolumes';
    for (const { metadata: { name }, spec, status } of await this.list(place)) {
      const isDue = status.phase === 'Released' && spec.claimRef.namespace === this.scratch
        && spec.persistentVolumeReclaimPolicy === 'Delete';
      if (isDue) await this.cluster.send({ method: 'DELETE', path: `${place}/${name}` });
    }
  }

  private async live(): Promise<void> {
    while (!this.isStopped) {
      await this.tick();
      await new Promise((resolve) => setTimeout(resolve, TICK_MILLISECONDS));
    }
  }
}

/** A volume that is there for one claim. */
export function volumeFor(name: string, claim: Record<string, string>, changes: Manifest = {}): Manifest {
  const { metadata = {}, spec = {} } = changes;
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name, ...metadata },
    spec: {
      accessModes: ['ReadWriteOnce'],
      capacity: { storage: '1Gi' },
      claimRef: claim,
      csi: { driver: 'csi.example.com', volumeHandle: name },
      persistentVolumeReclaimPolicy: 'Delete',
      storageClassName: 'fast',
      ...spec,
    },
  };
}
