import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Chart } from 'cdk8s';
import { KubernetesApi, KubeStateMetrics, Platform, ProductionApp } from '../../src';
import { only, readYaml } from '../../test/support/render';
import { Manifest } from '../../test/support/schemas';
import { KubeStateMetricsProgram } from '../harness/exporters/kube-state-metrics';
import { createObjects } from '../harness/exporters/objects';
import { MinorUnderTest } from '../harness/minor';
import { removeNamespaces } from '../harness/namespaces';

/** Other suites remove the namespaces of theirs. */
const NAMESPACE = 'exporters';
const OBJECTS = ['Namespace', 'ServiceAccount', 'ClusterRole', 'ClusterRoleBinding'];

/** Runs what watches the API server, with the arguments and the rights that we write. */
export function describeExporters({ cluster }: MinorUnderTest): void {
  describe('kube-state-metrics', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preflight-exporters-'));
    const manifests = exporter();
    const [container] = only(manifests, 'Deployment').spec.template.spec.containers;
    const start = (serviceAccount: string) => KubeStateMetricsProgram.start(cluster(), {
      folder, args: container.args, serviceAccount, namespace: NAMESPACE,
    });
    let program: KubeStateMetricsProgram;

    beforeAll(async () => {
      const namespace: Manifest = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } };
      const other = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'powerless', namespace: NAMESPACE } };
      await createObjects(cluster(), [namespace, ...manifests, other].filter(({ kind }) => OBJECTS.includes(kind)));
      program = await start('kube-state-metrics');
    });

    afterAll(async () => {
      await program?.stop();
      await removeNamespaces(cluster(), [NAMESPACE]);
      fs.rmSync(folder, { recursive: true });
    });

    it('answers the probes of its pods, each at its port', async () => {
      const { livenessProbe, readinessProbe } = container;
      for (const { httpGet } of [livenessProbe, readinessProbe]) {
        expect(await program.statusOf(httpGet.port, httpGet.path)).toBe(200);
      }
    });

    it('may list all that it is told to watch, and is told of all that it may list', async () => {
      const listed = await program.untilListed(watchedBy(manifests).length);
      expect(listed.filter(({ result }) => result !== 'success')).toEqual([]);
      await program.untilShown('kube_namespace_created{namespace="exporters"}');
    });

    it('could not with the rights of another', async () => {
      const other = await start('powerless');
      const listed = await other.untilListed(1);
      await other.stop();
      expect(listed.filter(({ result }) => result === 'success')).toEqual([]);
    });
  });
}

function exporter(): Manifest[] {
  const app = new ProductionApp();
  Platform.configure(app, { kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }) });
  new KubeStateMetrics(new Chart(app, 'monitoring', { namespace: NAMESPACE }), 'kube-state-metrics');
  return readYaml(app.synthYaml());
}

function watchedBy(manifests: Manifest[]): string[] {
  return only(manifests, 'ClusterRole').rules.flatMap(({ resources }: Manifest) => resources);
}
