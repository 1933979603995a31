import { backupJobOf, backupJobs } from '../facts/backup/backup-jobs';
import { readCronSchedule } from '../facts/backup/cron-schedule';
import { oncePerCluster } from '../facts/once-per-cluster';
import { Finding, ICheck } from '../model/check';
import type { Cluster } from '../model/cluster';
import type { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { textOf } from '../model/values/text-of';

const HOURS = 6;
const PATH = 'spec.schedule';

/** No more than six hours of changes to the cluster are lost with its etcd. */
export const ETCD_BACKUP_IS_FREQUENT: ICheck = {
  id: 'etcd-backup-is-frequent',
  title: 'etcd is backed up every six hours',
  box: 'etcd-backups',
  severity: Severity.WARNING,
  why: 'What was changed since the last snapshot is lost with etcd, while machines and volumes of that time go on.',
  remedy: {
    manifest: 'spec: {schedule: "0 */6 * * *"}',
    construct: "new EtcdBackup(this, 'etcd', { every: Duration.hours(6), ... }), which is the default",
  },
  references: ['https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/#backing-up-an-etcd-cluster'],
  appliesTo: ['batch/CronJob'],
  evaluate: (manifest, cluster) => (
    backupJobOf(manifest, cluster)?.saved.has('etcd') === true ? judge(manifest, cluster) : []
  ),
};

const frequentJobs = oncePerCluster((cluster) => backupJobs(cluster)
  .filter(({ saved, manifest }) => saved.has('etcd') && isFrequent(manifest)).map(({ manifest }) => manifest));

function judge(manifest: Manifest, cluster: Cluster): Finding[] {
  const { schedule, suspend } = manifest.spec;
  const minutes = readCronSchedule(textOf(schedule))?.longestGapMinutes;
  if (minutes === undefined) return [];
  if (isFrequent(manifest)) {
    const message = `lets no more than ${minutes} minutes pass between two starts`;
    return [{ passed: true, path: PATH, message, actual: schedule }];
  }
  // One for each day beside one for each hour is kept for longer.
  const [other] = frequentJobs(cluster);
  if (other !== undefined) {
    return [{ passed: true, message: `is not alone: CronJob ${other.name} saves etcd more often` }];
  }
  if (suspend === true) {
    const message = 'is suspended: no run starts';
    return [{ passed: false, path: 'spec.suspend', message, actual: true, expected: false }];
  }
  const message = minutes === Infinity ? 'starts on some days only' : `lets ${minutes} minutes pass between two starts`;
  return [{ passed: false, path: PATH, message, actual: schedule, expected: `every ${HOURS} hours` }];
}

function isFrequent({ spec: { schedule, suspend } }: Manifest): boolean {
  const { longestGapMinutes = Infinity } = readCronSchedule(textOf(schedule)) ?? {};
  return suspend !== true && longestGapMinutes <= HOURS * 60;
}
