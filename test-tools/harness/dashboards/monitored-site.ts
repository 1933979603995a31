import * as fs from 'fs';
import * as http from 'http';
import { AddressInfo } from 'net';
import * as os from 'os';
import * as path from 'path';
import { nodeExporterText } from './published-sources';
import { freePorts } from '../../../test-cluster/harness/free-ports';
import { ServerProcess } from '../../../test-cluster/harness/server-process';
import { waitFor } from '../../../test-cluster/harness/wait';
import { startServer } from '../backups/server';
import { BlackboxProgram } from '../essential/blackbox-exporter';
import { AlertingServer } from '../paging/alerting-server';
import { Exporter } from '../paging/exporter';
import { TOOLS } from '../programs';

const RULES = JSON.stringify({ groups: [{ name: 'watchdog', rules: [{ alert: 'Watchdog', expr: 'vector(1)' }] }] });
const MODULES = JSON.stringify({ modules: { http_2xx: { prober: 'http' } } });
const VERSION = JSON.stringify({ major: '1', minor: '36', gitVersion: 'v1.36.0' });

/** A series that a query has found. */
export interface FoundSeries {
  readonly metric: Readonly<Record<string, string>>;
}

/** The programs of a monitoring stack, each watched by the one Prometheus, with this machine and a node of a test. */
export class MonitoredSite {
  public static async open(): Promise<MonitoredSite> {
    const site = new MonitoredSite();
    try {
      await site.start();
    } catch (error) {
      await site.close();
      throw error;
    }
    return site;
  }

  private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preflight-dashboards-'));
  private readonly servers: (AlertingServer | ServerProcess)[] = [];
  private readonly apiServer = http.createServer(({ url }, response) => {
    response.writeHead(url === '/version' ? 200 : 404, { 'content-type': 'application/json' });
    response.end(url === '/version' ? VERSION : '{}');
  });
  private testNode?: Exporter;
  private blackbox?: BlackboxProgram;
  private readonly targets: Record<string, string> = {};

  /** What a program says of itself. */
  public async metricsOf(program: string): Promise<string> {
    return (await fetch(`http://${this.targets[program]}`)).text();
  }

  /** The series that a query finds at present. */
  public async query(expr: string): Promise<FoundSeries[]> {
    return (await this.ask<{ result: FoundSeries[] }>('query', expr)).result;
  }

  /** An expression as Prometheus reads it; fails where it does not. */
  public parse(expr: string): Promise<unknown> {
    return this.ask('parse_query', expr);
  }

  public async close(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.kill()));
    await this.blackbox?.stop();
    this.testNode?.close();
    this.apiServer.closeAllConnections();
    this.apiServer.close();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  private async ask<T>(api: string, query: string): Promise<T> {
    const server = path.dirname(this.targets.prometheus);
    const answer = await fetch(`http://${server}/api/v1/${api}?${new URLSearchParams({ query }).toString()}`);
    const { status, data, error } = await answer.json() as { status: string; data: T; error?: string };
    if (status !== 'success') throw new Error(`Prometheus takes no ${JSON.stringify(query)}: ${error}`);
    return data;
  }

  private async start(): Promise<void> {
    const { folder } = this;
    const [prometheus, alertmanager, member] = await freePorts(3);
    const configuration = routingTo(`http://127.0.0.1:${alertmanager}/nobody`);
    const cluster = { port: member, peers: [] };
    this.servers.push(await AlertingServer.alertmanager({ folder, port: alertmanager, configuration, cluster }));
    this.testNode = await Exporter.listen(nodeExporterText);
    this.blackbox = await BlackboxProgram.start(folder, MODULES, '/dev/null');
    this.targets.prometheus = `127.0.0.1:${prometheus}/metrics`;
    this.targets.alertmanager = `127.0.0.1:${alertmanager}/metrics`;
    this.targets['blackbox-exporter'] = `${this.blackbox.address}/probe?module=http_2xx`
      + `&target=http://127.0.0.1:${alertmanager}/-/ready`;
    this.targets['node-exporter-test'] = `${this.testNode.target}/metrics`;
    await this.startNodeExporter();
    await this.startKubeStateMetrics();
    this.servers.push(await AlertingServer.prometheus({
      folder,
      port: prometheus,
      replica: 'one',
      ruleFiles: { 'rules.yaml': RULES },
      scrapes: Object.entries(this.targets).map(scrape),
      interval: '1s',
      alertmanagers: [alertmanager],
    }));
    await this.isWatched();
  }

  private async startNodeExporter(): Promise<void> {
    const [port] = await freePorts(1);
    const args = [`--web.listen-address=127.0.0.1:${port}`];
    this.servers.push(startServer({ name: 'node', program: TOOLS.nodeExporter(), args, folder: this.folder }));
    this.targets['node-exporter'] = `127.0.0.1:${port}/metrics`;
  }

  /** It says how it is itself: its API server has no objects at all. */
  private async startKubeStateMetrics(): Promise<void> {
    await new Promise<void>((resolve) => this.apiServer.listen(0, '127.0.0.1', resolve));
    const [port, telemetry] = await freePorts(2);
    const address = `http://127.0.0.1:${(this.apiServer.address() as AddressInfo).port}`;
    const args = [
      `--apiserver=${address}`, '--resources=pods', '--host=127.0.0.1', `--port=${port}`,
      '--telemetry-host=127.0.0.1', `--telemetry-port=${telemetry}`,
    ];
    const program = TOOLS.kubeStateMetrics();
    this.servers.push(startServer({ name: 'kube-state-metrics', program, args, folder: this.folder }));
    this.targets['kube-state-metrics-itself'] = `127.0.0.1:${telemetry}/metrics`;
  }

  /** Rates need some scrapes, and what is counted a while. */
  private async isWatched(): Promise<void> {
    const counted = [
      'prometheus_notifications_sent_total', 'rate(prometheus_tsdb_head_samples_appended_total[10s])',
      'rate(node_cpu_seconds_total[10s])', 'rate(kube_state_metrics_list_total[10s])', 'probe_success',
      'alertmanager_alerts',
    ];
    for (const query of counted) {
      const isThere = async () => ((await this.query(query)).length > 0 || undefined);
      await waitFor({ what: `an answer to ${query}`, seconds: 30 }, isThere);
    }
  }
}

function routingTo(url: string): string {
  return JSON.stringify({
    route: { receiver: 'nobody', group_wait: '1s' }, receivers: [{ name: 'nobody', webhook_configs: [{ url }] }],
  });
}

function scrape([name, target]: [string, string]): object {
  const url = new URL(`http://${target}`);
  return {
    job_name: name,
    metrics_path: url.pathname,
    params: Object.fromEntries([...url.searchParams].map(([key, value]) => [key, [value]])),
    static_configs: [{ targets: [url.host], labels: { namespace: 'monitoring' } }],
  };
}
