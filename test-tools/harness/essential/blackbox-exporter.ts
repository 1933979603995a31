import * as fs from 'fs';
import * as path from 'path';
import { freePorts } from '../../../test-cluster/harness/free-ports';
import { ServerProcess } from '../../../test-cluster/harness/server-process';
import { waitFor } from '../../../test-cluster/harness/wait';
import { startServer } from '../backups/server';
import { TOOLS } from '../programs';

/** What the exporter found, by the name of the metric, without those that have labels. */
export type Answers = Readonly<Record<string, number>>;

/** A blackbox exporter that knows one authority. */
export class BlackboxProgram {
  /** Starts one, and waits until it answers. */
  public static async start(folder: string, modules: string, authority: string): Promise<BlackboxProgram> {
    const [port] = await freePorts(1);
    const config = path.join(folder, 'blackbox.yaml');
    fs.writeFileSync(config, modules);
    const args = [
      `SSL_CERT_FILE=${authority}`, TOOLS.blackboxExporter(),
      `--config.file=${config}`, `--web.listen-address=127.0.0.1:${port}`,
    ];
    const exporter = new BlackboxProgram(port, startServer({ name: 'blackbox', program: 'env', args, folder }));
    await waitFor({ what: 'an answer of the blackbox exporter', seconds: 20 }, () => exporter.isReady());
    return exporter;
  }

  private constructor(public readonly port: number, private readonly process: ServerProcess) {}

  /** Asks it as the scrape of a probe would. */
  public async probe(module: string, target: string): Promise<Answers> {
    const query = new URLSearchParams({ module, target });
    const text = await (await fetch(`http://${this.address}/probe?${query.toString()}`)).text();
    const lines = [...text.matchAll(/^(\w+) (\S+)$/gm)];
    return Object.fromEntries(lines.map(([, metric, value]) => [metric, Number(value)]));
  }

  /** Where it answers. */
  public get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  /** How it answers at a path. */
  public async statusOf(page: string): Promise<number> {
    return (await fetch(`http://${this.address}${page}`)).status;
  }

  public async stop(): Promise<void> {
    await this.process.stop();
  }

  private async isReady(): Promise<true | undefined> {
    this.process.assertRunning();
    try {
      return (await fetch(`http://${this.address}/-/healthy`)).ok || undefined;
    } catch {
      return undefined;
    }
  }
}
