import { judgeLeavesCluster } from '../facts/backup/backup-destination-findings';
import { backupJobOf } from '../facts/backup/backup-jobs';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** Snapshots of etcd are kept where its nodes cannot take them with them. */
export const ETCD_BACKUP_LEAVES_THE_CLUSTER: ICheck = {
  id: 'etcd-backup-leaves-the-cluster',
  title: 'Snapshots of etcd leave the cluster',
  box: 'etcd-backups',
  severity: Severity.WARNING,
  why: 'A snapshot on the disk of a control-plane node is lost together with the etcd that it should bring back.',
  remedy: {
    manifest: 'Add a step that uploads it, such as: aws s3 cp --no-progress "$file" s3://acme-etcd/',
    construct: "new EtcdBackup(this, 'etcd', { destination: BackupDestination.s3('acme-etcd', ...) })",
  },
  references: ['https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/#backing-up-an-etcd-cluster'],
  appliesTo: ['batch/CronJob'],
  evaluate: (manifest, cluster) => {
    const job = backupJobOf(manifest, cluster);
    return job?.saved.has('etcd') === true ? judgeLeavesCluster(job, cluster) : [];
  },
};
