import { ChildProcess, spawn } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';

const STOP_MILLISECONDS = 5_000;
const SHOWN_LOG_BYTES = 4_000;

/** A program with its arguments, and where its log goes. */
export interface ServerCommand {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly folder: string;
}

/** A server that runs as long as this process does. */
export class ServerProcess {
  private readonly child: ChildProcess;
  private readonly log: string;
  private exitCode?: number | null;

  constructor(private readonly command: ServerCommand) {
    this.log = path.join(command.folder, `${command.name}.log`);
    const output = fs.openSync(this.log, 'a');
    // The server ends when its standard input closes, which happens however this process ends.
    this.child = spawn(command.program, command.args, { cwd: command.folder, stdio: ['pipe', output, output] });
    fs.closeSync(output);
    this.child.on('exit', (code) => {
      this.exitCode = code;
    });
    this.child.on('error', () => {
      this.exitCode = -1;
    });
  }

  /** Fails, with the end of the log, where the server has ended. */
  public assertRunning(): void {
    if (this.exitCode === undefined) return;
    const end = fs.readFileSync(this.log, 'utf8').slice(-SHOWN_LOG_BYTES);
    throw new Error(`${this.command.name} ended with exit code ${this.exitCode}:\n${end}`);
  }

  /** Asks it to end, and makes it end where it does not. */
  public async stop(): Promise<void> {
    const force = setTimeout(() => this.child.kill('SIGKILL'), STOP_MILLISECONDS);
    await this.end('SIGTERM');
    clearTimeout(force);
  }

  /** Makes it end at once. */
  public kill(): Promise<void> {
    return this.end('SIGKILL');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (this.exitCode !== undefined) return;
    const ended = new Promise<void>((resolve) => this.child.once('exit', () => resolve()));
    this.child.kill(signal);
    await ended;
  }
}
