import { BackupJob, backupJobOf } from '../facts/backup/backup-jobs';
import { readCronSchedule } from '../facts/backup/cron-schedule';
import { rehearsalsOf } from '../facts/backup/rehearsals';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { textOf } from '../model/values/text-of';

/** What was backed up is restored every month. */
export const BACKUP_RESTORE_IS_REHEARSED: ICheck = {
  id: 'backup-restore-is-rehearsed',
  title: 'The restore of each backup is rehearsed every month',
  box: 'restore-tested',
  severity: Severity.ADVICE,
  why: 'Whether a backup can be restored, and how long that takes, is known only of one that was.',
  remedy: {
    manifest: 'Add a CronJob <name>-restore-drill that fetches the newest backup and restores it, at least monthly.',
    construct: 'backup.rehearse({ every: Duration.days(7), within: Duration.minutes(30) })',
  },
  references: ['https://sre.google/sre-book/data-integrity/'],
  appliesTo: ['batch/CronJob'],
  evaluate: (manifest, cluster) => {
    const job = backupJobOf(manifest, cluster);
    if (job === undefined) return [];
    const found = rehearsalsOf(job, cluster);
    const passing = found.find((one) => whyNoRehearsal(one) === undefined);
    if (passing !== undefined) return [{ passed: true, message: `is restored by CronJob ${passing.manifest.name}` }];
    const message = found.length === 0 ? 'is restored by no CronJob among the manifests'
      : `is restored by CronJob ${found[0].manifest.name}, which ${whyNoRehearsal(found[0])}`;
    return [{ passed: false, message, expected: 'a CronJob that restores it once a month' }];
  },
};

/** A schedule that cannot be read is given the benefit of the doubt. */
function whyNoRehearsal({ manifest: { spec } }: BackupJob): string | undefined {
  if (spec.suspend === true) return 'is suspended';
  return readCronSchedule(textOf(spec.schedule))?.isMonthly === false ? 'does not start in every month' : undefined;
}
