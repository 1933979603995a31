import { startServer } from './backups/server';
import { ServerCommand, ServerProcess } from '../../test-cluster/harness/server-process';
import { waitFor } from '../../test-cluster/harness/wait';

/** Where a program answers on this machine, and at which page it says that it is ready. */
export interface Listening {
  readonly port: number;
  readonly ready: string;
}

/** A program that answers over HTTP on this machine. */
export class LocalServer {
  /** Starts one, and waits until it is ready. */
  public static async start(command: ServerCommand, { port, ready }: Listening): Promise<LocalServer> {
    const server = new LocalServer(port, startServer(command));
    try {
      await waitFor({ what: `an answer of ${command.name}`, seconds: 20 }, () => server.isReady(ready));
    } catch (error) {
      // Nobody else knows of it, and what started it would wait for it.
      await server.stop();
      throw error;
    }
    return server;
  }

  private constructor(public readonly port: number, private readonly process: ServerProcess) {}

  /** How it answers at a path. */
  public async statusOf(page: string): Promise<number> {
    return (await this.ask(page)).status;
  }

  /** What it answers at a path. */
  public async textOf(page: string): Promise<string> {
    return (await this.ask(page)).text();
  }

  public async stop(): Promise<void> {
    await this.process.stop();
  }

  private ask(page: string): Promise<Response> {
    return fetch(`http://127.0.0.1:${this.port}${page}`);
  }

  private async isReady(page: string): Promise<true | undefined> {
    this.process.assertRunning();
    const answer = await this.ask(page).catch(() => undefined);
    return answer?.ok === true ? true : undefined;
  }
}
