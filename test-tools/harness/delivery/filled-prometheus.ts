import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { freePorts } from '../../../test-cluster/harness/free-ports';
import { waitFor } from '../../../test-cluster/harness/wait';
import { LocalServer } from '../local-server';
import { TOOLS } from '../programs';

const MINUTES = 12;
const STEP_SECONDS = 15;

/** How many requests in a second the series of one counter count. */
export interface SteadyCounter {
  /** As it stands in braces. */
  readonly labels: string;
  readonly perSecond: number;
}

/** A Prometheus that has had series for some minutes, and evaluates rules each second. */
export class FilledPrometheus {
  /** Starts one in a folder, with the counters of one name and a rule file. */
  public static async start(folder: string, { metric, counters, rules }: Filling): Promise<FilledPrometheus> {
    const [port] = await freePorts(1);
    const data = path.join(folder, 'data');
    const series = path.join(folder, 'series.txt');
    const files = { rules: path.join(folder, 'rules.yaml'), configuration: path.join(folder, 'prometheus.yaml') };
    fs.writeFileSync(series, openMetrics(metric, counters));
    fs.writeFileSync(files.rules, rules);
    fs.writeFileSync(files.configuration, JSON.stringify({ rule_files: [files.rules] }));
    const filled = spawnSync(TOOLS.promtool(), ['tsdb', 'create-blocks-from', 'openmetrics', series, data]);
    if (filled.status !== 0) throw new Error(`promtool made no blocks: ${filled.stderr}`);
    const args = [
      `--config.file=${files.configuration}`, `--storage.tsdb.path=${data}`, `--web.listen-address=127.0.0.1:${port}`,
    ];
    const command = { name: 'prometheus', program: TOOLS.prometheus(), args, folder };
    return new FilledPrometheus(await LocalServer.start(command, { port, ready: '/-/ready' }));
  }

  private constructor(private readonly server: LocalServer) {}

  /** Where it is. */
  public get address(): string {
    return `http://127.0.0.1:${this.server.port}`;
  }

  /** The values that an expression has now. */
  public async valuesOf(query: string): Promise<number[]> {
    const text = await this.server.textOf(`/api/v1/query?${new URLSearchParams({ query }).toString()}`);
    const { data } = JSON.parse(text) as { data: { result: { value: [number, string] }[] } };
    return data.result.map(({ value: [, value] }) => Number(value));
  }

  /** Waits until an expression has a value. */
  public async untilFound(query: string): Promise<void> {
    await waitFor({ what: `a value of ${query}`, seconds: 30 }, async () => (
      (await this.valuesOf(query)).length > 0 ? true : undefined
    ));
  }

  public async stop(): Promise<void> {
    await this.server.stop();
  }
}

/** What it is filled with. */
interface Filling {
  readonly metric: string;
  readonly counters: readonly SteadyCounter[];
  readonly rules: string;
}

/** The same growth all the time until now, in the text format of OpenMetrics. */
function openMetrics(metric: string, counters: readonly SteadyCounter[]): string {
  const now = Math.floor(Date.now() / 1000);
  const steps = Array.from({ length: (MINUTES * 60) / STEP_SECONDS + 1 }, (_, index) => index * STEP_SECONDS);
  const start = now - MINUTES * 60;
  const lines = counters.flatMap(({ labels, perSecond }) => (
    steps.map((seconds) => `${metric}{${labels}} ${perSecond * seconds} ${start + seconds}`)
  ));
  return [`# TYPE ${metric.replace(/_total$/, '')} counter`, ...lines, '# EOF', ''].join('\n');
}
