import { judgeLeavesCluster } from '../facts/backup/backup-destination-findings';
import { backupJobOf } from '../facts/backup/backup-jobs';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** Backups are kept where the cluster cannot take them with it. */
export const BACKUP_LEAVES_THE_CLUSTER: ICheck = {
  id: 'backup-leaves-the-cluster',
  title: 'Backups of data leave the cluster',
  box: 'data',
  severity: Severity.WARNING,
  why: 'A backup on a node, or on a volume of the cluster, is lost together with what it should bring back.',
  remedy: {
    manifest: 'Add a step that uploads it, such as: aws s3 cp --no-progress "$file" s3://acme-backups/orders/',
    construct: "new PostgresBackup(this, 'orders-backup', { destination: BackupDestination.s3('acme-backups', ...) })",
  },
  references: ['https://www.cisa.gov/sites/default/files/publications/data_backup_options.pdf'],
  appliesTo: ['batch/CronJob'],
  evaluate: (manifest, cluster) => {
    const job = backupJobOf(manifest, cluster);
    // That of etcd is another box.
    return job === undefined || job.saved.has('etcd') ? [] : judgeLeavesCluster(job, cluster);
  },
};
