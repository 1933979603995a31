import { Chart } from 'cdk8s';
import {
  Autoscaling, BlueGreenService, BlueGreenSide, CanaryService, ProductionApp, ProductionNamespace,
} from '../../src';
import { IMAGE, readYaml } from '../../test/support/render';
import { Manifest } from '../../test/support/schemas';
import { applyObjects } from '../harness/applied-objects';
import { EndpointHistory } from '../harness/endpoint-history';
import { MinorUnderTest } from '../harness/minor';
import { removeNamespaces } from '../harness/namespaces';
import { SimulatedKubelets } from '../harness/simulated-kubelets';
import { waitFor } from '../harness/wait';

const SWITCHED = 'switched';
const CANARIED = 'canaried';
const NODES = ['delivery-a', 'delivery-b', 'delivery-c'];
const REPLICAS = 3;
const NEXT = IMAGE.replace(':1.4.2@', ':1.5.0@');
const SCALING = Autoscaling.none('a number that the test counts', REPLICAS);
const WATCH_SECONDS = 6;

/** Has the controllers of endpoints, Deployments and quotas do what a delivery asks of them. */
export function describeGradualDelivery({ cluster }: MinorUnderTest): void {
  describe('a switch between two sides', () => {
    let kubelets: SimulatedKubelets;

    beforeAll(async () => {
      kubelets = await SimulatedKubelets.start(cluster(), SWITCHED, NODES);
      await applyObjects(cluster(), twoSides(BlueGreenSide.BLUE));
      await kubelets.untilReady({ 'web-blue': REPLICAS, 'web-green': REPLICAS });
      await untilBehind('web', 'web-blue');
    }, 120_000);

    afterAll(async () => {
      await kubelets?.stop();
      await removeNamespaces(cluster(), [SWITCHED]);
    }, 120_000);

    it.each([
      ['and every endpoint is of the other side afterwards', BlueGreenSide.GREEN],
      ['and its way back brings every endpoint back', BlueGreenSide.BLUE],
    ])('leaves the Service never without a ready endpoint, %s', async (_, active) => {
      const before = await podNames();
      const watched = { cluster: cluster(), namespace: SWITCHED, service: 'web', seconds: WATCH_SECONDS };
      const states = await EndpointHistory.during(watched, () => applyObjects(cluster(), twoSides(active)));

      expect(states.length).toBeGreaterThan(1);
      expect(states.filter((ready) => ready.length === 0)).toEqual([]);
      const last = states[states.length - 1];
      expect(last).toHaveLength(REPLICAS);
      expect(last.filter((pod) => !pod.startsWith(`web-${active}-`))).toEqual([]);
      expect(await podNames()).toEqual(before);
    }, 60_000);

    it('has room for both sides at their most, and not for one pod more', async () => {
      const surge = 1;
      await scale('web-blue', REPLICAS + surge);
      await scale('web-green', REPLICAS + surge);
      await kubelets.untilReady({ 'web-blue': REPLICAS + surge, 'web-green': REPLICAS + surge });
      await scale('web-green', REPLICAS + surge + 1);
      const refusal = await waitFor({ what: 'a pod that is refused', seconds: 30 }, async () => (
        (await replicaSets()).flatMap(({ status }) => status.conditions ?? [])
          .find(({ type }: Manifest) => type === 'ReplicaFailure')?.message as string | undefined
      ));
      expect(refusal).toMatch(/exceeded quota: switched/);
      expect(await podNames()).toHaveLength(2 * (REPLICAS + surge));
    }, 90_000);

    async function untilBehind(service: string, side: string): Promise<void> {
      await waitFor({ what: `endpoints of ${service}`, seconds: 30 }, async () => {
        const watched = { cluster: cluster(), namespace: SWITCHED, service, seconds: 1 };
        const [ready] = await EndpointHistory.during(watched, () => Promise.resolve());
        return ready.length === REPLICAS && ready.every((pod) => pod.startsWith(side)) ? true : undefined;
      });
    }

    async function podNames(): Promise<string[]> {
      return (await itemsAt(`/api/v1/namespaces/${SWITCHED}/pods`)).map(({ metadata }) => metadata.name).sort();
    }

    function replicaSets(): Promise<Manifest[]> {
      return itemsAt(`/apis/apps/v1/namespaces/${SWITCHED}/replicasets`);
    }

    async function scale(deployment: string, replicas: number): Promise<void> {
      const { status, text } = await cluster().send({
        method: 'PATCH',
        path: `/apis/apps/v1/namespaces/${SWITCHED}/deployments/${deployment}/scale`,
        text: JSON.stringify({ spec: { replicas } }),
        contentType: 'application/merge-patch+json',
      });
      if (status !== 200) throw new Error(`${deployment} is not scaled: ${text}`);
    }
  });

  describe('a canary by replicas', () => {
    let kubelets: SimulatedKubelets;

    beforeAll(async () => {
      kubelets = await SimulatedKubelets.start(cluster(), CANARIED, NODES);
      await applyObjects(cluster(), canary(undefined));
      await kubelets.untilReady({ web: REPLICAS });
    }, 120_000);

    afterAll(async () => {
      await kubelets?.stop();
      await removeNamespaces(cluster(), [CANARIED]);
    }, 120_000);

    it('has its share of the endpoints, and the pods of the stable side stay where they are', async () => {
      const before = await podsOf('web');
      await applyObjects(cluster(), canary(NEXT));
      await kubelets.untilReady({ 'web': REPLICAS, 'web-canary': 1 });
      const ready = await waitFor({ what: 'the endpoint of the canary', seconds: 30 }, async () => {
        const watched = { cluster: cluster(), namespace: CANARIED, service: 'web', seconds: 1 };
        const [now] = await EndpointHistory.during(watched, () => Promise.resolve());
        return now.length === REPLICAS + 1 ? now : undefined;
      });
      expect(ready.filter((pod) => pod.startsWith('web-canary-'))).toHaveLength(1);
      expect(await podsOf('web')).toEqual(before);
    }, 90_000);

    async function podsOf(instance: string): Promise<string[]> {
      const query = `labelSelector=app.kubernetes.io%2Finstance%3D${instance}`;
      const pods = await itemsAt(`/api/v1/namespaces/${CANARIED}/pods?${query}`);
      return pods.map(({ metadata }) => metadata.name).sort();
    }
  });

  async function itemsAt(path: string): Promise<Manifest[]> {
    return (JSON.parse((await cluster().send({ method: 'GET', path })).text) as { items: Manifest[] }).items;
  }
}

function twoSides(active: BlueGreenSide): Manifest[] {
  return written(SWITCHED, (namespace) => new BlueGreenService(namespace, 'web', {
    image: IMAGE, greenImage: NEXT, active, scaling: SCALING,
  }));
}

/** A quarter of all, beside three pods. */
function canary(canaryImage: string | undefined): Manifest[] {
  return written(CANARIED, (namespace) => new CanaryService(namespace, 'web', {
    image: IMAGE, canaryImage, steps: [25], scaling: SCALING,
  }));
}

function written(name: string, build: (namespace: ProductionNamespace) => void): Manifest[] {
  const app = new ProductionApp();
  build(new ProductionNamespace(new Chart(app, 'delivery'), name));
  return readYaml(app.synthYaml() as string);
}
