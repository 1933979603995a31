import { Size } from 'cdk8s';
import { ConfigMap, Volume } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { POSTGRES_SCRIPTS } from './embedded-scripts';
import { databaseFile } from './postgres-databases';
import { PostgresHost } from './postgres-host';
import { PostgresServer } from './postgres-server';
import { WorkloadContext } from '../../internal/manifest/workload-context';
import { Platform } from '../../platform/platform';
import { Provider } from '../../platform/provider';
import { Step, StepMount } from '../../pods/jobs/step';
import { chosenFiles, Files, filesOf, folder, memoryFolder, secretFile } from '../../pods/jobs/step-volumes';
import { Bucket, bucketStep } from '../store/bucket-steps';
import { STORE_SCRIPTS } from '../store/embedded-scripts';

const PASSWORD = '/password';
const AUTHORITY = '/server-ca';
const PASSFILE = '/passfile';
const PASSWD = 'passwd';
const CONNECT_SECONDS = '10';
/** Neither asks for a password that is missing nor waits for a lock without end. */
const QUIETLY = ['--no-password', '--lock-wait-timeout=60s'];
const GLOBALS = ['--globals-only', '--no-role-passwords', '--no-tablespaces'];

const SCRIPTS = { ...STORE_SCRIPTS, ...POSTGRES_SCRIPTS };
/** The scripts of a backup. */
export const POSTGRES_BACKUP_SCRIPTS = chosenFiles(SCRIPTS, [
  'store.sh', 'prepare.sh', 'credentials.sh', 'verify-dumps.sh', 'count-rows.awk', 'upload.sh',
]);
/** What a backup that restores each run has besides. */
export const POSTGRES_RESTORE_SCRIPTS = chosenFiles(SCRIPTS, [
  'restore-dumps.sh', 'count-rows.sql', 'extension-tables.sql',
]);
/** The scripts of a drill. */
export const POSTGRES_DRILL_SCRIPTS = {
  ...chosenFiles(SCRIPTS, ['store.sh', 'fetch.sh']),
  ...POSTGRES_RESTORE_SCRIPTS,
};

/** The file of a job's ConfigMap that holds the role that reads. */
export const USER_FILE = 'user';

/** initdb asks who it is, and no image knows our user id; the runtime of OpenShift adds the one that it has chosen. */
export function passwdFiles(scope: Construct): Files {
  if (Platform.of(scope).provider === Provider.OPENSHIFT) return {};
  return { [PASSWD]: 'postgres:x:10001:10001:PostgreSQL:/tmp:/sbin/nologin\n' };
}

/** What the steps of PostgreSQL share. */
export interface PostgresParts {
  readonly context: WorkloadContext;
  readonly bucket: Bucket;
  readonly image: string;
  /** The ConfigMap of the job. */
  readonly configMap: ConfigMap;
  readonly size: Size;
}

/** What is dumped, and from where. */
export interface PostgresSource {
  readonly server: PostgresServer;
  readonly host: PostgresHost;
  readonly databases: readonly string[];
  readonly restoresEachRun: boolean;
}

/** Password file, globals, a dump for each database, a full read, on request a restore, upload. */
export function postgresBackupSteps(parts: PostgresParts, source: PostgresSource): Step[] {
  const { context, bucket, image, size } = parts;
  const files = folder(context, 'backup', size);
  const passfile = memoryFolder(context, 'passfile');
  const backup = { '/backup': { volume: files } };
  return [
    bucketStep(bucket, { name: 'prepare', script: 'prepare.sh', files }),
    passwordStep(parts, source, passfile),
    ...dumpSteps(parts, source, { files, passfile }),
    { name: 'verify', image, command: ['/bin/sh', '/scripts/verify-dumps.sh'], mounts: backup },
    ...(source.restoresEachRun ? [restoreStep(parts, files)] : []),
    bucketStep(bucket, { name: 'upload', script: 'upload.sh', files }),
  ];
}

/** What all databases share, then each of them; no shell comes near a name. */
function dumpSteps(parts: PostgresParts, source: PostgresSource, { files, passfile }: DumpFolders): Step[] {
  const { image } = parts;
  const { env, mounts } = connectionOf(parts, source, passfile);
  const connection = { image, env, mounts: { '/backup': { volume: files }, ...mounts } };
  return [
    {
      ...connection,
      name: 'globals',
      command: ['pg_dumpall', ...QUIETLY, ...GLOBALS, '--file=/backup/files/globals.sql'],
      envFromFiles: { PGUSER: USER_FILE },
    },
    ...source.databases.map((_, index) => ({
      ...connection,
      name: `dump-${index}`,
      command: ['pg_dump', ...QUIETLY, '--format=custom', `--file=/backup/files/${index}.dump`],
      envFromFiles: { PGUSER: USER_FILE, PGDATABASE: databaseFile(index) },
    })),
  ];
}

/** The volumes that a dump writes to and reads from. */
interface DumpFolders {
  readonly files: Volume;
  readonly passfile: Volume;
}

/** From the bucket to a server, and to the team's questions. */
export function postgresDrillSteps(parts: PostgresParts, checks: readonly string[], maxAgeSeconds: number): Step[] {
  const { context, bucket, size, configMap } = parts;
  const files = folder(context, 'backup', size);
  const asked: Record<string, StepMount> = checks.length === 0 ? {} : {
    '/checks': { volume: filesOf(context, configMap, { name: 'checks', files: checks }), readOnly: true },
  };
  return [
    bucketStep(bucket, { name: 'fetch', script: 'fetch.sh', files, env: { MAX_AGE_SECONDS: `${maxAgeSeconds}` } }),
    restoreStep(parts, files, asked),
  ];
}

function restoreStep(parts: PostgresParts, files: Volume, asked: Record<string, StepMount> = {}): Step {
  const { context, image, configMap, size } = parts;
  return {
    name: 'restore',
    image,
    command: ['/bin/sh', '/scripts/restore-dumps.sh'],
    mounts: {
      '/backup': { volume: files },
      '/scratch': { volume: folder(context, 'scratch', size) },
      ...passwdMount(context, configMap),
      ...asked,
    },
  };
}

function passwdMount(context: WorkloadContext, configMap: ConfigMap): Record<string, StepMount> {
  const files = Object.keys(passwdFiles(context.scope));
  if (files.length === 0) return {};
  const volume = filesOf(context, configMap, { name: PASSWD, files });
  return { '/etc/passwd': { volume, subPath: PASSWD, readOnly: true } };
}

function passwordStep({ context, image }: PostgresParts, { server }: PostgresSource, passfile: Volume): Step {
  const { password } = server._access;
  return {
    name: 'credentials',
    image,
    command: ['/bin/sh', '/scripts/credentials.sh'],
    env: { PASSWORD_FILE: `${PASSWORD}/${password.key}`, PGPASSFILE: `${PASSFILE}/pgpass` },
    mounts: {
      [PASSWORD]: { volume: secretFile(context, 'password', password), readOnly: true },
      [PASSFILE]: { volume: passfile },
    },
  };
}

/** How each program of PostgreSQL reaches the server. */
function connectionOf({ context }: PostgresParts, { server, host }: PostgresSource, passfile: Volume) {
  const { certificateAuthority } = server._access;
  return {
    env: {
      PGHOST: host.name,
      PGPORT: `${host.port}`,
      PGPASSFILE: `${PASSFILE}/pgpass`,
      PGSSLMODE: 'verify-full',
      PGSSLROOTCERT: `${AUTHORITY}/${certificateAuthority.key}`,
      PGCONNECT_TIMEOUT: CONNECT_SECONDS,
      PGAPPNAME: context.name,
    },
    mounts: {
      [AUTHORITY]: { volume: secretFile(context, 'server-ca', certificateAuthority), readOnly: true },
      [PASSFILE]: { volume: passfile, readOnly: true },
    },
  };
}
