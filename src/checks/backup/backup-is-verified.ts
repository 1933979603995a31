import { backupJobOf, pipelinesOf } from '../facts/backup/backup-jobs';
import { withoutWrappers } from '../facts/backup/backup-programs';
import { programName } from '../facts/shell/container-scripts';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** Programs whose backups can be read to their end by another one, which that is, and of which family. */
const READERS: Record<string, { readonly family: string; readonly by: string }> = {
  etcdctl: { family: 'etcd', by: 'etcdutl snapshot restore' },
  pg_dump: { family: 'postgres', by: 'pg_restore' },
  pg_basebackup: { family: 'postgres', by: 'pg_verifybackup' },
};

/** A backup is read before it counts as one. */
export const BACKUP_IS_VERIFIED: ICheck = {
  id: 'backup-is-verified',
  title: 'Backups are read before they count',
  box: 'restore-tested',
  severity: Severity.ADVICE,
  why: 'A snapshot or dump that was cut short looks like any other file until somebody needs it.',
  remedy: {
    manifest: 'A step: etcdutl snapshot restore etcd.db --data-dir=/scratch/etcd, or pg_restore -f /dev/null x.dump',
    construct: 'EtcdBackup and PostgresBackup do it in every run.',
  },
  references: [
    'https://etcd.io/docs/v3.6/op-guide/recovery/#restoring-a-cluster',
    'https://www.postgresql.org/docs/current/app-pgrestore.html',
  ],
  appliesTo: ['batch/CronJob'],
  evaluate: (manifest, cluster) => {
    const job = backupJobOf(manifest, cluster);
    if (job === undefined) return [];
    const programs = new Set(pipelinesOf(job).flat().map((words) => programName(withoutWrappers(words)[0])));
    const found = Object.entries(READERS).find(([name, { family }]) => programs.has(name) && job.saved.has(family));
    if (found === undefined) return [];
    const [name, { family, by }] = found;
    const passed = job.restored.has(family) || job.read.has(family);
    const message = passed ? `reads what ${name} has written` : `never reads what ${name} has written`;
    return [{ passed, path: manifest.pods[0].specPath, message, ...(passed ? {} : { expected: `a step with ${by}` }) }];
  },
};
