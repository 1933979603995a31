import * as fs from 'fs';
import * as path from 'path';
import { tokenOf } from './account-token';
import { TOOLS } from '../../../test-tools/harness/programs';
import { Cluster } from '../cluster';
import { freePorts } from '../free-ports';
import { ServerProcess } from '../server-process';
import { waitFor } from '../wait';

/** Each resource is listed at the start, by a watch where the server can, and whether that worked is counted. */
const LISTED = /^kube_state_metrics_(?:list|watch)_total\{([^}]*)\} \d+$/gm;
const WAIT_SECONDS = 30;

/** How it is run. */
export interface ExporterRun {
  readonly folder: string;
  readonly args: readonly string[];
  readonly namespace: string;
  readonly serviceAccount: string;
}

/** What became of listing a resource. */
export interface Listing {
  readonly resource: string;
  readonly result: string;
}

/** kube-state-metrics with the rights of a ServiceAccount. */
export class KubeStateMetricsProgram {
  /** Starts it at ports of its own, and waits until it answers. */
  public static async start(cluster: Cluster, run: ExporterRun): Promise<KubeStateMetricsProgram> {
    const [metrics, telemetry] = await freePorts(2);
    const kubeconfig = path.join(run.folder, `${run.serviceAccount}.kubeconfig`);
    fs.writeFileSync(kubeconfig, await kubeconfigOf(cluster, run));
    const args = [
      ...run.args.filter((arg) => !/^--(telemetry-)?port=/.test(arg)),
      `--port=${metrics}`, `--telemetry-port=${telemetry}`, '--host=127.0.0.1', '--telemetry-host=127.0.0.1',
      `--kubeconfig=${kubeconfig}`,
    ];
    const command = { name: run.serviceAccount, program: TOOLS.kubeStateMetrics(), args, folder: run.folder };
    const program = new KubeStateMetricsProgram(new ServerProcess(command), { metrics, telemetry });
    await waitFor({ what: 'an answer of kube-state-metrics', seconds: WAIT_SECONDS }, () => program.isAlive());
    return program;
  }

  private constructor(private readonly process: ServerProcess, private readonly ports: Record<string, number>) {}

  /** How it answers at a path of a port of its container. */
  public async statusOf(port: string, page: string): Promise<number> {
    return (await this.ask(port, page)).status;
  }

  /** Waits until there is a metric. */
  public async untilShown(metric: string): Promise<void> {
    await waitFor({ what: `the metric ${metric}`, seconds: WAIT_SECONDS }, async () => {
      const text = await (await this.ask('metrics', '/metrics')).text();
      return text.split('\n').some((line) => line.startsWith(metric)) || undefined;
    });
  }

  /** What became of listing what it watches, once as many resources as these have been tried. */
  public untilListed(count: number): Promise<Listing[]> {
    return waitFor({ what: `a listing of ${count} resources`, seconds: WAIT_SECONDS }, async () => {
      const text = await (await this.ask('telemetry', '/metrics')).text();
      const listed = [...text.matchAll(LISTED)].map(([, labels]) => ({
        resource: valueOf(labels, 'resource'), result: valueOf(labels, 'result'),
      }));
      return new Set(listed.map(({ resource }) => resource)).size >= count ? listed : undefined;
    });
  }

  public stop(): Promise<void> {
    return this.process.stop();
  }

  private ask(port: string, page: string): Promise<Response> {
    return fetch(`http://127.0.0.1:${this.ports[port]}${page}`);
  }

  private async isAlive(): Promise<true | undefined> {
    this.process.assertRunning();
    try {
      return (await this.ask('metrics', '/livez')).status === 200 ? true : undefined;
    } catch {
      return undefined;
    }
  }
}

/** The administrator's, with the token of the ServiceAccount in place of the administrator's. */
async function kubeconfigOf(cluster: Cluster, { namespace, serviceAccount }: ExporterRun): Promise<string> {
  const token = await tokenOf(cluster, namespace, serviceAccount);
  return fs.readFileSync(cluster.kubeconfig, 'utf8').replaceAll(cluster.connection.token!, token);
}

function valueOf(labels: string, name: string): string {
  return new RegExp(`${name}="([^"]*)"`).exec(labels)?.[1] ?? '';
}
