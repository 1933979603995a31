import { App, Chart, JsonPatch, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  Autoscaling, ProductionService, ProductionServiceProps, ProductionWorker, Rollout, StatefulService,
} from '../../../src';
import { RenderedObject } from '../../../src/app/rendered-object';
import { exclusiveClaims } from '../../../src/app/rules/exclusive-claims';
import { counted } from '../../checks/support/counted';
import { messageOf, NAMED_ERROR } from '../../support/errors';
import { IMAGE, stage } from '../../support/render';

const { READ_WRITE_ONCE, READ_WRITE_ONCE_POD, READ_WRITE_MANY, READ_ONLY_MANY } = kplus.PersistentVolumeAccessMode;
const ONE = { scaling: Autoscaling.none('one writer', 1) };
const ONE_WRITER = { ...ONE, rollout: Rollout.recreate('two writers would corrupt the index') };
const RUN_ONE = "run one pod and stop it before the next one starts (Autoscaling.none('why', 1), "
  + "Rollout.recreate('why')), give each a volume of its own (StatefulService), or claim ReadWriteMany";

describe('exclusiveClaims', () => {
  it('refuses one pod with a claim of one node whose rollout starts the next one first', () => {
    const { app, chart } = stage();
    mount(service(chart, 'wiki', ONE), claim(chart, 'data', READ_WRITE_ONCE));
    expectRefusal(app, [
      "[shop/wiki] 'volumes' must mount the ReadWriteOnce claim [shop/data] on one node, "
      + `got "up to 1 replica(s) and a surge of 1"; ${RUN_ONE}`,
    ]);
  });

  it.each([READ_WRITE_ONCE, READ_WRITE_ONCE_POD])('takes one writer that stops first, with %s', (mode) => {
    const { app, chart } = stage();
    mount(service(chart, 'wiki', ONE_WRITER), claim(chart, 'data', mode));
    expect(() => app.synthYaml()).not.toThrow();
  });

  it('is silent where the workload says why it need not hold', () => {
    const { app, chart } = stage();
    const wiki = service(chart, 'wiki', ONE);
    mount(wiki, claim(chart, 'data', READ_WRITE_ONCE));
    wiki.waive('claim-fits-its-pods', 'the cluster has one node');
    expect(() => app.synthYaml()).not.toThrow();
  });

  it('refuses a claim of one pod under an autoscaler', () => {
    const { app, chart } = stage();
    mount(service(chart, 'wiki', { scaling: Autoscaling.onCpu({ min: 1, max: 7 }) }), claim(chart, 'data',
      READ_WRITE_ONCE_POD));
    expectRefusal(app, [
      "[shop/wiki] 'volumes' must mount the ReadWriteOncePod claim [shop/data] in one pod, "
      + `got "up to 7 replica(s) and a surge of 1"; ${RUN_ONE}`,
    ]);
  });

  it.each([READ_WRITE_MANY, READ_ONLY_MANY])('takes any number of pods with %s', (mode) => {
    const { app, chart } = stage();
    mount(service(chart, 'wiki', {}), claim(chart, 'data', mode));
    expect(() => app.synthYaml()).not.toThrow();
  });

  it('refuses two workloads that share a claim of one node', () => {
    const { app, chart } = stage();
    const shared = claim(chart, 'data', READ_WRITE_ONCE);
    mount(service(chart, 'wiki', ONE_WRITER), shared);
    mount(new ProductionWorker(chart, 'indexer', { image: IMAGE, ...ONE_WRITER }), shared);
    const must = "'volumes' must mount the ReadWriteOnce claim [shop/data] on one node, got \"pods of ";
    const remedy = 'bind the pods of one to the node of the other by podAffinity, give each a claim of its own, or '
      + 'claim ReadWriteMany';
    expectRefusal(app, [
      `[shop/wiki] ${must}[shop/indexer] too"; ${remedy}`,
      `[shop/indexer] ${must}[shop/wiki] too"; ${remedy}`,
    ]);
  });

  it('sees what a patch mounts', () => {
    const { app, chart } = stage();
    claim(chart, 'data', READ_WRITE_ONCE);
    const wiki = service(chart, 'wiki', ONE);
    wiki.patch(wiki.deployment, JsonPatch.add('/spec/template/spec/volumes/-', {
      name: 'data', persistentVolumeClaim: { claimName: 'data' },
    }));
    expect(messageOf(() => app.synthYaml())).toContain("[shop/wiki] 'volumes' must mount");
  });

  it('sees how a patch starts pods', () => {
    const { app, chart } = stage();
    const wiki = service(chart, 'wiki', ONE);
    mount(wiki, claim(chart, 'data', READ_WRITE_ONCE));
    wiki.mergePatch(wiki.deployment, { spec: { strategy: { type: 'Recreate', rollingUpdate: null } } });
    expect(() => app.synthYaml()).not.toThrow();
  });

  it('refuses Deployments of others alike', () => {
    const { app, chart } = stage();
    const foreign = new kplus.Deployment(chart, 'plus', { containers: [{ image: IMAGE }], replicas: 1 });
    foreign.containers[0].mount('/data', volume(chart, claim(chart, 'data', READ_WRITE_ONCE)));
    expect(messageOf(() => app.synthYaml())).toContain("[shop/plus] 'volumes' must mount");
  });

  it('takes stores, each pod of which has a claim of its own', () => {
    const { app, chart } = stage();
    claim(chart, 'other', READ_WRITE_ONCE);
    new StatefulService(chart, 'store', {
      image: IMAGE,
      ports: [{ name: 'redis', containerPort: 6379 }],
      claims: [{ mountPath: '/data', size: Size.gibibytes(1) }],
    });
    expect(() => app.synthYaml()).not.toThrow();
  });

  it('knows nothing of claims that are not in the tree, or in another namespace', () => {
    const { app, chart } = stage();
    const other = claim(new Chart(app, 'other', { namespace: 'other' }), 'data', READ_WRITE_ONCE);
    mount(service(chart, 'wiki', {}), other);
    expect(messageOf(() => app.synthYaml())).not.toContain("'volumes' must mount");
  });

  it('does not fail at objects that are none', () => {
    const odd = [{ spec: null }, { spec: [] }, { spec: { template: 7 } }, { metadata: null }, { kind: {} }];
    const objects = odd.map((manifest, index): RenderedObject => (
      { path: `odd-${index}`, manifest: { apiVersion: 'apps/v1', kind: 'Deployment', ...manifest } }
    ));
    const spec = { accessModes: 'ReadWriteOnce', volumeName: 7 };
    const claims = [{ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'a' }, spec }];
    expect(exclusiveClaims([...objects, ...claims.map((manifest) => ({ path: 'claim', manifest }))])).toEqual([]);
  });

  it.each<[string, (count: number) => RenderedObject[]]>([
    ['a claim each', (count) => namesOf(count).flatMap((name) => [holder(name, name), oneNodeClaim(name)])],
    ['one claim', (count) => [...namesOf(count).map((name) => holder(name, 'same')), oneNodeClaim('same')]],
  ])('looks at many workloads with %s as often as at few', (_, objectsOf) => {
    const [few, many] = [50, 500].map((count) => readsOf(objectsOf(count)) / count);
    expect(many).toBeLessThan(1.5 * few);
  });
});

function service(chart: Chart, id: string, props: Partial<ProductionServiceProps>): ProductionService {
  return new ProductionService(chart, id, { image: IMAGE, ...props });
}

function claim(chart: Chart, name: string, mode: kplus.PersistentVolumeAccessMode): kplus.PersistentVolumeClaim {
  return new kplus.PersistentVolumeClaim(chart, name, {
    metadata: { name }, accessModes: [mode], storage: Size.gibibytes(5),
  });
}

function volume(chart: Chart, from: kplus.PersistentVolumeClaim): kplus.Volume {
  return kplus.Volume.fromPersistentVolumeClaim(chart, `${chart.node.children.length}-volume`, from);
}

function mount({ deployment }: ProductionService | ProductionWorker, from: kplus.PersistentVolumeClaim): void {
  deployment.containers[0].mount('/data', volume(Chart.of(deployment), from));
}

function expectRefusal(app: App, expected: string[]): void {
  const [head, ...lines] = messageOf(() => app.synthYaml()).split('\n  ');
  expect([head, ...lines]).toEqual(['Nothing was written:', ...expected]);
  for (const line of lines) expect(line).toMatch(NAMED_ERROR);
}

function holder(name: string, claimName: string): RenderedObject {
  const volumes = [{ name: 'data', persistentVolumeClaim: { claimName } }];
  const template = { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'web' }], volumes } };
  const metadata = { name, namespace: 'shop' };
  return { path: name, manifest: { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { template } } };
}

function oneNodeClaim(name: string): RenderedObject {
  const metadata = { name, namespace: 'shop' };
  const spec = { accessModes: ['ReadWriteOnce'] };
  return { path: `claim-${name}`, manifest: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata, spec } };
}

function namesOf(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `w-${index}`);
}

/** How often the rule looks at something of the objects. */
function readsOf(objects: RenderedObject[]): number {
  const reads = { count: 0 };
  const seen = objects.map(({ path, manifest }) => ({ path, manifest: counted(manifest, reads) }));
  expect(exclusiveClaims(seen).length).toBeGreaterThan(0);
  return reads.count;
}
