import { Controllers, volumeFor } from './controllers';
import { Manifest } from '../../../test/support/schemas';
import { Cluster } from '../cluster';
import { createObjects } from '../exporters/objects';
import { waitFor } from '../wait';

const FINALIZER = 'restores.velero.io/external-resources-finalizer';

const FILES = {
  backupStorageLocation: 'default', pod: {}, repoIdentifier: '', snapshotID: 's', sourceNamespace: 'x', volume: 'v',
};

const CLAIM = {
  accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, storageClassName: 'fast',
};
const SNAPSHOT = { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 's' };

/** How a restore goes. */
export interface Behaviour {
  readonly phase: string;
  /** Whether what it restores becomes ready. */
  readonly isReady: boolean;
  /** Of the volume that is made for it. */
  readonly policy: string;
}

/** Does what Velero does with Restores of one namespace: creates labelled objects, says how it went, and forgets. */
export class FakeVelero extends Controllers {
  public behaviour: Behaviour = { phase: 'Completed', isReady: true, policy: 'Delete' };
  /** Every Restore that it took, as it was created. */
  public readonly restores: Manifest[] = [];
  private readonly place: string;

  constructor(cluster: Cluster, scratch: string, private readonly namespace: string) {
    super(cluster, scratch);
    this.place = `/apis/velero.io/v1/namespaces/${namespace}/restores`;
  }

  protected async tick(): Promise<void> {
    for (const restore of await this.list(this.place)) {
      const { metadata: { name, deletionTimestamp }, status } = restore;
      if (deletionTimestamp !== undefined) {
        await this.merge(`${this.place}/${name}`, { metadata: { finalizers: null } });
      } else if (status?.phase === undefined && name !== 'other') {
        await this.restore(restore);
      }
    }
    if (this.behaviour.isReady) await this.tendPods('Running');
    await this.tendVolumes();
  }

  private async restore(restore: Manifest): Promise<void> {
    const { name } = restore.metadata;
    this.restores.push(restore);
    const begun = { metadata: { finalizers: [FINALIZER] }, status: { phase: 'InProgress' } };
    await this.merge(`${this.place}/${name}`, begun);
    const volumeOf = (claim: string) => `volume-${claim}-${this.restores.length}`;
    const objects = restored(this.scratch, { 'velero.io/restore-name': name, 'velero.io/backup-name': 'b' }, volumeOf);
    const volumes = ['snapped', 'filed'].map((claim) => (
      volumeFor(volumeOf(claim), { namespace: this.scratch, name: claim }, {
        spec: { persistentVolumeReclaimPolicy: this.behaviour.policy },
      })
    ));
    await createObjects(this.cluster, [...volumes, ...objects]);
    await this.untilBound();
    await this.fill(name);
    const { phase } = this.behaviour;
    const isFailed = phase !== 'Completed';
    await this.merge(`${this.place}/${name}`, {
      status: {
        phase,
        progress: { itemsRestored: objects.length, totalItems: objects.length },
        warnings: 1,
        errors: isFailed ? 2 : 0,
        failureReason: isFailed ? 'disk $(full) "quoted"' : undefined,
      },
    });
  }

  /** As Velero waits too, before it says that it has ended. */
  private async untilBound(): Promise<void> {
    await waitFor({ what: 'the binding of restored claims', seconds: 20 }, async () => {
      const claims = await this.list(`/api/v1/namespaces/${this.scratch}/persistentvolumeclaims`);
      return claims.every(({ status }) => status.phase === 'Bound') ? true : undefined;
    });
  }

  private async fill(restore: string): Promise<void> {
    const claims = await this.list(`/api/v1/namespaces/${this.scratch}/persistentvolumeclaims`);
    const uid = claims.find(({ metadata }) => metadata.name === 'filed')?.metadata.uid;
    if (uid === undefined) return;
    await createObjects(this.cluster, [{
      apiVersion: 'velero.io/v1',
      kind: 'PodVolumeRestore',
      metadata: {
        name: `filled-${this.restores.length}`,
        namespace: this.namespace,
        labels: { 'velero.io/restore-name': restore, 'velero.io/pvc-uid': uid },
      },
      spec: FILES,
      status: { phase: 'Completed' },
    }]);
  }
}

/** What a backup held, with the claims whose volumes were snapshots and files. */
function restored(
  namespace: string, labels: Record<string, string>, volumeOf: (claim: string) => string,
): Manifest[] {
  const core = (kind: string, name: string, rest: Manifest = {}) => (
    { apiVersion: 'v1', kind, metadata: { name, namespace, labels }, ...rest }
  );
  const claim = (name: string, rest: Manifest = {}) => (
    core('PersistentVolumeClaim', name, { spec: { ...CLAIM, volumeName: volumeOf(name), ...rest } })
  );
  const workload = (kind: string, name: string, replicas: number) => (
    { apiVersion: 'apps/v1', kind, metadata: { name, namespace, labels }, spec: workloadSpec(kind, name, replicas) }
  );
  return [
    core('Secret', 'password', { stringData: { key: 'hidden' } }),
    core('ConfigMap', 'settings', { data: { key: 'value' } }),
    core('ServiceAccount', 'web'),
    core('Service', 'web', { spec: { ports: [{ port: 80 }], selector: { run: 'web' } } }),
    claim('snapped', { dataSource: SNAPSHOT }),
    claim('filed'),
    workload('Deployment', 'web', 1),
    workload('Deployment', 'off', 0),
    workload('StatefulSet', 'db', 1),
  ];
}

function workloadSpec(kind: string, name: string, replicas: number): Manifest {
  return {
    replicas,
    ...(kind === 'StatefulSet' ? { serviceName: name } : {}),
    selector: { matchLabels: { run: name } },
    template: { metadata: { labels: { run: name } }, spec: hardened() },
  };
}

function hardened(): Manifest {
  return {
    securityContext: { runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [{
      name: 'c',
      image: 'registry.example.com/c:1',
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    }],
  };
}
