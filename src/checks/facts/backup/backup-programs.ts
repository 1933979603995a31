import { programName } from '../shell/container-scripts';

/** What a command does with a backup. */
export interface BackupUse {
  /** What is backed up, or by what: a dump of one is not restored by another. */
  readonly family: string;
  /** `read` looks at a whole backup and restores nothing. */
  readonly act: 'save' | 'restore' | 'read';
}

/** A program, and by which words of its command line it acts; empty where each of its runs does. */
interface Program {
  readonly family: string;
  readonly save?: readonly string[];
  readonly restore?: readonly string[];
  readonly read?: readonly string[];
}

const SNAPSHOTS = { save: ['snapshot save'], restore: ['snapshot restore'] };
const MYSQL_FILES = { family: 'mysql', save: ['--backup'], restore: ['--copy-back', '--move-back'] };
const ARCHIVE = { save: ['snapshot create'], restore: ['snapshot restore', 'restore'], read: ['snapshot verify'] };

const PROGRAMS: Record<string, Program> = {
  'etcdctl': { family: 'etcd', ...SNAPSHOTS },
  'etcdutl': { family: 'etcd', restore: ['snapshot restore'] },
  'k3s': { family: 'etcd', save: ['etcd-snapshot'] },
  'rke2': { family: 'etcd', save: ['etcd-snapshot'] },
  'talosctl': { family: 'etcd', save: ['etcd snapshot'] },
  'cluster-backup.sh': { family: 'etcd', save: [''] },
  'pg_dump': { family: 'postgres', save: [''] },
  'pg_dumpall': { family: 'postgres', save: [''] },
  'pg_basebackup': { family: 'postgres', save: [''] },
  'pg_verifybackup': { family: 'postgres', read: [''] },
  'pgbackrest': { family: 'postgres', save: ['backup'], restore: ['restore'], read: ['verify'] },
  'wal-g': { family: 'wal-g', save: ['backup-push'], restore: ['backup-fetch'] },
  'mysqldump': { family: 'mysql', save: [''] },
  'mariadb-dump': { family: 'mysql', save: [''] },
  'mysqlpump': { family: 'mysql', save: [''] },
  'mydumper': { family: 'mysql', save: [''] },
  'myloader': { family: 'mysql', restore: [''] },
  'xtrabackup': MYSQL_FILES,
  'mariabackup': MYSQL_FILES,
  'mariadb-backup': MYSQL_FILES,
  'mongodump': { family: 'mongodb', save: [''] },
  'mongorestore': { family: 'mongodb', read: ['--dryRun'], restore: [''] },
  'redis-cli': { family: 'redis', save: ['--rdb'] },
  'clickhouse-backup': { family: 'clickhouse', save: ['create', 'create_remote'], restore: ['restore'] },
  'influx': { family: 'influxdb', save: ['backup'], restore: ['restore'] },
  'influxd': { family: 'influxdb', save: ['backup'], restore: ['restore'] },
  'vault': { family: 'vault', ...SNAPSHOTS },
  'consul': { family: 'consul', ...SNAPSHOTS },
  'restic': { family: 'restic', save: ['backup'], restore: ['restore'], read: ['check'] },
  'borg': { family: 'borg', save: ['create'], restore: ['extract'], read: ['check'] },
  'kopia': { family: 'kopia', ...ARCHIVE },
  'velero': {
    family: 'velero', save: ['backup create', 'create backup'], restore: ['restore create', 'create restore'],
  },
};

const ACTS = ['save', 'read', 'restore'] as const;
/** Commands of these programs that do none of this, and whose operands may be called `backup`. */
const OTHER_COMMANDS = new Set([
  'forget', 'prune', 'snapshots', 'list', 'ls', 'info', 'stats', 'unlock', 'init', 'copy', 'find', 'diff', 'mount',
  'expire',
]);

/** What loads the text of a dump, and what it is a dump of. */
const LOADERS: Record<string, string> = { psql: 'postgres', mysql: 'mysql', mariadb: 'mysql' };
const UNPACKERS = new Set([
  'pg_restore', 'gunzip', 'zcat', 'gzip', 'pigz', 'unpigz', 'zstd', 'zstdcat', 'xz', 'xzcat', 'bzcat', 'unzip',
  'lz4', 'gpg', 'openssl', 'age', 'aws', 'gsutil', 'gcloud', 'rclone', 'mc', 's3cmd', 'restic',
]);
/** A file that is named as a backup is no script of maintenance. */
const LOADED_FILE = /(<|-f|--file).{0,200}(dump|backup)/i;
/** What runs another program. */
const WRAPPERS = new Set([
  'exec', 'env', 'sudo', 'doas', 'nice', 'ionice', 'nohup', 'timeout', 'command', 'eval', 'gosu', 'su-exec', 'setpriv',
  'stdbuf', 'flock', 'xargs', 'retry', 'time', 'chroot', 'nsenter', 'kubectl', 'oc', 'docker', 'podman', 'nerdctl',
  'crictl',
]);
const ASKS_ABOUT_IT = new Set(['--version', '--help', '-V', '-v']);

/** The words of a command from the program on that does something, without what only runs it. */
export function withoutWrappers(words: readonly string[]): readonly string[] {
  if (!WRAPPERS.has(programName(words[0])) || ASKS_ABOUT_IT.has(words[1])) return words;
  const start = words.findIndex((word) => isBackupProgram(programName(word)));
  return start === -1 ? words : words.slice(start);
}

/** What a command does with a backup; undefined where that is nothing, or cannot be seen. */
export function backupUseOf(command: readonly string[]): BackupUse | undefined {
  const [first, ...rest] = withoutWrappers(command);
  const name = programName(first);
  if (rest.some((word) => word === '--version' || word === '--help' || word === '-V')) return undefined;
  if (name === 'pg_restore') return pgRestoreUse(rest);
  if (!Object.hasOwn(PROGRAMS, name)) return undefined;
  const program = PROGRAMS[name];
  const acts = ACTS.map((act) => (
    { act, place: Math.min(...(program[act] ?? []).map((use) => placeOfUse(use, rest))) }
  ));
  const [{ act, place }] = acts.sort((left, right) => left.place - right.place);
  return place === Infinity ? undefined : { family: program.family, act };
}

/** What is restored by programs that load any text: only where the text is a dump by its name, or comes unpacked. */
export function restoreByLoader(pipeline: readonly (readonly string[])[]): BackupUse | undefined {
  const last = withoutWrappers(pipeline[pipeline.length - 1]);
  const name = programName(last[0]);
  if (!Object.hasOwn(LOADERS, name)) return undefined;
  const isDump = pipeline.length > 1 ? UNPACKERS.has(programName(pipeline[0][0])) : LOADED_FILE.test(last.join(' '));
  return isDump ? { family: LOADERS[name], act: 'restore' } : undefined;
}

/** Whether a command loads what it is given into a server. */
export function loadsIntoServer(command: readonly string[]): boolean {
  return Object.hasOwn(LOADERS, programName(withoutWrappers(command)[0])) || backupUseOf(command)?.act === 'restore';
}

/** The table of contents, at the beginning of a dump, says nothing of the rest. */
function pgRestoreUse(words: readonly string[]): BackupUse | undefined {
  if (words.some((word) => word === '-l' || word === '--list')) return undefined;
  const isFile = words.some((word) => /^(-f|--file)/.test(word));
  return { family: 'postgres', act: isFile ? 'read' : 'restore' };
}

/** Where a command line says that the program acts: what comes first is the command, the rest are its operands. */
function placeOfUse(use: string, words: readonly string[]): number {
  if (use === '') return words.length;
  if (use.startsWith('-')) return words.includes(use) ? 0 : Infinity;
  const operands = words.filter((word) => !word.startsWith('-'));
  const other = operands.findIndex((word) => OTHER_COMMANDS.has(word));
  const place = ` ${operands.slice(0, other === -1 ? undefined : other).join(' ')} `.indexOf(` ${use} `);
  return place === -1 ? Infinity : place;
}

function isBackupProgram(name: string): boolean {
  return Object.hasOwn(PROGRAMS, name) || Object.hasOwn(LOADERS, name) || name === 'pg_restore';
}
