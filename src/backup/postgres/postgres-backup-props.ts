import { BackupProps, RehearsalOptions } from '../backup-props';
import { PostgresServer } from './postgres-server';

/** Properties for `PostgresBackup`. */
export interface PostgresBackupProps extends BackupProps {
  /** The server, and who reads from it. */
  readonly server: PostgresServer;

  /** The databases, at least one. Each is a dump of its own. */
  readonly databases: string[];

  /**
   * Restores every dump of every run into a server that is thrown away, not only in rehearsals.
   *
   * @default false
   */
  readonly restoresEachRun?: boolean;

  /**
   * An image with the programs of PostgreSQL, at the major of the server or above, and with the extensions that the
   * databases use.
   *
   * @default - the official one of PostgreSQL 18, by digest
   */
  readonly image?: string;
}

/** A question that a restored database must answer with true. */
export interface PostgresCheck {
  /** One of the databases of the backup. */
  readonly database: string;

  /** A statement that returns one boolean, such as `SELECT count(*) > 1000 FROM orders`. */
  readonly query: string;
}

/** Options for `PostgresBackup.rehearse`. */
export interface PostgresRehearsalOptions extends RehearsalOptions {
  /**
   * What the team asks of the restored databases.
   *
   * @default - nothing but that each table has as many rows as the dump
   */
  readonly checks?: PostgresCheck[];
}
