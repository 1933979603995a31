import { Chart, Duration } from 'cdk8s';
import { KubernetesApi, Platform, ProductionApp, RestoreDrill } from '../../src';
import { addSnapshotDrill, addVeleroDrill } from '../../test/support/drills';
import { readYaml } from '../../test/support/render';
import { Manifest } from '../../test/support/schemas';
import { Call, DrillRun } from '../harness/drills/drill-run';
import { FakeSnapshots } from '../harness/drills/fake-snapshots';
import { FakeVelero } from '../harness/drills/fake-velero';
import { createObjects } from '../harness/exporters/objects';
import { MinorUnderTest } from '../harness/minor';
import { removeNamespaces } from '../harness/namespaces';

const MONTHLY = { every: Duration.days(30), within: Duration.minutes(30) };
const SOON = new Date(Date.now() - 60_000).toISOString().replace(/\.\d+Z$/, 'Z');
const LONG_AGO = '2020-01-01T00:00:00Z';
const READY = { readyToUse: true, restoreSize: '2Gi' };
const SNAPSHOTS = '/apis/snapshot.storage.k8s.io/v1';

/** Rehearses restores with the real kubectl and the rights that we write, where programs of the test restore. */
export function describeRestoreDrills({ cluster }: MinorUnderTest): void {
  const namesIn = async (path: string): Promise<string[]> => {
    const { text } = await cluster().send({ method: 'GET', path });
    return JSON.parse(text).items.map(({ metadata }: Manifest) => metadata.name);
  };
  const removeAll = async (manifests: readonly Manifest[]) => {
    for (const { apiVersion, kind, metadata } of manifests) {
      const document = { apiVersion, kind, namespace: metadata.namespace } as never;
      await cluster().send({ method: 'DELETE', path: await cluster().pathOf(document, metadata.name) });
    }
  };

  describe('a drill of Velero', () => {
    const manifests = written('saved', (chart) => addVeleroDrill(chart, MONTHLY, {
      namespace: 'saved', veleroNamespace: 'saving', scheduleName: 'nightly',
    }));
    const scratch = 'saved-orders-drill';
    let velero: FakeVelero;
    let drill: DrillRun;
    const leftovers = async () => {
      const kinds = [
        ...['pods', 'persistentvolumeclaims', 'secrets', 'services'].map((kind) => ['api/v1', kind]),
        ...['deployments', 'statefulsets', 'replicasets'].map((kind) => ['apis/apps/v1', kind]),
      ];
      const found = await Promise.all(kinds.map(([api, kind]) => namesIn(`/${api}/namespaces/${scratch}/${kind}`)));
      const volumes = (await namesIn('/api/v1/persistentvolumes')).filter((name) => name.startsWith('volume-'));
      return [...found.flat(), ...volumes];
    };

    beforeAll(async () => {
      await createObjects(cluster(), [
        namespace('saved'), namespace('saving'), ...manifests.filter(({ kind }) => isPlace(kind)),
        backup('older', LONG_AGO, 'Completed'), backup('newest', SOON, 'Completed'), backup('broken', SOON, 'Failed'),
        { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'own', namespace: 'saved' } },
        restoreOfOthers(),
        volumeOfOthers(),
      ]);
      velero = new FakeVelero(cluster(), scratch, 'saving');
      velero.start();
      drill = await DrillRun.of(cluster(), manifests);
    });

    afterAll(async () => {
      await velero.stop();
      drill.remove();
      await removeAll([...manifests.filter(({ kind }) => kind.startsWith('ClusterRole')), volumeOfOthers()]);
      await removeNamespaces(cluster(), ['saved', 'saving', scratch]);
    });

    it('restores the newest complete backup, looks at it, and leaves nothing', async () => {
      const { status, stdout, stderr } = await drill.run({ WORKLOADS: 'web db' });

      expect([status, stderr]).toEqual([0, '']);
      expect(stdout).toContain(`restoring backup newest of ${SOON}\nVelero restored 9 objects, with 1 warnings\n`);
      expect(stdout).toMatch(/2 claims are filled, and 3 workloads ready, after \d+ seconds\n$/);
      expect(velero.restores.at(-1)!.spec).toMatchObject({
        backupName: 'newest', includedNamespaces: ['saved'], namespaceMapping: { saved: scratch },
      });
      expect(await leftovers()).toEqual([]);
    });

    it('touches nothing of others', async () => {
      expect(await namesIn('/apis/velero.io/v1/namespaces/saving/restores')).toEqual(['other']);
      expect(await namesIn('/apis/velero.io/v1/namespaces/saving/backups')).toEqual(['broken', 'newest', 'older']);
      expect(await namesIn('/api/v1/namespaces/saved/secrets')).toEqual(['own']);
      expect(await namesIn('/api/v1/persistentvolumes')).toContain('of-others');
      expect(await namesIn(`/api/v1/namespaces/${scratch}/configmaps`)).toEqual(['kube-root-ca.crt']);
      expect(await namesIn(`/apis/networking.k8s.io/v1/namespaces/${scratch}/networkpolicies`)).toEqual([
        'default-deny', 'within',
      ]);
    });

    it('uses every right that it has, and has every right that it uses', () => {
      expect(drill.calls().map(asText).sort()).toEqual(granted(manifests).sort());
    });

    it('begins nothing, and deletes nothing, where something else is', async () => {
      const place = `/api/v1/namespaces/${scratch}/persistentvolumeclaims`;
      const count = velero.restores.length;
      await createObjects(cluster(), [claim('of-production', scratch)]);
      const { status, stderr } = await drill.run();
      const found = await namesIn(place);
      await cluster().send({ method: 'DELETE', path: `${place}/of-production` });

      expect(status).toBe(1);
      expect(stderr).toBe(`nothing was deleted in ${scratch}, where there is what no run of this rehearsal made: `
        + 'PersistentVolumeClaim/of-production\n');
      expect(found).toEqual(['of-production']);
      expect(velero.restores).toHaveLength(count);
    });

    it('leaves nothing where not all was restored, and no volume that would stay where it may delete it', async () => {
      const path = '/apis/rbac.authorization.k8s.io/v1/clusterroles/saved.orders-drill';
      const rules = [{ apiGroups: [''], resources: ['persistentvolumes'], verbs: ['list', 'get', 'patch'] }];
      await cluster().send({
        method: 'PATCH', path, text: JSON.stringify({ rules }), contentType: 'application/merge-patch+json',
      });
      velero.behaviour = { phase: 'PartiallyFailed', isReady: true, policy: 'Retain' };
      const { status, stderr } = await drill.run({ DELETES_RETAINED_VOLUMES: 'true' });

      expect([status, stderr]).toEqual([
        1, 'the restore of newest ended as PartiallyFailed, with 2 errors: disk $(full) "quoted"\n',
      ]);
      expect(await leftovers()).toEqual([]);
    });
  });

  describe('a drill of snapshots', () => {
    const manifests = written('snapped', (chart) => (
      addSnapshotDrill(chart, { ...MONTHLY, scratchNamespace: 'copies' }, { namespace: 'snapped' })
    ));
    const name = 'orders-drill';
    const scratch = 'copies';
    let driver: FakeSnapshots;
    let drill: DrillRun;
    const leftovers = async () => {
      const [pods, claims, snapshots, contents, volumes] = await Promise.all([
        namesIn(`/api/v1/namespaces/${scratch}/pods`),
        namesIn(`/api/v1/namespaces/${scratch}/persistentvolumeclaims`),
        namesIn(`${SNAPSHOTS}/namespaces/${scratch}/volumesnapshots`),
        namesIn(`${SNAPSHOTS}/volumesnapshotcontents`),
        namesIn('/api/v1/persistentvolumes'),
      ]);
      return [
        ...pods, ...claims, ...snapshots, ...contents.filter((one) => !one.startsWith('content-')),
        ...volumes.filter((one) => one.startsWith('copy-')),
      ];
    };

    beforeAll(async () => {
      await createObjects(cluster(), [
        namespace('snapped'), ...manifests.filter(({ kind }) => isPlace(kind)),
        claim('data'), claim('log'),
        ...['data-1', 'data-2', 'log-1', 'log-2', 'gone-1'].flatMap(snapshot),
      ]);
      const taken: Record<string, string> = { 'data-1': LONG_AGO, 'data-2': SOON, 'log-1': SOON, 'gone-1': LONG_AGO };
      for (const [taking, creationTime] of Object.entries(taken)) {
        await cluster().send({
          method: 'PATCH',
          path: `${SNAPSHOTS}/namespaces/snapped/volumesnapshots/${taking}/status`,
          text: JSON.stringify({
            // Drivers that do not know how large a snapshot is say 0.
            status: {
              ...READY,
              ...(taking === 'log-1' ? { restoreSize: '0' } : {}),
              boundVolumeSnapshotContentName: `content-${taking}`,
              creationTime,
            },
          }),
          contentType: 'application/merge-patch+json',
        });
        await cluster().send({
          method: 'PATCH',
          path: `${SNAPSHOTS}/volumesnapshotcontents/content-${taking}/status`,
          text: JSON.stringify({ status: { snapshotHandle: `handle "${taking}" $(x)\\` } }),
          contentType: 'application/merge-patch+json',
        });
      }
      driver = new FakeSnapshots(cluster(), scratch);
      driver.start();
      drill = await DrillRun.of(cluster(), manifests);
    });

    afterAll(async () => {
      await driver.stop();
      drill.remove();
      await removeAll([
        ...manifests.filter(({ kind }) => kind.startsWith('ClusterRole')),
        ...['data-1', 'data-2', 'log-1', 'log-2', 'gone-1'].map((one) => snapshot(one)[1]),
      ]);
      await removeNamespaces(cluster(), ['snapped', scratch]);
    });

    it('makes a claim of the newest snapshot of each claim that is there, and leaves nothing', async () => {
      const { status, stdout, stderr } = await drill.run();

      expect([status, stderr]).toEqual([0, '']);
      expect(stdout).toContain(`restoring claim data from snapshot data-2 of ${SOON}\n`);
      expect(stdout).toContain(`restoring claim log from snapshot log-1 of ${SOON}\n`);
      expect(stdout).toContain('claim gone is gone, and its snapshots are left alone\n');
      expect(driver.created.map(({ spec }) => spec)).toMatchObject([
        {
          deletionPolicy: 'Retain',
          driver: 'csi.example.com',
          source: { snapshotHandle: 'handle "data-2" $(x)\\' },
          volumeSnapshotClassName: 'snapshots',
          volumeSnapshotRef: { name, namespace: scratch },
        },
        { resources: { requests: { storage: '2Gi' } }, storageClassName: 'fast', dataSource: { name } },
        { source: { snapshotHandle: 'handle "log-1" $(x)\\' } },
        { resources: { requests: { storage: '1Gi' } }, storageClassName: 'fast' },
      ]);
      expect(await leftovers()).toEqual([]);
    });

    it('uses every right that it has, and has every right that it uses', () => {
      expect(drill.calls().map(asText).sort()).toEqual(granted(manifests).sort());
    });

    it('leaves the snapshots and their contents', async () => {
      expect(await namesIn(`${SNAPSHOTS}/namespaces/snapped/volumesnapshots`)).toHaveLength(5);
      expect(await namesIn(`${SNAPSHOTS}/volumesnapshotcontents`)).toHaveLength(5);
    });
  });
}

function written(name: string, add: (chart: Chart) => RestoreDrill): Manifest[] {
  const app = new ProductionApp();
  Platform.configure(app, { kubernetesApi: KubernetesApi.at({ cidrs: ['127.0.0.1/32'] }) });
  add(new Chart(app, name, { namespace: name }));
  return readYaml(app.synthYaml());
}

function isPlace(kind: string): boolean {
  return /Role|ServiceAccount|Namespace|NetworkPolicy/.test(kind);
}

/** Every right of the written roles, as a call. */
function granted(manifests: readonly Manifest[]): string[] {
  const calls = manifests.filter(({ kind }) => /Role$/.test(kind)).flatMap(({ metadata, rules }) => (
    rules.flatMap(({ resources, verbs }: Manifest) => resources.flatMap((resource: string) => (
      verbs.map((verb: string) => asText({ verb, resource, namespace: metadata.namespace }))
    )))
  // Those of Velero's data mover are in no module that test clusters know.
  )).filter((right) => !right.endsWith(' datadownloads'));
  return [...new Set(calls)];
}

function asText({ verb, resource, namespace: where = 'cluster' }: Call): string {
  return `${where}: ${verb} ${resource}`;
}

function namespace(name: string): Manifest {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}

function backup(name: string, startTimestamp: string, phase: string): Manifest {
  return {
    apiVersion: 'velero.io/v1',
    kind: 'Backup',
    metadata: { name, namespace: 'saving', labels: { 'velero.io/schedule-name': 'nightly' } },
    spec: {},
    status: { phase, startTimestamp },
  };
}

function restoreOfOthers(): Manifest {
  return {
    apiVersion: 'velero.io/v1',
    kind: 'Restore',
    metadata: { name: 'other', namespace: 'saving' },
    spec: { backupName: 'older' },
  };
}

function volumeOfOthers(): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: 'of-others' },
    spec: {
      accessModes: ['ReadWriteOnce'],
      capacity: { storage: '1Gi' },
      csi: { driver: 'csi.example.com', volumeHandle: 'of-others' },
      persistentVolumeReclaimPolicy: 'Retain',
    },
  };
}

function claim(name: string, where = 'snapped'): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name, namespace: where },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, storageClassName: 'fast' },
  };
}

/** A snapshot and what stands for it in the cluster; `data-1` is of the claim `data`. */
function snapshot(name: string): Manifest[] {
  const metadata = { name, namespace: 'snapped', labels: { 'preflight/volume-snapshots': 'orders' } };
  return [{
    apiVersion: 'snapshot.storage.k8s.io/v1',
    kind: 'VolumeSnapshot',
    metadata,
    spec: { source: { persistentVolumeClaimName: name.replace(/-\d$/, '') } },
  }, {
    apiVersion: 'snapshot.storage.k8s.io/v1',
    kind: 'VolumeSnapshotContent',
    metadata: { name: `content-${name}` },
    spec: {
      deletionPolicy: 'Delete',
      driver: 'csi.example.com',
      source: { volumeHandle: 'v' },
      volumeSnapshotClassName: 'snapshots',
      volumeSnapshotRef: { name, namespace: 'snapped' },
    },
  }];
}
