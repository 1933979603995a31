import { execFile } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { promisify } from 'util';
import { Site } from './site';
import { codeBlocks, readDocument, section } from '../../test/support/project/markdown';
import { waitFor } from '../../test-cluster/harness/wait';
import { Certificate } from '../harness/backups/certificates';
import { run } from '../harness/backups/commands';
import { STORE_CREDENTIALS } from '../harness/backups/object-store';
import { PostgresServer } from '../harness/backups/postgres-server';
import { POSTGRES_PROGRAMS } from '../harness/backups/requirements';
import { AS_NOBODY, NOBODY } from '../harness/backups/server';

const PAGE = readDocument('docs/point-in-time-recovery.md');
const [CONFIGURATION, SECRETS, STORE, SETTINGS] = codeBlocks(section(PAGE, '## Set up'), 'ini');
const FILES = ['pgbackrest.conf', 'conf.d/secrets.conf', 'conf.d/store.conf'];
const BUCKET_FOLDER = 'shop';

/** A PostgreSQL that archives its log with pgBackRest, as the page about it says. */
export class ArchivedServer {
  /** Starts an empty one. */
  public static async open(): Promise<ArchivedServer> {
    const site = await Site.open();
    const archived = new ArchivedServer(site);
    try {
      await archived.start();
    } catch (error) {
      await site.close();
      throw error;
    }
    return archived;
  }

  /** Where it has its data. */
  public readonly dataFolder: string;
  private readonly servers: PostgresServer[] = [];
  private readonly certificate: Certificate;
  private readonly folder: string;
  private readonly environment: Record<string, string>;

  private constructor(public readonly site: Site) {
    this.certificate = site.authority.issue('postgres', { usage: 'server' });
    this.folder = this.emptyFolder();
    this.dataFolder = this.emptyFolder();
    this.environment = {
      PGBACKREST_CONFIG_PATH: this.folder,
      PGBACKREST_LOCK_PATH: this.folder,
      PGBACKREST_SPOOL_PATH: this.folder,
      PGBACKREST_LOG_LEVEL_FILE: 'off',
    };
  }

  /** The server that is there now. */
  public get server(): PostgresServer {
    return this.servers[this.servers.length - 1];
  }

  /** Starts PostgreSQL with the data that are in its folder, and fails where it gives up; empty ones where none are. */
  public async start(settings = SETTINGS): Promise<void> {
    this.servers.push(await this.startWith(this.dataFolder, settings));
    this.configure();
  }

  /** Starts one beside it, with the data that were restored there. */
  public startBeside(dataFolder: string): Promise<PostgresServer> {
    return this.startWith(dataFolder);
  }

  /** Types what a section of the page says, and answers what that printed. */
  public async follow(heading: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
    const script = codeBlocks(section(PAGE, `## ${heading}`), 'sh').join('\n');
    const env = {
      PATH: `${POSTGRES_PROGRAMS}:/usr/bin:/bin`, ...this.environment, ...this.server.environment, ...more,
    };
    // The store answers from this very process, which must not wait.
    const { stdout } = await promisify(execFile)(
      'setpriv', [...AS_NOBODY, '--', 'bash', '--norc', '-euo', 'pipefail', '-c', script], { cwd: this.folder, env },
    );
    return stdout;
  }

  /** Waits until what was written so far is in the bucket, and answers the object that holds the last of it. */
  public async archived(): Promise<string> {
    const segment = this.server.query('postgres', 'SELECT pg_walfile_name(pg_switch_wal())');
    return waitFor({ what: `the archiving of ${segment}`, seconds: 30 }, async () => (
      this.site.store.list().find((key) => key.includes(`/${segment}-`))
    ));
  }

  /** The server is gone, with all that was on its machine. */
  public async lose(): Promise<void> {
    await this.server.crash();
    for (const name of fs.readdirSync(this.dataFolder)) {
      fs.rmSync(path.join(this.dataFolder, name), { recursive: true });
    }
  }

  /** Dumps a database as `PostgresBackup` does, and answers the file. */
  public dump(database: string): string {
    const file = path.join(this.emptyFolder(), 'dump');
    this.run('pg_dump', ['--format=custom', `--file=${file}`, database]);
    return file;
  }

  /** Restores a dump into an empty database. */
  public restoreDump(file: string, database: string): void {
    this.run('pg_restore', ['--exit-on-error', `--dbname=${database}`, file]);
  }

  /** A folder that the server's user may write to. */
  public emptyFolder(): string {
    const folder = this.site.emptyFolder();
    fs.chownSync(folder, NOBODY, NOBODY);
    fs.chmodSync(folder, 0o700);
    return folder;
  }

  /** Removes everything. */
  public async close(): Promise<void> {
    for (const server of this.servers.reverse()) await server.destroy();
    await this.site.close();
  }

  private run(program: string, args: string[]): void {
    const variables = Object.entries(this.server.environment).map((entry) => entry.join('='));
    run('env', [...variables, path.join(POSTGRES_PROGRAMS, program), ...args]);
  }

  private startWith(dataFolder: string, settings?: string): Promise<PostgresServer> {
    return PostgresServer.start(this.certificate, { dataFolder, settings, commandEnvironment: this.environment });
  }

  /** Writes the files of the page, with the addresses that are those of this place. */
  private configure(): void {
    const { store, authority, secrets } = this.site;
    const values = {
      'repo1-s3-bucket': store.bucket,
      'repo1-s3-region': 'us-east-1',
      'repo1-s3-endpoint': 'localhost',
      'repo1-path': `/${BUCKET_FOLDER}`,
      'pg1-path': this.dataFolder,
      'pg1-socket-path': this.server.environment.PGHOST,
      'pg1-port': this.server.environment.PGPORT,
      'repo1-s3-key': STORE_CREDENTIALS.accessKeyId,
      'repo1-s3-key-secret': STORE_CREDENTIALS.secretAccessKey,
      'repo1-cipher-pass': String(secrets.encryption.passphrase).trim(),
      'repo1-storage-port': new URL(store.endpoint).port,
      'repo1-storage-ca-file': authority.file,
    };
    fs.mkdirSync(path.join(this.folder, 'conf.d'), { recursive: true });
    const texts = withValues([CONFIGURATION, SECRETS, STORE].join('\0'), values).split('\0');
    FILES.forEach((name, index) => fs.writeFileSync(path.join(this.folder, name), texts[index]));
  }
}

/** A configuration with other values for some of its keys, all of which it must have. */
function withValues(text: string, values: Readonly<Record<string, string>>): string {
  return Object.entries(values).reduce((found, [key, value]) => {
    const line = new RegExp(`^(\0?)${key}=.*$`, 'm');
    if (!line.test(found)) throw new Error(`the page does not set ${key}`);
    return found.replace(line, `$1${key}=${value}`);
  }, text);
}
