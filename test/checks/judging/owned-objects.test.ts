import { splitOwned } from '../../../src/checks/judging/owned-objects';
import { Manifest } from '../../../src/checks/model/manifest';

interface Owner {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid?: string;
  readonly controller?: boolean;
}

function object(apiVersion: string, kind: string, metadata: Record<string, unknown>): Manifest {
  return new Manifest({ apiVersion, kind, metadata: { namespace: 'shop', ...metadata } });
}

function ownedBy(apiVersion: string, kind: string, name: string): { ownerReferences: Owner[] } {
  return { ownerReferences: [{ apiVersion, kind, name, controller: true }] };
}

function namesOf(manifests: readonly Manifest[]): string[] {
  return manifests.map(({ kind, name }) => `${kind} ${name}`);
}

const OWNER: Owner = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web-1', controller: true };
const DEPLOYMENT = object('apps/v1', 'Deployment', { name: 'web' });
const REPLICA_SET = object('apps/v1', 'ReplicaSet', { name: 'web-1', ...ownedBy('apps/v1', 'Deployment', 'web') });
const POD = object('v1', 'Pod', { name: 'web-1-a', ...ownedBy('apps/v1', 'ReplicaSet', 'web-1') });

describe('splitOwned', () => {
  it('leaves what controllers made to its owners, all the way up', () => {
    const others = [
      object('batch/v1', 'CronJob', { name: 'dump' }),
      object('batch/v1', 'Job', { name: 'dump-1', ...ownedBy('batch/v1', 'CronJob', 'dump') }),
      object('v1', 'Service', { name: 'web' }),
      object('discovery.k8s.io/v1', 'EndpointSlice', { name: 'web-x', ...ownedBy('v1', 'Service', 'web') }),
    ];
    const { judged, owned } = splitOwned([POD, DEPLOYMENT, REPLICA_SET, ...others]);
    expect(namesOf(judged)).toEqual(['Deployment web', 'CronJob dump', 'Service web']);
    expect(namesOf(owned)).toEqual(['Pod web-1-a', 'ReplicaSet web-1', 'Job dump-1', 'EndpointSlice web-x']);
  });

  it.each<[string, Manifest[]]>([
    ['whose owner is not there', [POD]],
    ['whose owner is elsewhere', [POD, object('apps/v1', 'ReplicaSet', { name: 'web-1', namespace: 'other' })]],
    ['that an operator made', [
      object('acme.io/v1', 'Postgres', { name: 'db' }),
      object('apps/v1', 'StatefulSet', { name: 'db', ...ownedBy('acme.io/v1', 'Postgres', 'db') }),
    ]],
    ['that a Deployment does not make', [
      DEPLOYMENT, object('v1', 'Pod', { name: 'hidden', ...ownedBy('apps/v1', 'Deployment', 'web') }),
    ]],
    ['that is owned and not controlled', [
      REPLICA_SET,
      object('v1', 'Pod', { name: 'p', ownerReferences: [{ ...OWNER, controller: false }] }),
    ]],
    ['that own one another', [
      object('v1', 'Pod', { name: 'a', ...ownedBy('v1', 'Pod', 'b') }),
      object('v1', 'Pod', { name: 'b', ...ownedBy('v1', 'Pod', 'a') }),
    ]],
    ['with references that are none', [
      DEPLOYMENT,
      object('apps/v1', 'ReplicaSet', { name: 'x', ownerReferences: [null, { controller: true, kind: {} }] }),
    ]],
  ])('judges objects %s', (_what, manifests) => {
    expect(splitOwned(manifests).owned).toEqual([]);
  });

  it('judges what an object made that was deleted, and made again by the same name', () => {
    const pod = object('v1', 'Pod', { name: 'p', ownerReferences: [{ ...OWNER, uid: 'old' }] });
    const replicaSet = (uid: string) => object('apps/v1', 'ReplicaSet', { name: 'web-1', uid });
    expect(splitOwned([pod, replicaSet('new')]).owned).toEqual([]);
    expect(splitOwned([pod, replicaSet('old')]).owned).toEqual([pod]);
  });

  it('judges what says that somebody made it who says something else', () => {
    const spec = { containers: [{ name: 'web', image: 'web:1' }] };
    const owner = new Manifest({
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: { name: 'web-1', namespace: 'shop' },
      spec: { template: { spec } },
    });
    const podWith = (more: object) => new Manifest({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'p', namespace: 'shop', ...ownedBy('apps/v1', 'ReplicaSet', 'web-1') },
      spec: { ...spec, ...more },
    });
    expect(splitOwned([owner, podWith({ nodeName: 'node-1' })]).owned).toHaveLength(1);
    for (const more of [{ hostPID: true }, { containers: [{ ...spec.containers[0], image: 'other:1' }] }]) {
      expect(splitOwned([owner, podWith(more)]).owned).toEqual([]);
    }
  });
});
