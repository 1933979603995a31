import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Chart, Size } from 'cdk8s';
import { KubernetesApi, MetricsFlavor, MonitoringStack, Platform, ProductionApp, ProductionNamespace } from '../../src';
import { readYaml } from '../../test/support/render';
import { Manifest } from '../../test/support/schemas';
import { ALERT_RECEIVERS } from '../../test/support/smallest-calls';
import { TOOLS } from '../../test-tools/harness/programs';
import { Cluster } from '../harness/cluster';
import { createObjects } from '../harness/exporters/objects';
import { freePorts } from '../harness/free-ports';
import { MinorUnderTest } from '../harness/minor';
import { removeNamespaces } from '../harness/namespaces';
import { ServerProcess } from '../harness/server-process';
import { SimulatedKubelets } from '../harness/simulated-kubelets';

const NODES = ['zone-a', 'zone-b', 'zone-c'];
const WANTED = { alertmanager: 3, prometheus: 2 };
const VOLUMES = 5;
/** A majority is not what Alertmanager needs, but what is left to tell of the rest. */
const KEPT = { alertmanager: 2, prometheus: 1 };

/** Empties node after node below what watches the cluster, whatever runs it. */
export function describeDrainedMonitoring({ cluster }: MinorUnderTest): void {
  describe.each(['native', 'operator'] as const)('what watches the cluster, in the flavour %s', (flavor) => {
    const namespace = `drained-${flavor}`;
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preflight-drained-'));
    let operator: ServerProcess | undefined;
    let kubelets: SimulatedKubelets;

    beforeAll(async () => {
      if (flavor === 'operator') operator = await startOperator(cluster(), folder, namespace);
      kubelets = await SimulatedKubelets.start(cluster(), namespace, NODES);
      const [own, ...others] = watched(flavor, namespace);
      await createObjects(cluster(), [own, receivers(namespace), ...volumes(namespace), ...others]);
      await kubelets.untilReady(WANTED);
    }, 180_000);

    afterAll(async () => {
      await operator?.stop();
      await kubelets?.stop();
      await removeNamespaces(cluster(), [namespace]);
      for (const name of volumeNames(namespace)) {
        await cluster().send({ method: 'DELETE', path: `/api/v1/persistentvolumes/${name}` });
      }
      fs.rmSync(folder, { recursive: true });
    }, 120_000);

    it('is spread over all zones', async () => {
      const { text } = await cluster().send({ method: 'GET', path: `/api/v1/namespaces/${namespace}/pods` });
      const nodesOf = (app: string) => new Set((JSON.parse(text) as Manifest).items
        .filter(({ metadata }: Manifest) => metadata.labels['app.kubernetes.io/instance'] === app)
        .map(({ spec }: Manifest) => spec.nodeName)).size;
      expect([nodesOf('alertmanager'), nodesOf('prometheus')]).toEqual([3, 2]);
    });

    it('keeps two Alertmanagers and one Prometheus ready while each node is drained in turn', async () => {
      kubelets.watch(Object.keys(WANTED));
      for (const node of NODES) {
        await kubelets.drain(node);
        await kubelets.untilReady(WANTED);
      }
      const fewest = Object.fromEntries(Object.keys(WANTED).map((app) => [app, kubelets.fewestReady(app)]));
      expect(fewest).toEqual(KEPT);
    }, 240_000);
  });
}

/** The real operator, as an administrator, for one namespace. */
async function startOperator({ kubeconfig }: Cluster, folder: string, namespace: string): Promise<ServerProcess> {
  const [port] = await freePorts(1);
  return new ServerProcess({
    name: 'prometheus-operator',
    program: '/usr/bin/env',
    args: [
      `KUBECONFIG=${kubeconfig}`, TOOLS.prometheusOperator(), `--namespaces=${namespace}`,
      `--web.listen-address=127.0.0.1:${port}`, '--web.enable-tls=false',
    ],
    folder,
  });
}

function watched(flavor: 'native' | 'operator', namespace: string): Manifest[] {
  const app = new ProductionApp();
  Platform.configure(app, {
    kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }),
    metrics: flavor === 'native' ? MetricsFlavor.annotations({ namespace }) : MetricsFlavor.operator({ namespace }),
  });
  const chart = new Chart(app, 'monitoring', { namespace });
  new ProductionNamespace(chart, namespace);
  new MonitoringStack(chart, 'stack', { alerts: ALERT_RECEIVERS, storage: Size.gibibytes(50) });
  // Agents on nodes have a namespace of their own, and a suite; rights, which no namespace takes with it, have another.
  return readYaml(app.synthYaml()).filter(({ metadata }) => (
    metadata.namespace === namespace || metadata.name === namespace
  ));
}

/** What the operator looks up before it runs anything. */
function receivers(namespace: string): Manifest {
  const address = 'https://hooks.example.com/alerts';
  const stringData = { pagerduty: 'key', slack: address, watchdog: address };
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'alert-receivers', namespace }, stringData };
}

/** Where data is kept; no provisioner makes any. */
function volumes(namespace: string): Manifest[] {
  const capacity = { storage: '100Gi' };
  return volumeNames(namespace).map((name) => ({
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name },
    spec: { capacity, accessModes: ['ReadWriteOnce'], hostPath: { path: `/data/${name}` } },
  }));
}

function volumeNames(namespace: string): string[] {
  return Array.from({ length: VOLUMES }, (_, ordinal) => `${namespace}-${ordinal}`);
}
