import { Chart } from 'cdk8s';
import { NodeExporter, PodSecurity, ProductionApp, ProductionNamespace } from '../../src';
import { readYaml } from '../../test/support/render';
import { Manifest } from '../../test/support/schemas';
import { createObjects } from '../harness/exporters/objects';
import { MinorUnderTest } from '../harness/minor';
import { removeNamespaces } from '../harness/namespaces';
import { createNodes, NodeUnderTest, nodesWithPods, removeNodes } from '../harness/nodes';
import { waitFor } from '../harness/wait';

/** Other suites remove the namespaces of theirs. */
const NAMESPACE = 'measured-nodes';
const MEASURED: readonly NodeUnderTest[] = [
  { name: 'control-plane', taints: [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }] },
  { name: 'dedicated', taints: [{ key: 'acme.io/batch', effect: 'NoExecute' }] },
  { name: 'plain' },
];
const PASSED_BY: readonly NodeUnderTest[] = [
  { name: 'fargate', labels: { 'eks.amazonaws.com/compute-type': 'fargate' } },
  { name: 'virtual', labels: { type: 'virtual-kubelet' } },
  { name: 'windows', labels: { 'kubernetes.io/os': 'windows' } },
];
const NODES = [...MEASURED, ...PASSED_BY];

/** Has the DaemonSet controller and the scheduler place what is to run on every node. */
export function describeNodeAgents({ cluster }: MinorUnderTest): void {
  describe('the node exporter', () => {
    const manifests = exporter();

    beforeAll(async () => {
      await createNodes(cluster(), NODES);
      await createObjects(cluster(), manifests);
    });

    afterAll(async () => {
      const daemonSets = `/apis/apps/v1/namespaces/${NAMESPACE}/daemonsets`;
      await cluster().send({ method: 'DELETE', path: daemonSets });
      await removeNodes(cluster(), NODES, NAMESPACE);
      await removeNamespaces(cluster(), [NAMESPACE]);
    });

    it('gets a pod on every machine with Linux, whatever its taints, within the quota of its namespace', async () => {
      const expected = MEASURED.map(({ name }) => name);
      await waitFor({ what: 'a pod on each node', seconds: 30 }, async () => (
        (await nodesWithPods(cluster(), NAMESPACE)).length >= expected.length ? true : undefined
      ));
      expect(await nodesWithPods(cluster(), NAMESPACE)).toEqual(expected);
    });

    it('is wanted on no other', async () => {
      const path = `/apis/apps/v1/namespaces/${NAMESPACE}/daemonsets/node-exporter`;
      const { status } = JSON.parse((await cluster().send({ method: 'GET', path })).text) as Manifest;
      expect(status.desiredNumberScheduled).toBe(MEASURED.length);
    });
  });
}

function exporter(): Manifest[] {
  const app = new ProductionApp();
  const podSecurity = PodSecurity.privileged('node-exporter reads the node');
  const namespace = new ProductionNamespace(new Chart(app, 'monitoring'), NAMESPACE, { podSecurity });
  new NodeExporter(namespace, 'node-exporter', { maxNodes: MEASURED.length });
  return readYaml(app.synthYaml());
}
