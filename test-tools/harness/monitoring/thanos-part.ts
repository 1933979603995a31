import * as fs from 'fs';
import * as path from 'path';
import { LocalServer } from '../local-server';
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
    const command = { name, program: TOOLS.thanos(), args: replaced, folder: own };
    return new ThanosPart(await LocalServer.start(command, { port: http, ready: '/-/ready' }));
  }

  private constructor(private readonly server: LocalServer) {}

  /** Asks it to end. */
  public stop(): Promise<void> {
    return this.server.stop();
  }

  /** Its own metrics. */
  public metrics(): Promise<string> {
    return this.server.textOf('/metrics');
  }

  /** The series of a query, by their labels. */
  public async series(query: string, deduplicated: boolean): Promise<Record<string, string>[]> {
    const parameters = new URLSearchParams({ query, dedup: String(deduplicated) });
    const { data } = JSON.parse(await this.server.textOf(`/api/v1/query?${parameters}`)) as Answer;
    return data.result.map(({ metric }) => metric);
  }

  /** Asks for a query over a minute; how it is answered. */
  public range(query: string): Promise<number> {
    const end = Math.floor(Date.now() / 1000);
    const parameters = new URLSearchParams({ query, start: String(end - 60), end: String(end), step: '15' });
    return this.server.statusOf(`/api/v1/query_range?${parameters}`);
  }
}

/** What a query finds. */
interface Answer {
  readonly data: { readonly result: readonly { readonly metric: Record<string, string> }[] };
}
