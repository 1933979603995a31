import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Chart, Duration, Size } from 'cdk8s';
import {
  BlackboxExporter, EndpointProbe, EssentialAlerts, KubernetesApi, KubeStateMetrics, MetricsFlavor, ProductionService,
  Prometheus, RequestMetrics, ServiceLevelObjective,
} from '../src';
import { BlackboxProgram } from './harness/essential/blackbox-exporter';
import { foundEndpoint, foundNode, foundPod } from './harness/monitoring/found-targets';
import { Replacements, WrittenPrometheus } from './harness/monitoring/written-prometheus';
import { IMAGE, readYaml, render } from '../test/support/render';
import { Manifest } from '../test/support/schemas';
import { waitFor } from '../test-cluster/harness/wait';

/** Nobody listens there. */
const NOWHERE = '127.0.0.1:1';
const OBJECTS = render((chart) => {
  new Prometheus(chart, 'prometheus', {
    storage: Size.gibibytes(200), interval: Duration.seconds(5), nodeCidrs: ['10.1.0.0/16'], clusterName: 'eu-1',
  });
  new BlackboxExporter(chart, 'blackbox-exporter');
  new KubeStateMetrics(chart, 'kube-state-metrics');
  new EssentialAlerts(chart, 'essential-alerts');
  const shop = new Chart(chart, 'Shop', { namespace: 'shop' });
  const api = new ProductionService(shop, 'api', { image: IMAGE });
  api.promise(ServiceLevelObjective.availability(99.9, { metrics: RequestMetrics.openTelemetryHttp() }));
  new EndpointProbe(shop, 'pages', { urls: ['https://shop.example.com/'] });
}, {
  ownership: { team: 'platform', owner: 'jane' },
  kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }),
  metrics: MetricsFlavor.annotations({ namespace: 'shop' }),
});

const FILES = dataOf('prometheus-files-0');
const GROUPS: string[] = Object.entries(FILES).filter(([name]) => name.endsWith('.rules.yaml'))
  .flatMap(([, text]) => readYaml(text)[0].groups.map(({ name }: Manifest) => name));

function dataOf(name: string): Record<string, string> {
  return OBJECTS.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === name)!.data;
}

function replacements(exporter: string): Replacements {
  const scraped = { annotations: { scrape: 'true', port: '9115', path: '/metrics' } };
  const pod = { name: 'exporter', address: exporter, declared: 9115, ...scraped };
  return {
    found: {
      pod: [
        foundPod(pod),
        foundPod({ ...pod, address: NOWHERE, declared: 8080 }),
        foundPod({ ...pod, address: NOWHERE, protocol: 'UDP' }),
        ...['Succeeded', 'Failed', 'Pending'].map((phase) => (
          foundPod({ ...pod, name: phase, phase, address: NOWHERE })
        )),
        foundPod({ ...pod, name: 'silent', address: NOWHERE, annotations: {} }),
      ],
      node: [foundNode('worker-1', NOWHERE)],
      kubernetes: [foundEndpoint('127.0.0.1:2', { name: 'https' }), foundEndpoint('127.0.0.1:3', { name: 'metrics' })],
      alertmanager: [
        foundEndpoint('127.0.0.1:9093', { name: 'web' }),
        foundEndpoint('127.0.0.2:9093', { name: 'web' }),
        foundEndpoint('127.0.0.2:9094', { name: 'peers' }),
      ],
    },
    addresses: { 'blackbox-exporter.shop.svc:9115': exporter },
  };
}

describe('the real Prometheus', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preflight-prometheus-'));
  let exporter: BlackboxProgram;
  let prometheus: WrittenPrometheus;

  beforeAll(async () => {
    exporter = await BlackboxProgram.start(folder, dataOf('blackbox-exporter')['blackbox.yaml'], '');
    prometheus = await WrittenPrometheus.of(folder, OBJECTS, replacements(exporter.address));
    await prometheus.start();
  });

  afterAll(async () => {
    await prometheus?.stop();
    await exporter?.stop();
    fs.rmSync(folder, { recursive: true });
  });

  const targetsOf = async (pool: string): Promise<Manifest[]> => (
    (await prometheus.ask(`targets?state=active&scrapePool=${pool}`)).activeTargets
  );
  const untilUp = (pool: string) => waitFor({ what: `a scrape of ${pool}`, seconds: 15 }, async () => {
    const targets = await targetsOf(pool);
    return targets.length > 0 && targets.every(({ health }) => health === 'up') ? targets : undefined;
  });
  const groups = async (): Promise<string[]> => (
    (await prometheus.ask('rules')).groups.map(({ name }: Manifest) => name)
  );

  it('has nothing against its configuration', () => {
    expect(prometheus.complaint()).toBe('');
  });

  it.each(['liveness', 'readiness', 'startup'])('answers the %s probe of its pods', async (kind) => {
    const { containers: [container] } = OBJECTS.find(({ kind: of }) => of === 'StatefulSet')!.spec.template.spec;
    expect(await prometheus.statusOf(container[`${kind}Probe`].httpGet.path)).toBe(200);
  });

  it('evaluates the rules of the whole tree', async () => {
    expect(GROUPS.length).toBeGreaterThan(15);
    expect((await groups()).sort()).toEqual([...GROUPS].sort());
  });

  it('keeps what it is told to keep, and no more', async () => {
    expect((await prometheus.ask('status/runtimeinfo')).storageRetention).toBe('15d or 160GiB');
  });

  it('scrapes its replicas, and one port of each running pod that asks for it', async () => {
    const own = await untilUp('prometheus');
    expect(own.map(({ labels }) => labels.pod).sort()).toEqual(['prometheus-0', 'prometheus-1']);
    const [{ labels }, ...others] = await untilUp('pods');
    expect(others).toEqual([]);
    expect(labels).toEqual({
      job: 'exporter',
      instance: exporter.address,
      namespace: 'shop',
      pod: 'exporter-0',
      container: 'exporter',
      app_kubernetes_io_name: 'exporter',
      app_kubernetes_io_instance: 'exporter',
    });
  });

  it('scrapes what files of the tree tell it', async () => {
    expect(await targetsOf('kube-state-metrics')).toHaveLength(2);
    expect((await targetsOf('probe/shop/pages'))[0].scrapeUrl).toContain(`http://${exporter.address}/probe`);
  });

  it('finds the parts of the cluster under the labels that dashboards expect', async () => {
    expect((await targetsOf('apiserver')).map(({ scrapeUrl }) => scrapeUrl)).toEqual(['https://127.0.0.1:2/metrics']);
    const kubelets = [...await targetsOf('kubelet'), ...await targetsOf('kubelet-cadvisor')];
    expect(kubelets.map(({ labels: { job, node, metrics_path: at } }) => [job, node, at])).toEqual([
      ['kubelet', 'worker-1', '/metrics'], ['kubelet', 'worker-1', '/metrics/cadvisor'],
    ]);
  });

  it('tells every Alertmanager, at its port for that', async () => {
    const { activeAlertmanagers } = await waitFor({ what: 'the Alertmanagers', seconds: 15 }, async () => {
      const known = await prometheus.ask('alertmanagers');
      return known.activeAlertmanagers.length > 0 ? known : undefined;
    });
    expect(activeAlertmanagers.map(({ url }: Manifest) => url).sort()).toEqual([
      'http://127.0.0.1:9093/api/v2/alerts', 'http://127.0.0.2:9093/api/v2/alerts',
    ]);
  });

  it('tells clusters and replicas apart', async () => {
    await untilUp('prometheus');
    const federated = await fetch(`http://127.0.0.1:${prometheus.port}/federate?match[]=up`);
    expect(await federated.text()).toMatch(/^up\{.*cluster="eu-1",prometheus_replica="prometheus-0"/m);
  });

  it('reads files that change, without a restart', async () => {
    const started = async () => (await prometheus.ask('status/runtimeinfo')).startTime;
    const before = await started();
    const [name] = Object.keys(FILES).filter((file) => file.endsWith('.rules.yaml'));
    const added = 'groups: [{name: added, rules: [{alert: Added, expr: vector(1)}]}]\n';
    prometheus.change('prometheus-files-0', { ...FILES, [name]: added });
    const isThere = async () => (await groups()).includes('added') || undefined;
    await waitFor({ what: 'the changed rules', seconds: 15 }, isThere);
    expect(await started()).toBe(before);
  });
});
