import * as fs from 'fs';
import * as path from 'path';
import { ServerProcess } from '../../../test-cluster/harness/server-process';
import { waitFor } from '../../../test-cluster/harness/wait';
import { startServer } from '../backups/server';
import { TOOLS } from '../programs';

/** A server of Prometheus' family, and its files. */
interface ServerFiles {
  readonly name: string;
  readonly folder: string;
  readonly port: number;
  readonly files: Readonly<Record<string, string>>;
}

/** An Alertmanager, and those that it shares with what was sent. */
export interface AlertmanagerOptions {
  readonly folder: string;
  readonly port: number;
  readonly configuration: string;
  /** Its port for others, and theirs; alone without. */
  readonly cluster?: { readonly port: number; readonly peers: readonly number[] };
}

/** An Alertmanager whose arguments are given, by its own folder. */
export interface MemberOptions {
  readonly folder: string;
  readonly port: number;
  readonly configuration: string;
  readonly args: (own: string) => string[];
}

/** A Prometheus, what it scrapes, and whom it tells. */
export interface PrometheusOptions {
  readonly folder: string;
  readonly port: number;
  /** What tells its series from those of its twin. */
  readonly replica: string;
  readonly ruleFiles: Readonly<Record<string, string>>;
  readonly target?: string;
  /** Scrapes beside that, as its file writes them. */
  readonly scrapes?: readonly object[];
  /** How often it looks, such as `1s`. */
  readonly interval: string;
  readonly alertmanagers: readonly number[];
  /** What it is told beside that, of the folder where its data are. */
  readonly flags?: (data: string) => readonly string[];
}

/** A running Alertmanager or Prometheus. */
export class AlertingServer {
  /** Starts an Alertmanager, and waits until it is ready. */
  public static alertmanager({ folder, port, configuration, cluster }: AlertmanagerOptions): Promise<AlertingServer> {
    const files = { name: `alertmanager-${port}`, folder, port, files: { 'alertmanager.yaml': configuration } };
    const shared = cluster === undefined ? ['--cluster.listen-address='] : [
      `--cluster.listen-address=127.0.0.1:${cluster.port}`,
      ...cluster.peers.map((peer) => `--cluster.peer=127.0.0.1:${peer}`),
      // As much shorter than the interval of the groups as it is where nothing was shortened.
      '--cluster.settle-timeout=1s', '--cluster.gossip-interval=50ms', '--cluster.peer-timeout=1500ms',
    ];
    return AlertingServer.start(TOOLS.alertmanager(), files, (own) => [
      `--config.file=${path.join(own, 'alertmanager.yaml')}`, `--storage.path=${own}`, ...shared,
    ]);
  }

  /** Starts an Alertmanager as it is told, and waits until it is ready. */
  public static member({ folder, port, configuration, args }: MemberOptions): Promise<AlertingServer> {
    const files = { name: `alertmanager-${port}`, folder, port, files: { 'alertmanager.yaml': configuration } };
    return AlertingServer.start(TOOLS.alertmanager(), files, args);
  }

  /** Starts a Prometheus, and waits until it is ready. */
  public static prometheus(options: PrometheusOptions): Promise<AlertingServer> {
    const { folder, port, ruleFiles, flags } = options;
    const name = `prometheus-${port}`;
    const files = { ...ruleFiles, 'prometheus.yaml': JSON.stringify(prometheusFile(options)) };
    return AlertingServer.start(TOOLS.prometheus(), { name, folder, port, files }, (own) => {
      const data = path.join(own, 'data');
      return [
        `--config.file=${path.join(own, 'prometheus.yaml')}`, `--storage.tsdb.path=${data}`, ...flags?.(data) ?? [],
      ];
    });
  }

  private static async start(
    program: string, { name, folder, port, files }: ServerFiles, flags: (own: string) => string[],
  ): Promise<AlertingServer> {
    const own = path.join(folder, name);
    fs.mkdirSync(own);
    for (const [file, text] of Object.entries(files)) fs.writeFileSync(path.join(own, file), text);
    const args = [...flags(own), `--web.listen-address=127.0.0.1:${port}`];
    const process = startServer({ name, program, args, folder: own });
    const server = new AlertingServer(port, process);
    await waitFor({ what: `an answer of ${name}`, seconds: 20 }, () => server.isReady());
    return server;
  }

  private constructor(public readonly port: number, private readonly process: ServerProcess) {}

  /** Ends it without a word to others, as a machine does that fails. */
  public kill(): Promise<void> {
    return this.process.kill();
  }

  /** How many Alertmanagers this one knows, itself included. */
  public async peers(): Promise<number> {
    const answer = await fetch(`http://127.0.0.1:${this.port}/api/v2/status`);
    const { cluster } = await answer.json() as { cluster: { status: string; peers?: unknown[] } };
    return cluster.status === 'ready' ? cluster.peers?.length ?? 1 : 0;
  }

  /** Gives alerts to an Alertmanager, by their labels, as a Prometheus does. */
  public async alert(...alerts: Record<string, string>[]): Promise<void> {
    const body = JSON.stringify(alerts.map((labels) => ({ labels })));
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`http://127.0.0.1:${this.port}/api/v2/alerts`, { method: 'POST', headers, body });
    if (!answer.ok) throw new Error(`the Alertmanager answers ${answer.status}: ${await answer.text()}`);
  }

  /** Whether an Alertmanager keeps an alert back for another one; fails where none has just these labels. */
  public async isInhibited(labels: Readonly<Record<string, string>>): Promise<boolean> {
    const filters = Object.entries(labels)
      .map(([label, value]) => `filter=${encodeURIComponent(`${label}=${JSON.stringify(value)}`)}`);
    const answer = await fetch(`http://127.0.0.1:${this.port}/api/v2/alerts?${filters.join('&')}`);
    const alerts = await answer.json() as { labels: object; status: { inhibitedBy: string[] } }[];
    const [alert] = alerts.filter((one) => Object.keys(one.labels).length === Object.keys(labels).length);
    return alert.status.inhibitedBy.length > 0;
  }

  private async isReady(): Promise<true | undefined> {
    this.process.assertRunning();
    const answer = await fetch(`http://127.0.0.1:${this.port}/-/ready`).catch(() => undefined);
    return answer?.ok === true ? true : undefined;
  }
}

function prometheusFile(options: PrometheusOptions): object {
  const { replica, ruleFiles, target, scrapes = [], interval, alertmanagers } = options;
  return {
    global: { scrape_interval: interval, evaluation_interval: interval, external_labels: { replica } },
    rule_files: Object.keys(ruleFiles),
    scrape_configs: [...(target === undefined ? [] : [kubeState(target)]), ...scrapes],
    alerting: {
      // Otherwise the alerts of twins are two.
      alert_relabel_configs: [{ regex: 'replica', action: 'labeldrop' }],
      alertmanagers: [{ static_configs: [{ targets: alertmanagers.map((port) => `127.0.0.1:${port}`) }] }],
    },
  };
}

function kubeState(target: string): object {
  return { job_name: 'kube-state-metrics', honor_labels: true, static_configs: [{ targets: [target] }] };
}
