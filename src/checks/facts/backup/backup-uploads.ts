import { BackupJob, ContainerRun } from './backup-jobs';
import { withoutWrappers } from './backup-programs';
import { mapsIn, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { programName } from '../shell/container-scripts';

/** Programs that send files elsewhere, and what their command line holds where they do. */
const UPLOAD_PROGRAMS: Record<string, RegExp> = {
  'aws': /\bs3 (cp|sync|mv)\b|\bs3api (put-object|upload-part)\b/,
  'aws-cli': /\bs3 (cp|sync|mv)\b|\bs3api (put-object|upload-part)\b/,
  'rclone': /\b(copy|copyto|sync|move|moveto|rcat)\b/,
  'gsutil': /\b(cp|rsync|mv)\b/,
  'gcloud': /\bstorage (cp|rsync|mv)\b/,
  'az': /\bstorage\b.{0,200}\b(upload|upload-batch|sync|copy)\b/,
  'azcopy': /\b(copy|cp|sync)\b/,
  'mc': /\b(cp|mirror|pipe|put|mv)\b/,
  's3cmd': /\b(put|sync|mv)\b/,
  's4cmd': /\b(put|sync|dsync)\b/,
  's5cmd': /\b(cp|sync|mv|pipe)\b/,
  'b2': /upload|sync/,
  'ossutil': /\b(cp|sync)\b/,
  'swift': /\bupload\b/,
  'curl': /(^| )(-T|--upload-file|-F|--form|--data-binary)/,
  'scp': /:/,
  'rsync': /:/,
  'ssh': /./,
  'sftp': /./,
  'lftp': /./,
  'duplicity': /./,
  'k3s': /--s3/,
  'rke2': /--s3/,
  'clickhouse-backup': /\b(create_remote|upload)\b/,
  'velero': /\b(backup create|create backup)\b/,
};

/** Programs that save into a repository of their own. */
const REPOSITORY_PROGRAMS: Record<string, RegExp> = {
  restic: /\bbackup\b/, borg: /\bcreate\b/, kopia: /\bsnapshot create\b/,
};
const REPOSITORY = /(?:^| )(?:-r ?|--repo[ =]|--repository-file[ =])(\S+)/;
/** What Borg calls an archive: the repository, and behind it a name in that. */
const ARCHIVE = '::';
const LOCAL_REPOSITORY = /^(\.{0,2}\/|file:)/;

/** Programs that send nothing anywhere by themselves; any other one may. */
const LOCAL_PROGRAMS = new Set([
  '[', '[[', '((', 'test', 'echo', 'printf', 'date', 'mkdir', 'rm', 'rmdir', 'find', 'ls', 'cat', 'tee', 'cp', 'mv',
  'ln', 'chmod', 'chown', 'touch', 'sleep', 'sync', 'true', 'false', ':', 'set', 'export', 'local', 'readonly',
  'declare', 'unset', 'shift', 'read', 'cd', 'exit', 'return', 'trap', 'wait', 'kill', 'umask', 'for', 'case',
  'break', 'continue', 'let', 'eval', 'du', 'df', 'stat', 'wc', 'sort', 'uniq', 'head', 'tail', 'awk', 'sed',
  'grep', 'egrep', 'cut', 'tr', 'basename', 'dirname', 'hostname', 'whoami', 'id', 'env', 'which', 'type',
  'command', 'mkfifo', 'mktemp', 'expr', 'seq', 'pwd', 'cmp', 'diff', 'tar', 'gzip', 'gunzip', 'zcat', 'pigz',
  'zstd', 'xz', 'bzip2', 'lz4', 'zip', 'unzip', 'sha256sum', 'sha1sum', 'md5sum', 'openssl', 'gpg', 'age', 'apk',
  'apt-get', 'apt', 'yum', 'dnf', 'microdnf', 'curl', 'wget', 'etcdctl', 'etcdutl', 'cluster-backup.sh', 'talosctl',
  'pg_dump', 'pg_dumpall', 'pg_basebackup', 'pg_restore', 'pg_isready', 'pg_verifybackup', 'psql', 'createdb',
  'dropdb', 'mysqldump', 'mysqlpump', 'mariadb-dump', 'mydumper', 'mysql', 'mariadb', 'mysqladmin', 'xtrabackup',
  'mariabackup', 'mariadb-backup', 'mongodump', 'mongorestore', 'mongo', 'mongosh', 'redis-cli', 'influx',
  'influxd', 'vault', 'consul', 'restic', 'borg', 'kopia', 'postgres', 'mongodb', 'percona', 'etcd', 'postgresql',
]);

const BUCKET_NAME = /BUCKET|^(AWS|S3|MINIO)_.*(ENDPOINT|URL)|AZURE_STORAGE_CONTAINER|^(RESTIC|BORG)_REPO|^RCLONE_CONFIG_/;

/** How what a job saves leaves the cluster; undefined where nothing shows that it does. */
export function uploadEvidence(job: BackupJob): string | undefined {
  const sender = job.runs.flatMap((run) => commandsOf(run).flatMap((words) => uploadProgramOf(words, run) ?? []))[0];
  if (sender !== undefined) return `sends it away by ${sender}`;
  const bucket = job.runs.filter(runsUnknownPrograms).flatMap(({ container }) => mapsIn(container.content.env))
    .map(({ item }) => textOf(item.name)).find((name) => BUCKET_NAME.test(name));
  return bucket === undefined ? undefined : `names by ${bucket} where it goes`;
}

/** Whether everything that a job runs is known, and known to send nothing anywhere. */
export function isKnownToUploadNothing({ runs }: BackupJob): boolean {
  return !runs.some(runsUnknownPrograms);
}

/** The program by which a command sends files elsewhere; undefined where it does not. */
export function uploadProgramOf(command: readonly string[], run: ContainerRun): string | undefined {
  const [first, ...rest] = withoutWrappers(command);
  const name = programName(first);
  const line = rest.join(' ');
  if (Object.hasOwn(UPLOAD_PROGRAMS, name)) return UPLOAD_PROGRAMS[name].test(line) ? name : undefined;
  if (!Object.hasOwn(REPOSITORY_PROGRAMS, name) || !REPOSITORY_PROGRAMS[name].test(line)) return undefined;
  return LOCAL_REPOSITORY.test(repositoryOf(line, run)) ? undefined : name;
}

/** Empty where a Secret holds it. */
function repositoryOf(line: string, { container }: ContainerRun): string {
  const [, option] = REPOSITORY.exec(line) ?? [];
  const archive = line.split(/\s/).find((word) => word.includes(ARCHIVE));
  const variable = mapsIn(container.content.env).find(({ item }) => /^(RESTIC|BORG)_REPO/.test(textOf(item.name)));
  const repository = option ?? archive?.slice(0, archive.lastIndexOf(ARCHIVE));
  return repository ?? textOf((variable?.item as PlainMap | undefined)?.value);
}

function runsUnknownPrograms(run: ContainerRun): boolean {
  return run.scripts.length === 0 || commandsOf(run).some((words) => (
    !run.unfolded.has(words) && !LOCAL_PROGRAMS.has(programName(withoutWrappers(words)[0]))
  ));
}

function commandsOf({ scripts }: ContainerRun): (readonly string[])[] {
  return scripts.flatMap(({ statements }) => statements.flatMap(({ pipelines }) => pipelines.flat()));
}
