import { Chart } from 'cdk8s';
import {
  BreakGlassAccess, ExecAccess, KubernetesApi, Platform, ProductionApp, ProductionWorker, ResourceRule, TeamAccess,
  WorkloadAccess,
} from '../../src';
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
const SCHEDULER: Asker = { user: `system:serviceaccount:${NAMESPACE}:scheduler` };

/** Asks the API server for every right that there is, whether those have it who should, and nobody else. */
export function describeAccess({ cluster, release }: MinorUnderTest): void {
  describe('access', () => {
    let served: ServedResource[];
    let rights: Right[];
    const who = (group: string): Asker => ({ user: 'jane', groups: [group] });
    const has = (asker: Asker, namespace = NAMESPACE) => rightsOf(cluster(), asker, { namespace, rights });

    beforeAll(async () => {
      await createObjects(cluster(), [
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } }, ...written(),
      ]);
      served = await servedResources(cluster());
      rights = everyRight(served);
      await waitFor({ what: 'the rights of the last binding', seconds: 30 }, async () => (
        await isAllowed(cluster(), SCHEDULER, {
          namespace: NAMESPACE, right: rightOf('create', 'coordination.k8s.io', 'leases'),
        }) || undefined
      ));
    });

    afterAll(async () => {
      await removeNamespaces(cluster(), [NAMESPACE]);
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
      expect(await has({ user: `system:serviceaccount:${NAMESPACE}:default` })).toEqual([]);
    }, 60_000);

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
  const manifests = readYaml(app.synthYaml());
  return ['Role', 'RoleBinding'].flatMap((kind) => manifests.filter((manifest) => manifest.kind === kind));
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
