import { BACKUP_DOES_NOT_HIDE_FAILURE } from './backup-does-not-hide-failure';
import { BACKUP_HAS_ALERTS } from './backup-has-alerts';
import { BACKUP_HAS_TIME_ZONE } from './backup-has-time-zone';
import { BACKUP_IS_VERIFIED } from './backup-is-verified';
import { BACKUP_LEAVES_THE_CLUSTER } from './backup-leaves-the-cluster';
import { BACKUP_RESTORE_IS_REHEARSED } from './backup-restore-is-rehearsed';
import { ETCD_BACKUP_IS_FREQUENT } from './etcd-backup-is-frequent';
import { ETCD_BACKUP_LEAVES_THE_CLUSTER } from './etcd-backup-leaves-the-cluster';
import { ICheck } from '../model/check';

/** The checks about backups: they are made, leave the cluster, are missed where they stay away, and can be restored. */
export const BACKUP_CHECKS: readonly ICheck[] = [
  BACKUP_HAS_TIME_ZONE,
  BACKUP_LEAVES_THE_CLUSTER,
  BACKUP_DOES_NOT_HIDE_FAILURE,
  BACKUP_HAS_ALERTS,
  BACKUP_IS_VERIFIED,
  BACKUP_RESTORE_IS_REHEARSED,
  ETCD_BACKUP_IS_FREQUENT,
  ETCD_BACKUP_LEAVES_THE_CLUSTER,
];
