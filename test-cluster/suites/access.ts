import { Chart } from 'cdk8s';
import {
  AccessScope, BreakGlassAccess, ExecAccess, KubernetesApi, Platform, ProductionApp, ProductionWorker, ResourceRule,
  TeamAccess, WorkloadAccess,
} from '../../src';
import { ApiRequest } from '../../src/cli/dry-run/api-server';
import {
  isClusterScoped, isKubernetesGroup, KUBERNETES_GROUPS, resourcesOf, servedVerbs,
} from '../../src/internal/values/rbac/kubernetes-resources';
import { readDocument, tableRows } from '../../test/support/project/markdown';
import { IMAGE, readYaml } from '../../test/support/render';
import { Manifest } from '../../test/support/schemas';
import { Asker, isAllowed, Right, rightOf, rightsOf, ServedResource, servedResources } from '../harness/access-reviews';
import { createObjects } from '../harness/exporters/objects';
import { MinorUnderTest } from '../harness/minor';
import { removeNamespaces } from '../harness/namespaces';
import { RELEASES } from '../harness/versions';
import { waitFor } from '../harness/wait';

const NAMESPACE = 'rights';
const ELSEWHERE = 'rights-elsewhere';
const TIERS = ['view', 'operate', 'deploy', 'administrate'];
const RBAC = 'rbac.authorization.k8s.io';
/** Asked for of what is served otherwise, or nowhere. */
const SPECIAL = [
  ...['bind', 'escalate'].flatMap((verb) => ['roles', 'clusterroles'].map((name) => rightOf(verb, RBAC, name))),
  ...['users', 'groups', 'serviceaccounts'].map((name) => rightOf('impersonate', '', name)),
  rightOf('get', '', 'nodes/metrics'),
];
const EXEC = [
  rightOf('get', '', 'pods'),
  ...['attach', 'exec', 'portforward'].flatMap((part) => (
    ['create', 'get'].map((verb) => rightOf(verb, '', `pods/${part}`))
  )),
];
const READING = ['get', 'list', 'watch'];
const MERGE = { method: 'PATCH', contentType: 'application/merge-patch+json' } as const;
/** Have their rights in their own namespace, in another one, and in the whole cluster. */
const SCHEDULER = accountOf('scheduler');
const READER = accountOf('reader');
const WATCHER = accountOf('watcher');

/** Asks the API server for every right that there is, whether those have it who should, and nobody else. */
export function describeAccess({ cluster, release }: MinorUnderTest): void {
  describe('access', () => {
    let served: ServedResource[];
    let rights: Right[];
    const who = (group: string): Asker => ({ user: 'jane', groups: [group] });
    const has = (asker: Asker, namespace = NAMESPACE) => rightsOf(cluster(), asker, { namespace, rights });

    beforeAll(async () => {
      await createObjects(cluster(), [
        ...[NAMESPACE, ELSEWHERE].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
        ...written(),
      ]);
      served = await servedResources(cluster());
      rights = everyRight(served);
      await waitFor({ what: 'the rights of the last binding', seconds: 30 }, async () => (
        await isAllowed(cluster(), WATCHER, { namespace: NAMESPACE, right: rightOf('list', '', 'nodes') }) || undefined
      ));
    });

    afterAll(async () => {
      for (const kind of ['clusterrolebindings', 'clusterroles']) {
        await cluster().send({ method: 'DELETE', path: `/apis/${RBAC}/v1/${kind}/${NAMESPACE}-watcher-nodes` });
      }
      await removeNamespaces(cluster(), [NAMESPACE, ELSEWHERE]);
    });

    it.each(TIERS)('gives the tier %s what docs/access.md says, and nothing else', async (tier) => {
      expect((await has(who(`${tier}-people`))).sort()).toEqual(promised(tier).sort());
    }, 60_000);

    it('gives those who may open shells that alone', async () => {
      expect((await has(who('shell-people'))).sort()).toEqual([...EXEC].sort());
    }, 60_000);

    it('gives nobody anything elsewhere', async () => {
      expect(await has(who('administrate-people'), 'default')).toEqual([]);
    }, 60_000);

    it('gives those who break the glass everything', async () => {
      expect(await has(who('leads'))).toEqual(rights);
    }, 60_000);

    it('gives an account what no name limits, and of what it names that alone', async () => {
      const right = rightOf('update', 'coordination.k8s.io', 'leases');
      const may = (name: string) => isAllowed(cluster(), SCHEDULER, { namespace: NAMESPACE, right, name });

      expect(await has(SCHEDULER)).toEqual([rightOf('create', 'coordination.k8s.io', 'leases')]);
      expect([await may('scheduler'), await may('other')]).toEqual([true, false]);
      expect(await has(accountOf('default'))).toEqual([]);
    }, 60_000);

    it('gives an account rights in the one namespace that is said, and not in its own', async () => {
      expect(await has(READER)).toEqual([]);
      expect(await has(READER, 'default')).toEqual([]);
      expect(await has(READER, ELSEWHERE)).toEqual(READING.map((verb) => rightOf(verb, '', 'configmaps')));
    }, 60_000);

    it('gives an account in the whole cluster what is said, whatever the namespace', async () => {
      const all = ['namespaces', 'nodes'].flatMap((resource) => READING.map((verb) => rightOf(verb, '', resource)));

      for (const namespace of [NAMESPACE, ELSEWHERE, 'default']) {
        expect((await has(WATCHER, namespace)).sort()).toEqual(all.sort());
      }
    }, 60_000);

    it('answers with Secrets who patches one or deletes many, and with what was sent who replaces one', async () => {
      const path = `/api/v1/namespaces/${ELSEWHERE}/secrets`;
      const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'api', namespace: ELSEWHERE } };
      const dataIn = async (request: ApiRequest) => {
        const answer = JSON.parse((await cluster().send(request)).text);
        return (answer.items ?? [answer]).map(({ data }: Manifest) => data);
      };
      await createObjects(cluster(), [{ ...secret, data: { password: 'eA==' } }]);

      expect(await dataIn({ ...MERGE, path: `${path}/api`, text: '{}' })).toEqual([{ password: 'eA==' }]);
      expect(await dataIn({ method: 'DELETE', path: `${path}?dryRun=All` })).toEqual([{ password: 'eA==' }]);
      expect(await dataIn({ method: 'PUT', path: `${path}/api`, text: JSON.stringify(secret) })).toEqual([undefined]);
    });

    it.each(['', '/status'])('takes labels of a namespace at its address%s', async (part) => {
      const labels = { 'pod-security.kubernetes.io/enforce': part === '' ? 'baseline' : 'privileged' };
      const text = JSON.stringify({ metadata: { labels } });
      const answer = await cluster().send({ ...MERGE, path: `/api/v1/namespaces/${ELSEWHERE}${part}`, text });

      expect(JSON.parse(answer.text).metadata.labels).toMatchObject(labels);
    });

    it('knows the verbs of all resources of Kubernetes, and which stand in no namespace', () => {
      const own = served.filter(({ group }) => isKubernetesGroup(group));

      expect(own.filter(({ group, name, verbs, namespaced }) => (
        [...servedVerbs(group, name)].sort().join() !== verbs.join()
          || (name.startsWith('namespaces') ? namespaced : isClusterScoped(group, name) === namespaced)
      )).map(({ group, name, verbs }) => `${group}/${name}: ${verbs.join()}`)).toEqual([]);
    });

    it('knows no resource of Kubernetes that there is no more', () => {
      if (release !== RELEASES.at(-1)) return;
      const there = new Set(served.map(({ group, name }) => `${group}/${name}`));
      const known = KUBERNETES_GROUPS.flatMap((group) => (
        resourcesOf(group).filter((name) => servedVerbs(group, name).length > 0).map((name) => `${group}/${name}`)
      ));

      expect(known.filter((one) => !there.has(one))).toEqual([]);
    });
  });
}

function written(): Manifest[] {
  const app = new ProductionApp();
  Platform.configure(app, { kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }) });
  const chart = new Chart(app, 'rights', { namespace: NAMESPACE });
  new BreakGlassAccess(chart, 'break-glass', { groups: ['leads'], until: '2027-03-31', reason: 'an incident' });
  new TeamAccess(chart, 'team', {
    view: ['view-people'],
    operate: ['operate-people'],
    deploy: ['deploy-people'],
    administrate: ['administrate-people'],
    exec: ExecAccess.groups('it is tested', ['shell-people']),
  });
  new WorkloadAccess(chart, 'scheduler-election', {
    workload: new ProductionWorker(chart, 'scheduler', { image: IMAGE }),
    rules: [ResourceRule.leaderElection('scheduler')],
  });
  new WorkloadAccess(chart, 'reader-settings', {
    workload: new ProductionWorker(chart, 'reader', { image: IMAGE }),
    scope: AccessScope.namespace(ELSEWHERE),
    rules: [ResourceRule.read('configmaps')],
  });
  new WorkloadAccess(chart, 'watcher-nodes', {
    workload: new ProductionWorker(chart, 'watcher', { image: IMAGE }),
    scope: AccessScope.cluster('nodes are in no namespace'),
    rules: [ResourceRule.read('nodes'), ResourceRule.read('namespaces')],
  });
  const manifests = readYaml(app.synthYaml());
  const kinds = ['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding'];
  return kinds.flatMap((kind) => manifests.filter((manifest) => manifest.kind === kind));
}

function accountOf(name: string): Asker {
  return { user: `system:serviceaccount:${NAMESPACE}:${name}` };
}

/** What the table promises a tier, with what it promises those before it. */
function promised(tier: string): Right[] {
  const rows = tableRows(readDocument('docs/access.md'), ['tier', 'API group', 'resources', 'verbs']);
  const own = rows.filter(([of]) => TIERS.indexOf(of) <= TIERS.indexOf(tier));
  return [...new Set(own.flatMap(([, group, resources, verbs]) => (
    wordsIn(resources).flatMap((resource) => (
      wordsIn(verbs).map((verb) => rightOf(verb, group === 'core' ? '' : wordsIn(group)[0], resource))
    ))
  )))];
}

/** What stands in backticks. */
function wordsIn(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, word]) => word);
}

/** Whatever is served or promised, with each of its verbs. */
function everyRight(served: readonly ServedResource[]): Right[] {
  const all = served.flatMap(({ group, name, verbs }) => verbs.map((verb) => rightOf(verb, group, name)));
  return [...new Set([...all, ...promised('administrate'), ...SPECIAL])].sort();
}
