import { Cluster } from './cluster';
import { createObjects } from './exporters/objects';
import { Manifest } from '../../test/support/schemas';

const SIZE = { 'cpu': '4', 'memory': '8Gi', 'ephemeral-storage': '50Gi', 'pods': '110' };

/** A node as the control plane knows it; no kubelet runs its pods. */
export interface NodeUnderTest {
  readonly name: string;
  readonly labels?: Record<string, string>;
  readonly taints?: readonly { key: string; effect: string }[];
}

/** Makes nodes, each with Linux where its labels say nothing else. */
export async function createNodes(cluster: Cluster, nodes: readonly NodeUnderTest[]): Promise<void> {
  await createObjects(cluster, nodes.map(({ name, labels, taints }) => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: { 'kubernetes.io/os': 'linux', ...labels } },
    spec: { taints },
    status: { capacity: SIZE, allocatable: SIZE },
  })));
}

/** The names of the nodes that have a pod of a namespace, in their order. */
export async function nodesWithPods(cluster: Cluster, namespace: string): Promise<string[]> {
  const { text } = await cluster.send({ method: 'GET', path: `/api/v1/namespaces/${namespace}/pods` });
  const { items } = JSON.parse(text) as { items: Manifest[] };
  return items.flatMap(({ spec }) => spec.nodeName ?? []).sort();
}

/** Removes pods as though their kubelets had stopped them, then the nodes. */
export async function removeNodes(
  cluster: Cluster, nodes: readonly NodeUnderTest[], namespace: string,
): Promise<void> {
  const pods = `/api/v1/namespaces/${namespace}/pods?gracePeriodSeconds=0`;
  await cluster.send({ method: 'DELETE', path: pods });
  for (const { name } of nodes) await cluster.send({ method: 'DELETE', path: `/api/v1/nodes/${name}` });
}
