import * as fs from 'fs';
import * as path from 'path';
import { freePorts } from '../../../test-cluster/harness/free-ports';
import { LocalServer } from '../local-server';
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
    const command = { name: 'blackbox', program: 'env', args, folder };
    return new BlackboxProgram(await LocalServer.start(command, { port, ready: '/-/healthy' }));
  }

  private constructor(private readonly server: LocalServer) {}

  /** Asks it as the scrape of a probe would. */
  public async probe(module: string, target: string): Promise<Answers> {
    const text = await this.server.textOf(`/probe?${new URLSearchParams({ module, target }).toString()}`);
    const lines = [...text.matchAll(/^(\w+) (\S+)$/gm)];
    return Object.fromEntries(lines.map(([, metric, value]) => [metric, Number(value)]));
  }

  /** Where it answers. */
  public get address(): string {
    return `127.0.0.1:${this.server.port}`;
  }

  /** How it answers at a path. */
  public statusOf(page: string): Promise<number> {
    return this.server.statusOf(page);
  }

  public async stop(): Promise<void> {
    await this.server.stop();
  }
}
