import { execFile } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { promisify } from 'util';
import { Certificate } from './certificates';
import { run } from './commands';
import { POSTGRES_PROGRAMS } from './requirements';
import { AS_NOBODY, NOBODY, startUnprivilegedServer } from './server';
import { freePorts } from '../../../test-cluster/harness/free-ports';
import { ServerProcess } from '../../../test-cluster/harness/server-process';
import { waitFor } from '../../../test-cluster/harness/wait';

const SUPERUSER = 'postgres';

/** In what a server differs from an empty one with the usual settings. */
export interface PostgresOptions {
  /** A folder of the user nobody for its data; where it holds some, such as restored ones, it starts with them. */
  readonly dataFolder?: string;
  /** Lines of postgresql.conf that follow its own. */
  readonly settings?: string;
  /** What the commands that it calls find in their environment. */
  readonly commandEnvironment?: Readonly<Record<string, string>>;
}

/** A PostgreSQL that lets in whoever has a password and comes with TLS. */
export class PostgresServer {
  /** Starts one, and waits until it takes writes. */
  public static async start(certificate: Certificate, options: PostgresOptions = {}): Promise<PostgresServer> {
    const [port] = await freePorts(1);
    const server = new PostgresServer(certificate, port, options);
    try {
      await waitFor({ what: 'an answer of PostgreSQL', seconds: 20 }, () => server.isReady());
    } catch (error) {
      await server.destroy();
      throw error;
    }
    return server;
  }

  private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preflight-postgres-'));
  private readonly socketFolder = this.makeFolder('socket');
  private readonly data: string;
  private readonly process: ServerProcess;

  private constructor(certificate: Certificate, public readonly port: number, options: PostgresOptions) {
    fs.chmodSync(this.folder, 0o755);
    this.data = options.dataFolder ?? this.makeFolder('data');
    if (fs.readdirSync(this.data).length === 0) this.initialize();
    this.configure(certificate, options.settings);
    const variables = Object.entries(options.commandEnvironment ?? {}).map((entry) => entry.join('='));
    const args = [...variables, path.join(POSTGRES_PROGRAMS, 'postgres'), '-D', this.data];
    this.process = startUnprivilegedServer({ name: 'postgres', program: 'env', args, folder: this.folder });
  }

  /** What makes the programs of PostgreSQL call it, as the superuser. */
  public get environment(): Record<string, string> {
    return { PGHOST: this.socketFolder, PGPORT: String(this.port), PGUSER: SUPERUSER };
  }

  /** Runs statements as the superuser; answers the values of the rows, with `|` between them. */
  public query(database: string, sql: string): string {
    const flags = ['--no-psqlrc', '--quiet', '--no-align', '--tuples-only', '--set=ON_ERROR_STOP=1'];
    // As an argument, a name with an equals sign would be taken for settings.
    const place = Object.entries({ ...this.environment, PGDATABASE: database }).map((entry) => entry.join('='));
    return run('env', [...place, path.join(POSTGRES_PROGRAMS, 'psql'), ...flags, '-c', sql]).trim();
  }

  /** Ends it, whoever is connected; its data stay. */
  public stop(): Promise<void> {
    return this.end('fast');
  }

  /** Ends it as a loss of power does: what is not written or archived yet never will be. */
  public crash(): Promise<void> {
    return this.end('immediate');
  }

  /** Ends it, and removes its data, those that were given too. */
  public async destroy(): Promise<void> {
    await this.stop();
    for (const folder of [this.folder, this.data]) fs.rmSync(folder, { recursive: true, force: true });
  }

  private async end(mode: 'fast' | 'immediate'): Promise<void> {
    if (fs.existsSync(path.join(this.data, 'postmaster.pid'))) {
      // What it archives last may go to a store that answers from this very process.
      await promisify(execFile)('setpriv', this.asNobody('pg_ctl', ['-m', mode, '-w', 'stop']), { cwd: this.folder });
    }
    await this.process.stop();
  }

  private initialize(): void {
    const access = ['--auth-local=trust', '--auth-host=scram-sha-256'];
    const args = ['-U', SUPERUSER, ...access, '--locale=C.UTF-8', '--no-sync', '--data-checksums'];
    run('setpriv', this.asNobody('initdb', args), this.folder);
  }

  private configure({ certificate, key }: Certificate, more = ''): void {
    this.giveFile('server.crt', fs.readFileSync(certificate));
    this.giveFile('server.key', fs.readFileSync(key));
    this.giveFile('pg_hba.conf', 'local all all trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n');
    const settings = [
      "listen_addresses = '127.0.0.1'", `port = ${this.port}`, 'ssl = on', 'fsync = off', 'shared_buffers = 16MB',
      `unix_socket_directories = '${this.socketFolder}'`, more,
    ];
    fs.appendFileSync(path.join(this.data, 'postgresql.conf'), `${settings.join('\n')}\n`);
  }

  /** A private key is read from a file of the server's own user only. */
  private giveFile(name: string, content: string | Buffer): void {
    const file = path.join(this.data, name);
    fs.writeFileSync(file, content, { mode: 0o600 });
    fs.chownSync(file, NOBODY, NOBODY);
  }

  private makeFolder(name: string): string {
    const folder = path.join(this.folder, name);
    fs.mkdirSync(folder);
    fs.chownSync(folder, NOBODY, NOBODY);
    return folder;
  }

  /** Arguments of setpriv, for a program that works on its data. */
  private asNobody(program: string, args: string[]): string[] {
    return [...AS_NOBODY, '--', path.join(POSTGRES_PROGRAMS, program), '-D', this.data, ...args];
  }

  private async isReady(): Promise<true | undefined> {
    this.process.assertRunning();
    try {
      return this.query('postgres', 'SELECT NOT pg_is_in_recovery()') === 't' || undefined;
    } catch {
      return undefined;
    }
  }
}
