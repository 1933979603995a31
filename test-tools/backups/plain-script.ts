import { spawn, spawnSync } from 'child_process';
import { once } from 'events';
import { Site } from './site';
import { POSTGRES_PROGRAMS } from '../harness/backups/requirements';
import { TOOLS } from '../harness/programs';

// What is widely copied: one container, one script, no exit code but that of the last command.
const ETCD = `
BACKUP_FILE="$BACKUP/etcd-$(date +%Y%m%d-%H%M%S).db"
etcdctl snapshot save $BACKUP_FILE --endpoints=$ENDPOINT --cacert=$CA --cert=$CERT --key=$KEY
aws s3 cp $BACKUP_FILE s3://backups/plain/
find $BACKUP -name "etcd-*.db" -mtime +30 -delete
echo "Backup complete: $BACKUP_FILE"`;
const POSTGRES = `
pg_dump -h $DB_HOST -U $DB_USER $DB_NAME | gzip > $BACKUP/db-$(date +%Y%m%d).sql.gz
aws s3 cp $BACKUP/db-$(date +%Y%m%d).sql.gz s3://backups/plain/`;

/** Nothing that is backed up here takes as long. */
const PATIENCE_SECONDS = 20;

/** The script of one container that is compared with. */
export type PlainScript = 'etcd' | 'postgres';

/** How it is run. */
export interface PlainRun {
  readonly script: PlainScript;
  readonly env: Readonly<Record<string, string>>;
  /** Where it keeps its files. */
  readonly folder: string;
  /** Called once the script runs; may kill one of its programs. */
  readonly during?: (kill: (program: string) => void) => void | Promise<void>;
}

/** Runs it, and answers what it says of itself. */
export async function runPlain(site: Site, run: PlainRun): Promise<string> {
  const shell = spawn('sh', ['-c', textOf(site, run.script)], { stdio: 'ignore', env: environmentOf(site, run) });
  const ended = once(shell, 'exit');
  const kill = (program: string) => { spawnSync('pkill', ['-KILL', '-P', String(shell.pid), '-f', program]); };
  let isPatient = true;
  const patience = setTimeout(() => {
    isPatient = false;
    kill('.');
    shell.kill('SIGKILL');
  }, PATIENCE_SECONDS * 1000);
  await run.during?.(kill);
  const [code] = await ended;
  clearTimeout(patience);
  if (!isPatient) return `still waits after ${PATIENCE_SECONDS} s`;
  return code === 0 ? 'success' : 'fails';
}

function textOf({ store, authority }: Site, script: PlainScript): string {
  return [
    `etcdctl() { ${TOOLS.etcdctl()} "$@"; }`,
    `aws() { /usr/bin/aws --endpoint-url ${store.endpoint} --ca-bundle ${authority.file} "$@"; }`,
    { etcd: ETCD, postgres: POSTGRES }[script],
  ].join('\n');
}

function environmentOf(site: Site, { env, folder }: PlainRun): Record<string, string> {
  return {
    PATH: `${POSTGRES_PROGRAMS}:/usr/bin:/bin`,
    BACKUP: folder,
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_MAX_ATTEMPTS: '1',
    ...site.plainCredentials,
    ...env,
  };
}
