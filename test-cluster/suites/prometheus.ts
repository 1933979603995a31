import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Chart, Size } from 'cdk8s';
import { KubernetesApi, MetricsFlavor, Platform, ProductionApp, Prometheus } from '../../src';
import { readYaml } from '../../test/support/render';
import { Manifest } from '../../test/support/schemas';
import { WrittenPrometheus } from '../../test-tools/harness/monitoring/written-prometheus';
import { tokenOf } from '../harness/exporters/account-token';
import { createObjects } from '../harness/exporters/objects';
import { ADDRESS, leftObjects, RUNNING, scrapedObjects } from '../harness/exporters/scraped-objects';
import { MinorUnderTest } from '../harness/minor';
import { removeNamespaces } from '../harness/namespaces';
import { waitFor } from '../harness/wait';

/** Other suites remove what is theirs. */
const NAMESPACE = 'scraping';
const ACCOUNT = 'scraper';
const OBJECTS = ['ServiceAccount', 'ClusterRole', 'ClusterRoleBinding'];
const POWERLESS = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'powerless', namespace: NAMESPACE } };

/** Runs Prometheus against the API server, with the configuration and the rights that we write. */
export function describePrometheus({ cluster }: MinorUnderTest): void {
  describe('Prometheus', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preflight-scraping-'));
    const manifests = written();
    let prometheus: WrittenPrometheus;

    const start = async (account: string) => {
      const { url, certificateAuthority } = cluster().connection;
      const token = await tokenOf(cluster(), NAMESPACE, account);
      const apiServer = { url, token, certificateAuthority: certificateAuthority! };
      const program = await WrittenPrometheus.of(path.join(folder, account), manifests, { apiServer });
      await program.start();
      return program;
    };

    beforeAll(async () => {
      const namespace: Manifest = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } };
      const rights = manifests.filter(({ kind }) => OBJECTS.includes(kind));
      await createObjects(cluster(), [namespace, POWERLESS, ...rights, ...scrapedObjects(NAMESPACE, 'powerless')]);
      await cluster().send({
        method: 'PATCH',
        path: `/api/v1/namespaces/${NAMESPACE}/pods/api/status`,
        text: JSON.stringify(RUNNING),
        contentType: 'application/merge-patch+json',
      });
      prometheus = await start(ACCOUNT);
    });

    afterAll(async () => {
      await prometheus?.stop();
      for (const left of leftObjects(NAMESPACE)) await cluster().send({ method: 'DELETE', path: left });
      await removeNamespaces(cluster(), [NAMESPACE]);
      fs.rmSync(folder, { recursive: true });
    });

    it('finds pods, kubelets, API servers and Alertmanagers', async () => {
      const found = await waitFor({ what: 'the discovery of targets', seconds: 30 }, async () => {
        const { activeTargets } = await prometheus.ask('targets?state=active');
        const { activeAlertmanagers } = await prometheus.ask('alertmanagers');
        const urls = [
          ...activeTargets.filter(({ labels }: Manifest) => labels.job !== 'prometheus')
            .map(({ scrapeUrl }: Manifest) => scrapeUrl),
          ...activeAlertmanagers.map(({ url }: Manifest) => url),
        ].sort();
        return urls.length >= 5 ? urls : undefined;
      });
      expect(found).toEqual([
        `http://${ADDRESS}:8080/metrics`,
        `http://${ADDRESS}:9093/api/v2/alerts`,
        `https://${ADDRESS}:10250/metrics`,
        `https://${ADDRESS}:10250/metrics/cadvisor`,
        `https://${ADDRESS}:6443/metrics`,
      ]);
    });

    it('finds nothing with the rights of another', async () => {
      const other = await start('powerless');
      await waitFor({ what: 'the refusal of a list', seconds: 30 }, async () => (
        /^prometheus_sd_kubernetes_failures_total [1-9]/m.test(await other.metrics()) || undefined
      ));
      const { activeTargets } = await other.ask('targets?state=active');
      await other.stop();
      expect(activeTargets.filter(({ labels }: Manifest) => labels.job !== 'prometheus')).toEqual([]);
    });

    it.each<[string, boolean, object]>([
      ['the metrics of API servers', true, { nonResourceAttributes: { verb: 'get', path: '/metrics' } }],
      ['the metrics of kubelets', true, attributes('get', 'nodes', 'metrics')],
      ['what else API servers say', false, { nonResourceAttributes: { verb: 'get', path: '/logs' } }],
      ['anything else of kubelets', false, attributes('get', 'nodes', 'proxy')],
      ['secrets', false, attributes('list', 'secrets')],
      ['files of others', false, attributes('list', 'configmaps')],
    ])('has its right about %s: %s', async (_, allowed, asked) => {
      const spec = { user: `system:serviceaccount:${NAMESPACE}:${ACCOUNT}`, ...asked };
      const review = { apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview', spec };
      const { text } = await cluster().send({
        method: 'POST',
        path: '/apis/authorization.k8s.io/v1/subjectaccessreviews',
        text: JSON.stringify(review),
      });
      expect(JSON.parse(text).status.allowed).toBe(allowed);
    });
  });
}

function attributes(verb: string, resource: string, subresource?: string): object {
  return { resourceAttributes: { verb, resource, subresource } };
}

function written(): Manifest[] {
  const app = new ProductionApp();
  Platform.configure(app, {
    kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }),
    metrics: MetricsFlavor.annotations({ namespace: NAMESPACE }),
  });
  const chart = new Chart(app, 'monitoring', { namespace: NAMESPACE });
  new Prometheus(chart, ACCOUNT, { storage: Size.gibibytes(50), nodeCidrs: ['10.9.0.0/16'] });
  return readYaml(app.synthYaml());
}
