import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { Site } from './site';
import {
  PostgresBackup, PostgresBackupProps, PostgresRehearsalOptions, PostgresServer as Source, SecretKey,
} from '../../src';
import { Certificate } from '../harness/backups/certificates';
import { JobOptions, JobResult } from '../harness/backups/job-run';
import { PostgresServer } from '../harness/backups/postgres-server';

/** What libpq's password file, YAML and a shell would each read otherwise. */
const PASSWORD = 'p:a\\s s$(id)\'"`word';

/** A PostgreSQL with a role that reads, and a bucket for its backups. */
export class PostgresSite {
  /** Starts a server with these databases, which are empty. */
  public static async open(databases: readonly string[]): Promise<PostgresSite> {
    const site = await Site.open();
    const server = await PostgresServer.start(site.authority.issue('postgres', { usage: 'server' }));
    return new PostgresSite(site, server, databases);
  }

  private constructor(
    public readonly site: Site, public readonly server: PostgresServer, public readonly databases: readonly string[],
  ) {
    site.secrets.reader = { password: PASSWORD };
    this.furnish(server);
  }

  /** Runs the CronJob of the backup once. */
  public backUp(options?: JobOptions, props?: Partial<PostgresBackupProps>): Promise<JobResult> {
    return this.site.runCronJob('orders', (scope) => this.build(scope, props), options);
  }

  /** Runs the CronJob of the backup once, for another server. */
  public backUpOf({ port }: PostgresServer): Promise<JobResult> {
    return this.backUp({}, { server: Source.at('localhost', { ...this.access, port }) });
  }

  /** Runs the CronJob of the drill once; only its first step reaches anything. */
  public drill(options?: JobOptions, rehearsal?: Partial<PostgresRehearsalOptions>): Promise<JobResult> {
    return this.site.runCronJob('orders-drill', (scope) => this.build(scope, {}, rehearsal), {
      isolated: ['restore'], ...options,
    });
  }

  /** Another server, without databases; with a certificate of its own where none is given. */
  public startServer(certificate?: Certificate): Promise<PostgresServer> {
    return PostgresServer.start(certificate ?? this.site.authority.issue('other', { usage: 'server' }));
  }

  /** Gives a server the databases, and the role that reads them. */
  public furnish(server: PostgresServer): void {
    server.query('postgres', `CREATE ROLE reader LOGIN PASSWORD '${PASSWORD.replace(/'/g, "''")}'`);
    server.query('postgres', 'GRANT pg_read_all_data TO reader');
    this.databases.forEach((name) => server.query('postgres', `CREATE DATABASE ${identifier(name)}`));
  }

  /** Ends everything. */
  public async close(): Promise<void> {
    await this.server.destroy();
    await this.site.close();
  }

  private get access() {
    const certificateAuthority = SecretKey.of('bucket-ca', 'ca.crt');
    return { user: 'reader', password: SecretKey.of('reader', 'password'), certificateAuthority };
  }

  private build(
    scope: Construct, props: Partial<PostgresBackupProps> = {}, rehearsal: Partial<PostgresRehearsalOptions> = {},
  ): void {
    const backup = new PostgresBackup(scope, 'orders', {
      server: Source.at('localhost', { ...this.access, port: this.server.port }),
      databases: [...this.databases],
      destination: this.site.destination,
      ...props,
    });
    backup.rehearse({ every: Duration.days(1), within: Duration.minutes(10), ...rehearsal });
  }
}

/** A name as SQL quotes it. */
export function identifier(name: string): string {
  return `"${name.replace(/"/g, '""')}"`;
}

/** What all rows of a database are, table by table: their number and a digest of them in order. */
export function digestOf(server: PostgresServer, database: string): string {
  // Names may hold line breaks.
  const tables = JSON.parse(server.query(database, `
    SELECT json_agg(format('%I.%I', n.nspname, c.relname) ORDER BY n.nspname, c.relname)
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema')`)) as string[];
  return tables.map((table) => `${table} ${server.query(database, `
    SELECT count(*), md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))) FROM ONLY ${table} t`)}`).join('\n');
}
