import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Size, Yaml } from 'cdk8s';
import { KubernetesApi, MetricsFlavor, PlatformProps, Prometheus, SecretKey, Thanos } from '../src';
import { checkRules, testRulesInOne } from './harness/alerts/promtool';
import { testOfNothing, testsOf, WrittenAlert } from './harness/essential/series-case';
import { THANOS_CASES } from './harness/monitoring/thanos-cases';
import { ThanosPart, ThanosPartOptions } from './harness/monitoring/thanos-part';
import { AlertingServer } from './harness/paging/alerting-server';
import { Exporter } from './harness/paging/exporter';
import { TOOLS } from './harness/programs';
import { codeBlocks, readDocument } from '../test/support/project/markdown';
import { readYaml, render } from '../test/support/render';
import { Manifest } from '../test/support/schemas';
import { freePorts } from '../test-cluster/harness/free-ports';
import { waitFor } from '../test-cluster/harness/wait';

const KUBERNETES_API = KubernetesApi.at({ cidrs: ['10.0.0.0/28'] });
const OBJECTS = objects();
const ORDERS = 'shop_orders_total';
const REPLICAS = ['0', '1'];
/** The sidecar of a Prometheus, as it is written. */
const SIDECAR = named('StatefulSet', 'prometheus').spec.template.spec.initContainers
  .find(({ name }: Manifest) => name === 'thanos-sidecar');
/** What the alerts ask for, as it stands in what the parts say of themselves. */
const METRICS = [
  'thanos_shipper_upload_failures_total ', 'thanos_compact_halted ', 'thanos_objstore_bucket_operations_total{',
  'thanos_objstore_bucket_operation_failures_total{', 'http_requests_total{code="200",handler="query_range"',
];

describe('each part of Thanos', () => {
  it.each(['thanos-query', 'thanos-store', 'thanos-compact'])('knows all flags that %s has', (name) => {
    const { stderr } = spawnSync(TOOLS.thanos(), [...argumentsOf(name), '--no-such-flag'], { encoding: 'utf8' });
    expect(stderr).toContain("unknown long flag '--no-such-flag'");
  });
});

describe('the file of the object store that the guide shows', () => {
  it('is one that Thanos takes: it goes on to ask the store', () => {
    const [file] = codeBlocks(readDocument('docs/long-term-metrics.md'), 'yaml');
    const here = file.replace(/endpoint: .*/, 'endpoint: 127.0.0.1:1');
    const { stderr } = spawnSync(TOOLS.thanos(), ['tools', 'bucket', 'ls', `--objstore.config=${here}`], {
      env: { ...process.env, AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'other' }, encoding: 'utf8',
    });
    expect(stderr).toContain('connection refused');
    expect(stderr).not.toContain('not found in type');
  }, 60_000);
});

describe('the alerts', () => {
  const text = Object.values<string>(named('ConfigMap', 'thanos-alerts').data)[0];
  const alerts: WrittenAlert[] = readYaml(text)[0].groups[0].rules;

  it('have nothing that promtool would complain of, in both forms', () => {
    const rule = objects({ metrics: MetricsFlavor.operator() }).find(({ kind }) => kind === 'PrometheusRule')!;
    expect(checkRules(text)).toBe('');
    expect(rule.spec).toEqual(readYaml(text)[0]);
  });

  it('fire with labels and texts, not before, not just below, not of nothing', () => {
    expect(THANOS_CASES.map(({ alert }) => alert)).toEqual(alerts.map(({ alert }) => alert));
    const tests = alerts.flatMap((rule) => (
      testsOf(rule, THANOS_CASES.find(({ alert }) => alert === rule.alert)!)
    ));
    expect(testRulesInOne(text, [...tests, testOfNothing(alerts, THANOS_CASES)])).toBe('');
  });
});

describe('two Prometheus behind their sidecars, a gateway and the querier', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preflight-thanos-'));
  const endings: (() => Promise<void>)[] = [];
  const store = path.join(folder, 'store.yaml');
  let exporter: Exporter;
  let query: ThanosPart;
  let others: ThanosPart[];

  beforeAll(async () => {
    exporter = await Exporter.listen(() => `# TYPE ${ORDERS} counter\n${ORDERS}{pod="web-0"} 7\n`);
    fs.writeFileSync(store, Yaml.stringify({ type: 'FILESYSTEM', config: { directory: path.join(folder, 'bucket') } }));
    const grpc = await freePorts(REPLICAS.length + 1);
    const sidecars = await Promise.all(REPLICAS.map((replica, index) => startPrometheus(replica, grpc[index])));
    const gateway = await start({ name: 'thanos-store', grpc: grpc[REPLICAS.length], here: dataOf('thanos-store') });
    const compactor = await start({ name: 'thanos-compact', here: dataOf('thanos-compact') });
    const endpoints = path.join(folder, 'endpoints.yaml');
    fs.writeFileSync(endpoints, endpointsFor(grpc));
    const [own] = await freePorts(1);
    query = await start({ name: 'thanos-query', grpc: own, here: { '--endpoint.sd-config-file': endpoints } });
    others = [...sidecars, gateway, compactor];
  }, 120_000);

  afterAll(async () => {
    await Promise.all(endings.map((end) => end()));
    exporter.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it('show one series where there are two', async () => {
    await waitFor({ what: 'a series of each replica', seconds: 30 }, async () => (
      (await query.series(ORDERS, false)).length === REPLICAS.length ? true : undefined
    ));
    expect(await query.series(ORDERS, false)).toEqual(REPLICAS.map((replica) => expect.objectContaining({ replica })));
    const [only, ...more] = await query.series(ORDERS, true);
    expect(more).toEqual([]);
    expect(only).toMatchObject({ __name__: ORDERS, pod: 'web-0' });
    expect(only).not.toHaveProperty('replica');
  });

  it('have the metrics that the alerts ask for', async () => {
    expect(await query.range(ORDERS)).toBe(200);
    const text = (await Promise.all([query, ...others].map((part) => part.metrics()))).join('');
    expect(METRICS.filter((metric) => !text.includes(metric))).toEqual([]);
  });

  /** A Prometheus, and the sidecar that stands beside it. */
  async function startPrometheus(replica: string, grpc: number): Promise<ThanosPart> {
    const [port] = await freePorts(1);
    const data = path.join(folder, `prometheus-${port}`, 'data');
    const server = await AlertingServer.prometheus({
      folder,
      port,
      replica,
      ruleFiles: {},
      target: exporter.target,
      interval: '1s',
      alertmanagers: [],
      flags: () => argumentsOf('prometheus').filter((flag) => flag.includes('delay-compact'))
        .map((flag) => flag.replace('=/prometheus', `=${data}`)),
    });
    endings.push(() => server.kill());
    const here = {
      '--prometheus.url': `http://127.0.0.1:${port}`, '--tsdb.path': data, '--objstore.config-file': store,
    };
    const args = [...SIDECAR.args, '--prometheus.get_config_interval=1s'];
    return start({ name: `sidecar-${replica}`, args, grpc, here });
  }

  async function start({ name, args = argumentsOf(name), ...options }: Start): Promise<ThanosPart> {
    const [http] = await freePorts(1);
    const part = await ThanosPart.start({ folder, name, args, http, ...options });
    endings.push(() => part.stop());
    return part;
  }

  function dataOf(name: string): Record<string, string> {
    return { '--data-dir': path.join(folder, `${name}-data`), '--objstore.config-file': store };
  }
});

/** A part with what its flags are here, and its arguments where they are not those that we write. */
type Start = Pick<ThanosPartOptions, 'name' | 'grpc' | 'here'> & Partial<Pick<ThanosPartOptions, 'args'>>;

/** The emitted file, with the addresses of this machine. */
function endpointsFor(ports: readonly number[]): string {
  const { data } = OBJECTS.find(({ kind, data: files }) => kind === 'ConfigMap' && files['endpoints.yaml'])!;
  const [{ endpoints: [endpoint] }] = readYaml(data['endpoints.yaml']);
  return Yaml.stringify({ endpoints: ports.map((port) => ({ ...endpoint, address: `127.0.0.1:${port}` })) });
}

/** Of `metrics`, the native flavour alone has a Prometheus of ours. */
function objects(platform: PlatformProps = {}): Manifest[] {
  return render((chart) => {
    const thanos = new Thanos(chart, 'thanos', {
      objectStore: SecretKey.of('thanos-object-store', 'store.yaml'), replicaLabels: ['replica'],
    });
    if (platform.metrics === undefined) new Prometheus(chart, 'prometheus', { storage: Size.gibibytes(50), thanos });
  }, { metrics: MetricsFlavor.annotations({ namespace: 'shop' }), kubernetesApi: KUBERNETES_API, ...platform });
}

function named(kind: string, name: string): Manifest {
  return OBJECTS.find((manifest) => manifest.kind === kind && manifest.metadata.name === name)!;
}

function argumentsOf(name: string): string[] {
  const { spec } = OBJECTS.find(({ kind, metadata }) => (
    ['Deployment', 'StatefulSet'].includes(kind) && metadata.name === name
  ))!;
  return spec.template.spec.containers[0].args;
}
