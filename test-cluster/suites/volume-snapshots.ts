import { execFile } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { setTimeout } from 'timers/promises';
import { Chart, Duration } from 'cdk8s';
import { ClaimSelector, KubernetesApi, Platform, ProductionApp, SnapshotClass, VolumeSnapshots } from '../../src';
import { VOLUMES_SCRIPTS } from '../../src/backup/volumes/embedded-scripts';
import { readYaml } from '../../test/support/render';
import { Manifest } from '../../test/support/schemas';
import { buildBinaries } from '../harness/build';
import { kubeconfigFor, tokenOf } from '../harness/exporters/account-token';
import { createObjects } from '../harness/exporters/objects';
import { MinorUnderTest } from '../harness/minor';
import { removeNamespaces } from '../harness/namespaces';
import { waitFor } from '../harness/wait';

const NAMESPACE = 'snapshots';
const NAME = 'hourly';
const SNAPSHOT_API = 'snapshot.storage.k8s.io/v1';
const SNAPSHOTS = `/apis/${SNAPSHOT_API}/namespaces/${NAMESPACE}/volumesnapshots`;
const ROLE = `/apis/rbac.authorization.k8s.io/v1/namespaces/${NAMESPACE}/roles/${NAME}`;
const LABELS = { app: 'store' };
const LONG = `data-${'x'.repeat(243)}.0`;
const SELECTED = ['data-0', 'data-1', LONG];
const HOSTILE = 'no space "left"\n$(touch /tmp/x) `id`';
const DAY = 86_400;

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Has the script take snapshots of real claims, with the rights that we write and with less. */
export function describeVolumeSnapshots({ cluster, release }: MinorUnderTest): void {
  describe('volume snapshots', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preflight-snapshots-'));
    const manifests = written();
    let kubeconfig: string;
    /** What becomes of the snapshots of a claim; nothing where there is no answer. */
    let controller: (source: string) => object | undefined = () => ({ readyToUse: true });
    let isOver = false;
    let controlling: Promise<void>;

    const send = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', place: string, body?: object) => cluster().send({
      method,
      path: place,
      text: body && JSON.stringify(body),
      ...(method === 'PATCH' ? { contentType: 'application/merge-patch+json' } : {}),
    });
    const list = async (): Promise<Manifest[]> => JSON.parse((await send('GET', SNAPSHOTS)).text).items;
    const namesOf = async (source: string): Promise<string[]> => (await list())
      .filter(({ spec }) => spec.source.persistentVolumeClaimName === source)
      .map(({ metadata: { name } }) => name).sort();
    const run = (name: string, changes: Record<string, string> = {}) => new Promise<Run>((resolve) => {
      const { spec } = manifests.find(({ kind }) => kind === 'CronJob')!;
      const [{ env }] = spec.jobTemplate.spec.template.spec.containers;
      const variables = Object.fromEntries(env.flatMap(({ name: key, value }: Manifest) => (
        value === undefined ? [] : [[key, value]]
      )));
      // Where the pod has them; a file system of its own is what only a container has.
      const script = VOLUMES_SCRIPTS['take-snapshots.sh'].replace(/\/(?:scripts|tmp)\//g, () => `${folder}/`);
      execFile('/bin/sh', ['-c', script], {
        env: { ...variables, PATH: `${folder}/bin:${process.env.PATH}`, KUBECONFIG: kubeconfig, RUN: name, ...changes },
      }, (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }));
    });
    const later = (days: number) => ({ LATER: String(days * DAY) });
    /** What the snapshot controller and its sidecar do, as far as anybody sees it. */
    const control = async () => {
      while (!isOver) {
        for (const { metadata: { name }, spec: { source }, status } of await list()) {
          const next = controller(source.persistentVolumeClaimName);
          if (next === undefined || status?.readyToUse) continue;
          await send('PATCH', `${SNAPSHOTS}/${name}/status`, { status: next });
        }
        await setTimeout(50);
      }
    };

    beforeAll(async () => {
      fs.mkdirSync(path.join(folder, 'bin'));
      fs.symlinkSync(buildBinaries(release).controlPlane!, path.join(folder, 'bin', 'kubectl'));
      tool('sleep', ['exec /bin/sleep 0.1']);
      tool('date', ['case "$*" in +%s) echo $(($(/bin/date +%s) + ${LATER:-0})); exit ;; esac', 'exec /bin/date "$@"']);
      for (const file of ['claims.gotmpl', 'snapshots.gotmpl'] as const) {
        fs.writeFileSync(path.join(folder, file), VOLUMES_SCRIPTS[file]);
      }
      const kinds = ['ServiceAccount', 'Role', 'RoleBinding', 'VolumeSnapshotClass'];
      await createObjects(cluster(), [
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
        ...manifests.filter(({ kind }) => kinds.includes(kind)),
        ...[...SELECTED, 'other-0'].flatMap((name) => claim(name, name === 'other-0' ? {} : LABELS)),
        { ...claim('data-2', LABELS)[1], spec: { ...claim('data-2', LABELS)[1].spec, volumeName: undefined } },
        snapshot('by-hand', {}),
        snapshot('of-others', { 'preflight/volume-snapshots': 'weekly' }),
      ]);
      await waitFor({ what: 'volumes for all claims', seconds: 60 }, async () => {
        const { text } = await send('GET', `/api/v1/namespaces/${NAMESPACE}/persistentvolumeclaims`);
        const bound = JSON.parse(text).items.filter(({ status }: Manifest) => status.phase === 'Bound');
        return bound.length === SELECTED.length + 1 ? true : undefined;
      });
      kubeconfig = path.join(folder, 'kubeconfig');
      const token = await tokenOf(cluster(), NAMESPACE, NAME);
      fs.writeFileSync(kubeconfig, kubeconfigFor(cluster().connection, token));
      controlling = control();
    }, 120_000);

    afterAll(async () => {
      isOver = true;
      await controlling;
      await removeNamespaces(cluster(), [NAMESPACE]);
      for (const name of [...SELECTED, 'other-0']) await send('DELETE', `/api/v1/persistentvolumes/${volumeOf(name)}`);
      await send('DELETE', `/apis/${SNAPSHOT_API}/volumesnapshotclasses/fast`);
      fs.rmSync(folder, { recursive: true });
    }, 120_000);

    it('may do what the API server says of its account, and nothing else', async () => {
      const verbs = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'];
      const allowed = async (attributes: object) => {
        const answers = await Promise.all(verbs.map((verb) => (
          send('POST', '/apis/authorization.k8s.io/v1/subjectaccessreviews', {
            apiVersion: 'authorization.k8s.io/v1',
            kind: 'SubjectAccessReview',
            spec: {
              user: `system:serviceaccount:${NAMESPACE}:${NAME}`,
              resourceAttributes: { namespace: NAMESPACE, ...attributes, verb },
            },
          })
        )));
        return verbs.filter((_, index) => JSON.parse(answers[index].text).status.allowed);
      };
      const snapshots = { group: 'snapshot.storage.k8s.io', resource: 'volumesnapshots' };
      expect({
        snapshots: await allowed(snapshots),
        elsewhere: await allowed({ ...snapshots, namespace: 'default' }),
        contents: await allowed({ ...snapshots, resource: 'volumesnapshotcontents' }),
        claims: await allowed({ resource: 'persistentvolumeclaims' }),
        secrets: await allowed({ resource: 'secrets' }),
      }).toEqual({
        snapshots: ['list', 'create', 'delete'], elsewhere: [], contents: [], claims: ['list'], secrets: [],
      });
    });

    it('fails where no claim has the labels, and where none that has them has a volume', async () => {
      const before = (await list()).length;
      const { code, stderr } = await run('none', { CLAIMS: 'app=nobody' });
      expect([code, stderr])
        .toEqual([1, 'nothing to take a snapshot of: no claim with a volume has the labels app=nobody\n']);
      expect(await list()).toHaveLength(before);
    });

    it('takes a snapshot of each claim that has the labels and a volume, once in all tries of a run', async () => {
      for (const _ of ['the first try', 'the next one']) {
        const { code, stdout, stderr } = await run('run-1');
        expect([code, stderr]).toEqual([0, '']);
        expect(stdout.split('\n').sort()).toEqual(['', expect.stringMatching(/^data-0: took data-0-run-1$/),
          expect.stringMatching(/^data-1: took data-1-run-1$/), 'data-2: left out, for it has no volume yet',
          expect.stringMatching(/^data-x+\.0: took data-x+-\d+-run-1$/)]);
        const taken = (await list()).filter(({ metadata }) => metadata.labels?.['preflight/volume-snapshots'] === NAME);
        expect(taken.map(({ spec }) => spec.source.persistentVolumeClaimName).sort()).toEqual([...SELECTED].sort());
        for (const { metadata, spec } of taken) {
          expect([metadata.name.length <= 253, metadata.ownerReferences, spec.volumeSnapshotClassName])
            .toEqual([true, undefined, 'fast']);
        }
      }
    });

    it('fails where one snapshot fails, takes the others, and is content where it can be used after all', async () => {
      controller = (name) => (name === 'data-0' ? { error: { message: HOSTILE } } : { readyToUse: true });
      const { code, stdout, stderr } = await run('run-2');
      expect([code, stderr]).toEqual([1, `data-0: data-0-run-2 failed: ${JSON.stringify(HOSTILE)}\n`]);
      expect(stdout).toContain('data-1: took data-1-run-2\n');
      controller = () => ({ readyToUse: true });
      await waitFor({ what: 'the snapshot', seconds: 10 }, async () => (
        JSON.parse((await send('GET', `${SNAPSHOTS}/data-0-run-2`)).text).status?.readyToUse
      ));
      expect(await run('run-2')).toMatchObject({ code: 0, stderr: '' });
      expect(await namesOf('data-0')).toEqual(['data-0-run-1', 'data-0-run-2']);
    });

    it('fails where a snapshot stays away, and where one of that name is somebody else\'s', async () => {
      controller = () => undefined;
      const { code, stderr } = await run('run-3', { CLAIMS: 'app=store,one=data-1', WAIT_SECONDS: '1' });
      expect([code, stderr]).toEqual([1, 'data-1: data-1-run-3 is not ready after 1 seconds\n']);
      await send('POST', SNAPSHOTS, { ...snapshot('data-0-run-4', {}) });
      const other = await run('run-4', { CLAIMS: 'app=store,one=data-0' });
      expect([other.code, other.stderr]).toEqual([1, 'data-0: data-0-run-4 is gone, or somebody else\'s\n']);
      await send('DELETE', `${SNAPSHOTS}/data-0-run-4`);
    });

    it('deletes its own that are old, but for the newest that are ready, and none of others', async () => {
      controller = (name) => (name === 'other-0' ? undefined : { readyToUse: true });
      const one = { CLAIMS: 'app=store,one=data-0', KEEP_AT_LEAST: '2' };
      for (const name of ['run-5', 'run-6']) {
        await setTimeout(1000);
        expect(await run(name, one)).toMatchObject({ code: 0, stderr: '' });
      }
      const kept = ['data-0-run-1', 'data-0-run-2', 'data-0-run-5', 'data-0-run-6'];
      expect(await namesOf('data-0')).toEqual(kept);
      expect(await run('run-6', { ...one, ...later(6) })).toMatchObject({ code: 0, stderr: '' });
      expect(await namesOf('data-0')).toEqual(kept);
      controller = (name) => (name === 'data-1' ? undefined : { readyToUse: true });
      await createObjects(cluster(), [snapshot('junk', { 'preflight/volume-snapshots': NAME }, 'data-1')]);
      const { code, stdout, stderr } = await run('run-6', { ...one, ...later(8) });
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout.split('\n').sort()).toEqual(['', 'data-0: deleted data-0-run-1', 'data-0: deleted data-0-run-2',
        'data-0: took data-0-run-6', 'data-1: deleted data-1-run-1', 'data-1: deleted junk']);
      expect(await namesOf('data-0')).toEqual(['data-0-run-5', 'data-0-run-6']);
      // The last one that can be used stays, for the claim may be gone.
      expect(await namesOf(LONG)).toHaveLength(2);
      expect(await namesOf('other-0')).toEqual(['by-hand', 'of-others']);
    });

    it('deletes more than it keeps at most, whatever their age, and nothing of a claim that failed', async () => {
      const most = { KEEP_AT_LEAST: '1', KEEP_AT_MOST: '1' };
      controller = (name) => (name === 'data-0' ? { error: { time: '2026-01-01T00:00:00Z' } } : { readyToUse: true });
      await setTimeout(1000);
      const { code, stderr } = await run('run-7', most);
      expect([code, stderr]).toEqual([1, 'data-0: data-0-run-7 failed: ""\n']);
      expect(await namesOf('data-0')).toEqual(['data-0-run-5', 'data-0-run-6', 'data-0-run-7']);
      expect(await namesOf('data-1')).toEqual(['data-1-run-7']);
      controller = () => ({ readyToUse: true });
      await waitFor({ what: 'the snapshot', seconds: 10 }, async () => (
        JSON.parse((await send('GET', `${SNAPSHOTS}/data-0-run-7`)).text).status?.readyToUse
      ));
      expect(await run('run-7', most)).toMatchObject({ code: 0 });
      expect(await namesOf('data-0')).toEqual(['data-0-run-7']);
    });

    it.each([
      ['persistentvolumeclaims', 'list'], ['volumesnapshots', 'create'], ['volumesnapshots', 'list'],
      ['volumesnapshots', 'delete'],
    ])('fails where its Role has not the right on %s to %s, and deletes nothing', async (resource, verb) => {
      const { rules } = manifests.find(({ kind }) => kind === 'Role')!;
      const fewer = rules.map((rule: Manifest) => (
        rule.resources[0] === resource ? { ...rule, verbs: rule.verbs.filter((one: string) => one !== verb) } : rule
      )).filter(({ verbs }: Manifest) => verbs.length > 0);
      expect((await send('PATCH', ROLE, { rules: fewer })).status).toBe(200);
      const before = await namesOf('data-1');
      const { code, stderr } = await run(`run-${verb}`, { KEEP_AT_LEAST: '1', ...later(8) });
      await send('PATCH', ROLE, { rules });
      expect(code).not.toBe(0);
      expect(stderr).toMatch(/forbidden/i);
      expect(await namesOf('data-1')).toEqual(expect.arrayContaining(before));
    });

    function tool(name: string, lines: readonly string[]): void {
      fs.writeFileSync(path.join(folder, 'bin', name), ['#!/bin/sh', ...lines, ''].join('\n'), { mode: 0o755 });
    }
  });
}

function written(): Manifest[] {
  const app = new ProductionApp();
  Platform.configure(app, { kubernetesApi: KubernetesApi.at({ cidrs: ['127.0.0.1/32'] }) });
  const chart = new Chart(app, 'snapshots', { namespace: NAMESPACE });
  const { className } = new SnapshotClass(chart, 'fast', { driver: 'hostpath.csi.k8s.io' });
  new VolumeSnapshots(chart, NAME, {
    claims: ClaimSelector.withLabels(LABELS),
    snapshotClassName: className,
    every: Duration.hours(1),
    retention: Duration.days(7),
  });
  return readYaml(app.synthYaml());
}

/** A claim, and the volume that it is bound to. */
function claim(name: string, labels: object): Manifest[] {
  const [accessModes, storageClassName] = [['ReadWriteOnce'], ''];
  return [{
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: volumeOf(name) },
    spec: {
      accessModes,
      storageClassName,
      capacity: { storage: '1Gi' },
      hostPath: { path: '/nowhere' },
      persistentVolumeReclaimPolicy: 'Retain',
      claimRef: { namespace: NAMESPACE, name },
    },
  }, {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name, namespace: NAMESPACE, labels: { ...labels, one: name.slice(0, 6).replace(/-$/, '') } },
    spec: {
      accessModes, storageClassName, resources: { requests: { storage: '1Gi' } }, volumeName: volumeOf(name),
    },
  }];
}

function volumeOf(name: string): string {
  return `snapshots-${name.length > 60 ? 'long' : name}`;
}

function snapshot(name: string, labels: object, persistentVolumeClaimName = 'other-0'): Manifest {
  return {
    apiVersion: SNAPSHOT_API,
    kind: 'VolumeSnapshot',
    metadata: { name, namespace: NAMESPACE, labels },
    spec: { source: { persistentVolumeClaimName } },
  };
}
