import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Chart, Duration } from 'cdk8s';
import { KubernetesApi, NamespaceReaper, Platform, ProductionApp } from '../../src';
import { EXPIRY_SCRIPTS } from '../../src/namespaces/expiry/embedded-scripts';
import { readYaml } from '../../test/support/render';
import { Manifest } from '../../test/support/schemas';
import { buildBinaries } from '../harness/build';
import { kubeconfigFor, tokenOf } from '../harness/exporters/account-token';
import { createObjects } from '../harness/exporters/objects';
import { MinorUnderTest } from '../harness/minor';
import { removeNamespaces } from '../harness/namespaces';

/** Other suites remove what is theirs. */
const NAMESPACE = 'cleaning';
const WARNINGS = `/api/v1/namespaces/${NAMESPACE}/configmaps/reaper-warnings`;
const RIGHTS = ['ServiceAccount', 'ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'];
const PAST = '2020-01-01';
const TOMORROW = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);

/** What namespaces say of themselves, and what becomes of them. */
const DELETED: Record<string, string> = {
  'pr-day': PAST, 'pr-minute': '2020-01-01T10:00', 'pr-second': '2020-01-01T10:00:00Z', 'pr-leap': '2024-02-29',
};
const KEPT: Record<string, string> = {
  'pr-far': '2999-12-31',
  'pr-near': TOMORROW,
  'pr-kept': PAST,
  'pr-labelled': PAST,
  'kube-previews': PAST,
  'pr-no-day': '2023-02-29',
  'pr-ttl': '7d',
  'pr-late': '2020-01-01T25:00',
  'pr-hostile': '$(touch /tmp/x)"\n2020-01-01',
};

/** Has the script of a reaper look at real namespaces, with the rights that we write and with less. */
export function describeNamespaceReaper({ cluster, release }: MinorUnderTest): void {
  describe('the namespace reaper', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preflight-reaping-'));
    const manifests = written();
    let kubeconfig: string;

    const run = (changes: Record<string, string> = {}) => {
      const [container] = cronJob(manifests).containers;
      const env = Object.fromEntries(container.env.flatMap(({ name, value }: Manifest) => (
        value === undefined ? [] : [[name, value]]
      )));
      // Where the pod has them; a file system of its own is what only a container has.
      const script = EXPIRY_SCRIPTS['reap-namespaces.sh'].replace(/\/(?:scripts|tmp)\//g, () => `${folder}/`);
      return spawnSync('/bin/sh', ['-c', script], {
        encoding: 'utf8',
        env: { ...env, PATH: `${folder}/bin:${process.env.PATH}`, KUBECONFIG: kubeconfig, ...changes },
      });
    };
    const isLeft = async (name: string) => {
      const { status, text } = await cluster().send({ method: 'GET', path: `/api/v1/namespaces/${name}` });
      return status === 200 && JSON.parse(text).metadata.deletionTimestamp === undefined;
    };
    /** A kubectl of which one command does something else. */
    const kubectlWhere = (name: string, command: string, instead: string) => {
      const own = path.join(folder, name);
      fs.mkdirSync(own);
      fs.writeFileSync(path.join(own, 'kubectl'), [
        '#!/bin/sh', `case "$*" in *"${command}"*) ${instead}; exit ;; esac`, `exec ${folder}/bin/kubectl "$@"`, '',
      ].join('\n'), { mode: 0o755 });
      return { PATH: `${own}:${process.env.PATH}` };
    };
    const merge = (place: string, change: object) => cluster().send({
      method: 'PATCH', path: place, text: JSON.stringify(change), contentType: 'application/merge-patch+json',
    });
    const remembered = async (): Promise<Record<string, string>> => (
      JSON.parse((await cluster().send({ method: 'GET', path: WARNINGS })).text).data ?? {}
    );
    /** As though all had been told of long ago: each is deleted when it says. */
    const letTimePass = async () => {
      const told = Object.entries(await remembered()).map(([name, warning]) => {
        const [uid, moment] = warning.split(' ');
        return [name, `${uid} ${moment} ${moment}`];
      });
      await merge(WARNINGS, { data: Object.fromEntries(told) });
    };
    const withoutRight = async ({ kind, name, verb }: Record<string, string>, act: () => Promise<void>) => {
      const { apiVersion, metadata, rules: [rule] } = manifests
        .find((one) => one.kind === kind && one.metadata.name === name)!;
      const place = await cluster().pathOf({ apiVersion, kind, namespace: metadata.namespace } as never, name);
      const verbs = rule.verbs.filter((one: string) => one !== verb);
      // A rule of no verbs is refused.
      const { status } = await merge(place, { rules: verbs.length === 0 ? [] : [{ ...rule, verbs }] });
      expect(status).toBe(200);
      await act();
      await merge(place, { rules: [rule] });
    };
    const expectAllLeft = async () => {
      for (const name of Object.keys(DELETED)) expect([name, await isLeft(name)]).toEqual([name, true]);
    };
    const eventsAbout = async (name: string): Promise<string[]> => {
      const { text } = await cluster().send({ method: 'GET', path: '/api/v1/namespaces/default/events' });
      return JSON.parse(text).items.filter(({ involvedObject }: Manifest) => involvedObject.name === name)
        .map(({ reason, type }: Manifest) => `${type} ${reason}`);
    };

    beforeAll(async () => {
      fs.mkdirSync(path.join(folder, 'bin'));
      fs.symlinkSync(buildBinaries(release).controlPlane!, path.join(folder, 'bin', 'kubectl'));
      for (const file of ['namespaces.gotmpl', 'warnings.gotmpl'] as const) {
        fs.writeFileSync(path.join(folder, file), EXPIRY_SCRIPTS[file]);
      }
      await createObjects(cluster(), [
        namespace(NAMESPACE, { 'janitor/expires': PAST }),
        ...manifests.filter(({ kind, metadata }) => RIGHTS.includes(kind) || metadata.name === 'reaper-warnings'),
        ...Object.entries({ ...DELETED, ...KEPT }).map(([name, expires]) => (
          namespace(name, { 'janitor/expires': expires }, name === 'pr-labelled' ? { 'preflight/keep': '' } : {})
        )),
        namespace('pr-silent', {}),
      ]);
      const token = await tokenOf(cluster(), NAMESPACE, 'reaper');
      kubeconfig = path.join(folder, 'kubeconfig');
      fs.writeFileSync(kubeconfig, kubeconfigFor(cluster().connection, token));
    });

    afterAll(async () => {
      for (const { kind, metadata, apiVersion } of manifests.filter((one) => RIGHTS.slice(1).includes(one.kind))) {
        const { name, namespace: where } = metadata;
        const place = await cluster().pathOf({ apiVersion, kind, namespace: where } as never, name);
        await cluster().send({ method: 'DELETE', path: place });
      }
      await removeNamespaces(cluster(), [NAMESPACE, 'pr-silent', ...Object.keys({ ...DELETED, ...KEPT })]);
      fs.rmSync(folder, { recursive: true });
    });

    it('may do what the API server says of its account, and nothing else', async () => {
      const may = async (attributes: object) => {
        const { text } = await cluster().send({
          method: 'POST',
          path: '/apis/authorization.k8s.io/v1/subjectaccessreviews',
          text: JSON.stringify({
            apiVersion: 'authorization.k8s.io/v1',
            kind: 'SubjectAccessReview',
            spec: { user: `system:serviceaccount:${NAMESPACE}:reaper`, resourceAttributes: attributes },
          }),
        });
        return JSON.parse(text).status.allowed;
      };
      const verbs = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'];
      const allowed = async (attributes: object) => {
        const answers = await Promise.all(verbs.map((verb) => may({ ...attributes, verb })));
        return verbs.filter((_, index) => answers[index]);
      };
      expect(await allowed({ resource: 'namespaces' })).toEqual(['list', 'delete']);
      expect(await allowed({ resource: 'events', namespace: 'default' })).toEqual(['create']);
      const own = { resource: 'configmaps', namespace: NAMESPACE };
      expect(await allowed({ ...own, name: 'reaper-warnings' })).toEqual(['get', 'patch']);
      expect(await allowed({ ...own, name: 'reaper' })).toEqual([]);
      for (const resource of ['secrets', 'pods', 'configmaps', 'events', 'serviceaccounts']) {
        expect(await allowed({ resource, namespace: 'pr-day' })).toEqual([]);
      }
    });

    it('deletes nothing where it cannot tell of it', async () => {
      expect(run({ KUBECONFIG: path.join(folder, 'nowhere') }).status).not.toBe(0);
      const silent = kubectlWhere('silent', 'create --raw', 'echo refused; exit 1');
      for (const _ of ['the first run', 'the next one']) {
        const { status, stderr } = run(silent);
        expect(stderr).toContain('no event about pr-day: refused');
        expect(status).toBe(1);
        expect(await remembered()).toEqual({});
        await expectAllLeft();
      }
    });

    it('tells first, and remembers when it may delete', async () => {
      const before = Date.now();
      const { status, stderr } = run();
      expect([status, stderr]).toEqual([0, '']);
      await expectAllLeft();
      const told = await remembered();
      expect(Object.keys(told)).toEqual([...Object.keys(DELETED), 'pr-near'].sort());
      const soonest = new Date(before + 3 * 86_400_000).toISOString().replace(/\D/g, '').slice(0, 14);
      expect(Object.values(told).map((warning) => warning.split(' ')[2]).filter((due) => due < soonest)).toEqual([]);
      expect(await eventsAbout('pr-day')).toEqual(['Warning ExpiresSoon']);
      expect(run().status).toBe(0);
      await expectAllLeft();
      expect(await remembered()).toEqual(told);
    });

    it('tells anew of another date, and deletes nothing that was changed meanwhile', async () => {
      await letTimePass();
      const place = '/api/v1/namespaces/pr-day';
      await merge(place, { metadata: { annotations: { 'janitor/expires': '2021-01-01' } } });
      // The list is older than what is there now.
      const late = run(kubectlWhere('stale', 'get namespaces', `${folder}/bin/kubectl "$@" | awk '{ $3 = 1; print }'`));
      expect(late.stderr).toContain('cannot delete pr-minute: ');
      expect(late.stderr).not.toContain('cannot delete pr-day: ');
      expect(late.status).toBe(1);
      await expectAllLeft();
      expect((await remembered())['pr-day']).toContain(' 20210101000000 2');
      await letTimePass();
    });

    it('deletes what says that its time is over, and nothing else', async () => {
      const { status, stderr, stdout } = run();
      expect(stderr).toBe('');
      expect(status).toBe(0);
      for (const name of Object.keys(DELETED)) expect([name, await isLeft(name)]).toEqual([name, false]);
      for (const name of [NAMESPACE, 'default', 'pr-silent', ...Object.keys(KEPT)]) {
        expect([name, await isLeft(name)]).toEqual([name, true]);
      }
      expect(stdout.match(/^deleted (\S+),/gm)).toHaveLength(Object.keys(DELETED).length);
    });

    it('tells of what it deleted, of what is near, and of what it cannot read, once each', async () => {
      expect(run().status).toBe(0);
      expect((await eventsAbout('pr-minute')).sort()).toEqual(['Normal Expired', 'Warning ExpiresSoon']);
      expect(await eventsAbout('pr-near')).toEqual(['Warning ExpiresSoon']);
      expect(await eventsAbout('pr-hostile')).toEqual(['Warning ExpiryUnreadable']);
      expect(await eventsAbout('pr-far')).toEqual([]);
    });

    it.each([
      ['Role', 'reaper-warnings', 'get'], ['ClusterRole', 'reaper', 'list'], ['ClusterRole', 'reaper', 'delete'],
    ])('fails where the %s %s does not let it %s, and deletes nothing', async (kind, name, verb) => {
      KEPT['pr-told'] = PAST;
      await createObjects(cluster(), [namespace('pr-told', { 'janitor/expires': PAST })]);
      expect(run().status).toBe(0);
      await letTimePass();
      await withoutRight({ kind, name, verb }, async () => {
        const { status, stderr } = run();
        expect(status).not.toBe(0);
        expect(stderr).toMatch(/forbidden/i);
        expect(await isLeft('pr-told')).toBe(true);
      });
      await removeNamespaces(cluster(), ['pr-told']);
    });

    it.each([
      ['reaper', 'create'], ['reaper-warnings', 'patch'],
    ])('fails where the Role %s does not let it %s, and remembers nothing', async (name, verb) => {
      KEPT['pr-new'] = PAST;
      await createObjects(cluster(), [namespace('pr-new', { 'janitor/expires': PAST })]);
      await withoutRight({ kind: 'Role', name, verb }, async () => {
        const { status, stderr } = run();
        expect(status).not.toBe(0);
        expect(stderr).toMatch(/forbidden/i);
        expect(await remembered()).not.toHaveProperty('pr-new');
      });
      await removeNamespaces(cluster(), ['pr-new']);
    });
  });
}

function written(): Manifest[] {
  const app = new ProductionApp();
  Platform.configure(app, { kubernetesApi: KubernetesApi.at({ cidrs: ['127.0.0.1/32'] }) });
  new NamespaceReaper(new Chart(app, 'cleaning', { namespace: NAMESPACE }), 'reaper', {
    warnBefore: Duration.days(3), keptNamespaces: ['pr-kept'],
  });
  return readYaml(app.synthYaml());
}

function cronJob(manifests: readonly Manifest[]): Manifest {
  return manifests.find(({ kind }) => kind === 'CronJob')!.spec.jobTemplate.spec.template.spec;
}

function namespace(name: string, annotations: Record<string, string>, labels: Record<string, string> = {}): Manifest {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, annotations, labels } };
}
