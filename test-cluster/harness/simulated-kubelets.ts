import { Cluster } from './cluster';
import { createObjects } from './exporters/objects';
import { waitFor } from './wait';
import { Manifest } from '../../test/support/schemas';

const SIZE = { 'cpu': '16', 'memory': '64Gi', 'ephemeral-storage': '200Gi', 'pods': '110' };
const TICK_MILLISECONDS = 200;
/** The node controller waits 40 seconds for a sign of life. */
const HEARTBEAT_MILLISECONDS = 10_000;
const MERGE_PATCH = 'application/merge-patch+json';
const ZONE_LABEL = 'topology.kubernetes.io/zone';

/**
 * Nodes in zones of their own, and what their kubelets would do with the pods of one namespace: those that are placed
 * become ready, and those that are to end are gone.
 */
export class SimulatedKubelets {
  /** Makes the nodes, and begins. */
  public static async start(cluster: Cluster, namespace: string, nodes: readonly string[]): Promise<SimulatedKubelets> {
    await createObjects(cluster, nodes.map((name) => ({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name, labels: { 'kubernetes.io/os': 'linux', 'kubernetes.io/hostname': name, [ZONE_LABEL]: name } },
      status: { capacity: SIZE, allocatable: SIZE, conditions: [readyNow()] },
    })));
    return new SimulatedKubelets(cluster, namespace, nodes);
  }

  private readonly fewest = new Map<string, number>();
  private addresses = 0;
  private isStopped = false;
  private readonly run: Promise<void>;
  private nextHeartbeat = 0;
  private failure?: unknown;

  private constructor(
    private readonly cluster: Cluster, private readonly namespace: string, private readonly nodes: readonly string[],
  ) {
    this.run = this.live().catch((error: unknown) => {
      this.failure = error;
    });
  }

  /** From now on, the fewest ready pods of each app that were seen at any time. */
  public watch(apps: readonly string[]): void {
    this.fewest.clear();
    apps.forEach((app) => this.fewest.set(app, Infinity));
  }

  /** The fewest ready pods of an app since `watch`. */
  public fewestReady(app: string): number {
    return this.fewest.get(app)!;
  }

  /** Waits until so many pods of each app are ready. */
  public async untilReady(wanted: Readonly<Record<string, number>>): Promise<void> {
    await waitFor({ what: `ready pods of ${Object.keys(wanted).join(', ')}`, seconds: 60 }, async () => {
      if (this.failure !== undefined) throw this.failure;
      const pods = await this.pods();
      return Object.entries(wanted).every(([app, count]) => readyOf(pods, app) === count) ? true : undefined;
    });
  }

  /** Empties a node as `kubectl drain` does, and lets it take pods again. */
  public async drain(node: string): Promise<void> {
    await this.cordon(node, true);
    await waitFor({ what: `the drain of ${node}`, seconds: 90 }, async () => {
      const left = (await this.pods()).filter(({ spec, metadata }) => (
        spec.nodeName === node && metadata.ownerReferences?.[0].kind !== 'DaemonSet'
      ));
      for (const { metadata: { name, namespace } } of left) await this.evict(name, namespace);
      return left.length === 0 ? true : undefined;
    });
    await this.cordon(node, false);
  }

  /** Stops, and removes pods and nodes. */
  public async stop(): Promise<void> {
    this.isStopped = true;
    await this.run;
    for (const node of this.nodes) await this.cluster.send({ method: 'DELETE', path: `/api/v1/nodes/${node}` });
    const path = `/api/v1/namespaces/${this.namespace}/pods?gracePeriodSeconds=0`;
    await this.cluster.send({ method: 'DELETE', path });
  }

  private async live(): Promise<void> {
    while (!this.isStopped) {
      await this.beat();
      const pods = await this.pods();
      for (const app of this.fewest.keys()) {
        this.fewest.set(app, Math.min(this.fewest.get(app)!, readyOf(pods, app)));
      }
      for (const pod of pods.filter(({ spec }) => spec.nodeName !== undefined)) await this.tend(pod);
      await new Promise((resolve) => setTimeout(resolve, TICK_MILLISECONDS));
    }
  }

  private async beat(): Promise<void> {
    if (Date.now() < this.nextHeartbeat) return;
    this.nextHeartbeat = Date.now() + HEARTBEAT_MILLISECONDS;
    const text = JSON.stringify({ status: { conditions: [readyNow()] } });
    for (const node of this.nodes) {
      await this.cluster.send({
        method: 'PATCH', path: `/api/v1/nodes/${node}/status`, text, contentType: MERGE_PATCH,
      });
    }
  }

  private async tend(pod: Manifest): Promise<void> {
    const { metadata: { name, deletionTimestamp } } = pod;
    const path = `/api/v1/namespaces/${this.namespace}/pods/${name}`;
    if (deletionTimestamp !== undefined) {
      await this.cluster.send({ method: 'DELETE', path: `${path}?gracePeriodSeconds=0` });
    } else if (!isReady(pod)) {
      const podIP = this.nextAddress();
      const status = { phase: 'Running', conditions: [readyNow()], podIP, podIPs: [{ ip: podIP }] };
      await this.cluster.send({
        method: 'PATCH', path: `${path}/status`, text: JSON.stringify({ status }), contentType: MERGE_PATCH,
      });
    }
  }

  /** Endpoints have addresses; nobody connects to these. */
  private nextAddress(): string {
    this.addresses += 1;
    return `10.200.${Math.floor(this.addresses / 250)}.${(this.addresses % 250) + 1}`;
  }

  private async pods(): Promise<Manifest[]> {
    const path = `/api/v1/namespaces/${this.namespace}/pods`;
    return (JSON.parse((await this.cluster.send({ method: 'GET', path })).text) as Manifest).items;
  }

  private async cordon(node: string, unschedulable: boolean): Promise<void> {
    const text = JSON.stringify({ spec: { unschedulable } });
    await this.cluster.send({ method: 'PATCH', path: `/api/v1/nodes/${node}`, text, contentType: MERGE_PATCH });
  }

  /** Refused, with 429, as long as the budget does not allow it. */
  private async evict(name: string, namespace: string): Promise<void> {
    const { status, text } = await this.cluster.send({
      method: 'POST',
      path: `/api/v1/namespaces/${namespace}/pods/${name}/eviction`,
      text: JSON.stringify({ apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace } }),
    });
    if (![201, 404, 429].includes(status)) throw new Error(`the eviction of ${name} is refused: ${text}`);
  }
}

function readyNow(): object {
  const now = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  return { type: 'Ready', status: 'True', reason: 'Simulated', lastHeartbeatTime: now, lastTransitionTime: now };
}

function isReady({ status, metadata }: Manifest): boolean {
  return metadata.deletionTimestamp === undefined
    && (status.conditions ?? []).some(({ type, status: value }: Manifest) => type === 'Ready' && value === 'True');
}

function readyOf(pods: readonly Manifest[], app: string): number {
  return pods.filter((pod) => pod.metadata.labels['app.kubernetes.io/instance'] === app && isReady(pod)).length;
}
