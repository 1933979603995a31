import * as fs from 'fs';
import * as path from 'path';
import { Manifest } from '../../../test/support/schemas';
import { freePorts } from '../../../test-cluster/harness/free-ports';
import { waitFor } from '../../../test-cluster/harness/wait';
import { LocalServer } from '../local-server';
import { TOOLS } from '../programs';

/** The labels of a series. */
export type Labels = Readonly<Record<string, string>>;

/** A Prometheus that scrapes each second. */
export class ScrapingPrometheus {
  /** Starts one with these jobs, and waits until it is ready. */
  public static async start(folder: string, jobs: readonly Manifest[]): Promise<ScrapingPrometheus> {
    const [port] = await freePorts(1);
    const file = path.join(folder, 'prometheus.yaml');
    fs.writeFileSync(file, JSON.stringify({ global: { scrape_interval: '1s' }, scrape_configs: jobs }));
    const data = path.join(folder, 'data');
    const args = [`--config.file=${file}`, `--storage.tsdb.path=${data}`, `--web.listen-address=127.0.0.1:${port}`];
    const command = { name: 'prometheus', program: TOOLS.prometheus(), args, folder };
    return new ScrapingPrometheus(await LocalServer.start(command, { port, ready: '/-/ready' }));
  }

  private constructor(private readonly server: LocalServer) {}

  /** The labels of what an expression finds now. */
  public async find(query: string): Promise<Labels[]> {
    const text = await this.server.textOf(`/api/v1/query?${new URLSearchParams({ query }).toString()}`);
    const answer = JSON.parse(text) as Manifest;
    return answer.data.result.map(({ metric }: Manifest) => metric);
  }

  /** Waits until an expression finds something. */
  public async untilFound(query: string): Promise<void> {
    await waitFor({ what: `series of ${query}`, seconds: 20 }, async () => (
      (await this.find(query)).length > 0 ? true : undefined
    ));
  }

  public async stop(): Promise<void> {
    await this.server.stop();
  }
}
