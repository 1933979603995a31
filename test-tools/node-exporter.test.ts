import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { EssentialAlerts, NodeExporter } from '../src';
import { checkConfig } from './harness/alerts/promtool';
import { LocalServer } from './harness/local-server';
import { startNodeExporter } from './harness/nodes/node-exporter';
import { ScrapingPrometheus } from './harness/nodes/scraping-prometheus';
import { only, readYaml, render } from '../test/support/render';
import { Manifest } from '../test/support/schemas';

const NODE = 'node-a';
const JOB = 'node-exporter';
const OBJECTS = render((chart) => new NodeExporter(chart, JOB));
const [CONTAINER] = only(OBJECTS, 'DaemonSet').spec.template.spec.containers;
const SCRAPE = only(OBJECTS, 'ConfigMap').data['node-exporter.scrape.yaml'];
const SELECTORS = selectorsOf(alertExpressions());

/** Those of all essential alerts. */
function alertExpressions(): string[] {
  const { data } = only(render((chart) => new EssentialAlerts(chart, 'alerts')), 'ConfigMap');
  const groups: Manifest[] = readYaml(data['alerts.rules.yaml'])[0].groups;
  return groups.flatMap(({ rules }) => rules.map(({ expr }: Manifest) => expr));
}

/** What they select of the job, with any value of the labels that they go by: no two machines have the same disks. */
function selectorsOf(expressions: readonly string[]): string[] {
  const written = expressions.flatMap((expr) => [...expr.matchAll(/(\w+)\{([^}]*job="node-exporter"[^}]*)\}/g)]);
  return [...new Set(written.map(([, metric, matchers]) => {
    const others = [...matchers.matchAll(/(\w+)(?:!=|=~|!~)/g)].map(([, label]) => `,${label}!=""`);
    return `${metric}{job="${JOB}"${others.join('')}}`;
  }))];
}

it('the essential alerts ask it for processors, memory, disks and whether it is there', () => {
  expect(SELECTORS).toEqual(expect.arrayContaining([
    'node_cpu_seconds_total{job="node-exporter",mode!=""}',
    'node_memory_MemAvailable_bytes{job="node-exporter"}',
    'node_filesystem_readonly{job="node-exporter",fstype!="",mountpoint!=""}',
    'up{job="node-exporter"}',
  ]));
});

it('a Prometheus without an operator loads the scrape configuration', () => {
  const files = { 'prometheus.yaml': 'scrape_config_files: ["*.scrape.yaml"]\n', 'nodes.scrape.yaml': SCRAPE };
  expect(checkConfig(files, 'prometheus.yaml')).toBe('');
});

describe('the node exporter, as nobody, with the arguments of its container', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preflight-nodes-'));
  let exporter: LocalServer;
  let prometheus: ScrapingPrometheus;

  beforeAll(async () => {
    exporter = await startNodeExporter(folder, CONTAINER);
    prometheus = await ScrapingPrometheus.start(folder, [jobAt(exporter.port)]);
    await prometheus.untilFound(`up{job="${JOB}"}`);
  });

  afterAll(async () => {
    await prometheus?.stop();
    await exporter?.stop();
    fs.rmSync(folder, { recursive: true });
  });

  it.each(['startup', 'liveness', 'readiness'])('answers the %s probe of its pods', async (kind) => {
    expect(await exporter.statusOf(CONTAINER[`${kind}Probe`].httpGet.path)).toBe(200);
  });

  it.each(SELECTORS)('has what an essential alert asks for: %s, by the name of the node', async (selector) => {
    const found = await prometheus.find(selector);
    expect(found).not.toEqual([]);
    expect(found.map(({ instance, node }) => [instance, node])).toEqual(found.map(() => [NODE, NODE]));
  });

  it('says of the disks of the machine what the machine calls them', async () => {
    const found = await prometheus.find(`node_filesystem_size_bytes{job="${JOB}"}`);
    const places = found.map(({ mountpoint }) => mountpoint);
    expect(places).toContain('/');
    expect(places.filter((place) => place.startsWith(folder))).toEqual([]);
  });

  it('reads all that alerts and dashboards of nodes are made of', async () => {
    const failed = (await prometheus.find('node_scrape_collector_success == 0')).map(({ collector }) => collector);
    const needed = [
      'cpu', 'diskstats', 'filefd', 'filesystem', 'loadavg', 'meminfo', 'netclass', 'netdev', 'stat', 'time', 'uname',
      'vmstat',
    ];
    expect(needed.filter((collector) => failed.includes(collector))).toEqual([]);
  });

  /** As it is written, but for the discovery, which finds the pod at its port and at that of a sidecar. */
  function jobAt(port: number): Manifest {
    const [{ kubernetes_sd_configs: _, ...job }] = readYaml(SCRAPE)[0].scrape_configs;
    const targets = [[CONTAINER.ports[0].containerPort, port], [8080, 1]];
    return {
      ...job,
      static_configs: targets.map(([containerPort, listening]) => ({
        targets: [`127.0.0.1:${listening}`],
        labels: {
          __meta_kubernetes_pod_container_port_number: String(containerPort),
          __meta_kubernetes_pod_node_name: NODE,
        },
      })),
    };
  }

  it('is scraped at its own port alone', async () => {
    expect(await prometheus.find('up')).toHaveLength(1);
  });
});
