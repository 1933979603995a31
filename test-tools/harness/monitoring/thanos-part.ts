import * as fs from 'fs';
import * as path from 'path';
import { ServerProcess } from '../../../test-cluster/harness/server-process';
import { waitFor } from '../../../test-cluster/harness/wait';
import { startServer } from '../backups/server';
import { TOOLS } from '../programs';

/** A part of Thanos on this machine: the arguments that it was given, and what stands for addresses and paths there. */
export interface ThanosPartOptions {
  readonly name: string;
  readonly folder: string;
  readonly args: readonly string[];
  readonly http: number;
  readonly grpc?: number;
  /** By the flag, what it says here. */
  readonly here: Readonly<Record<string, string>>;
}

/** A running part of Thanos. */
export class ThanosPart {
  /** Starts it, and waits until it is ready. */
  public static async start({ name, folder, args, http, grpc, here }: ThanosPartOptions): Promise<ThanosPart> {
    const values: Record<string, string> = {
      ...here,
      '--http-address': `127.0.0.1:${http}`,
      ...(grpc === undefined ? {} : { '--grpc-address': `127.0.0.1:${grpc}` }),
    };
    const own = path.join(folder, name);
    fs.mkdirSync(own);
    const replaced = args.map((arg) => {
      const [flag] = arg.split('=');
      return Object.hasOwn(values, flag) ? `${flag}=${values[flag]}` : arg;
    });
    const part = new ThanosPart(http, startServer({ name, program: TOOLS.thanos(), args: replaced, folder: own }));
    try {
      await waitFor({ what: `that ${name} is ready`, seconds: 30 }, () => part.isReady());
    } catch (error) {
      await part.kill();
      throw error;
    }
    return part;
  }

  private constructor(private readonly port: number, private readonly process: ServerProcess) {}

  /** Ends it at once. */
  public kill(): Promise<void> {
    return this.process.kill();
  }

  /** Its own metrics. */
  public async metrics(): Promise<string> {
    return (await fetch(`http://127.0.0.1:${this.port}/metrics`)).text();
  }

  /** The series of a query, by their labels. */
  public async series(query: string, deduplicated: boolean): Promise<Record<string, string>[]> {
    const parameters = new URLSearchParams({ query, dedup: String(deduplicated) });
    const answer = await fetch(`http://127.0.0.1:${this.port}/api/v1/query?${parameters}`);
    const { data } = await answer.json() as { data: { result: { metric: Record<string, string> }[] } };
    return data.result.map(({ metric }) => metric);
  }

  /** Asks for a query over a minute. */
  public async range(query: string): Promise<void> {
    const end = Math.floor(Date.now() / 1000);
    const parameters = new URLSearchParams({ query, start: String(end - 60), end: String(end), step: '15' });
    const answer = await fetch(`http://127.0.0.1:${this.port}/api/v1/query_range?${parameters}`);
    if (!answer.ok) throw new Error(`the querier answers ${answer.status}: ${await answer.text()}`);
  }

  private async isReady(): Promise<true | undefined> {
    this.process.assertRunning();
    const answer = await fetch(`http://127.0.0.1:${this.port}/-/ready`).catch(() => undefined);
    return answer?.ok === true ? true : undefined;
  }
}
