import { backupJobOf } from '../facts/backup/backup-jobs';
import { readCronSchedule } from '../facts/backup/cron-schedule';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { textOf } from '../model/values/text-of';

/** The schedule of a backup says in which time zone it is. */
export const BACKUP_HAS_TIME_ZONE: ICheck = {
  id: 'backup-has-time-zone',
  title: 'Backups say in which time zone their schedule is',
  box: 'jobs',
  severity: Severity.ADVICE,
  why: 'Otherwise it is that of the controller manager: where its clock changes, a run is left out or done twice.',
  remedy: { manifest: 'spec: {timeZone: Etc/UTC}' },
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#time-zones'],
  appliesTo: ['batch/CronJob'],
  evaluate: (manifest, cluster) => {
    const { timeZone, schedule } = manifest.spec;
    const isSame = readCronSchedule(textOf(schedule))?.isHourly === true;
    if (backupJobOf(manifest, cluster) === undefined || isSame) return [];
    const path = 'spec.timeZone';
    if (/^\s*(CRON_)?TZ=/.test(textOf(schedule))) {
      const message = 'has its time zone in the schedule, which the API server refuses';
      return [{ passed: false, path: 'spec.schedule', message, actual: schedule, expected: 'spec.timeZone' }];
    }
    return textOf(timeZone) === ''
      ? [{ passed: false, path, message: 'has no time zone', expected: 'a time zone, best Etc/UTC' }]
      : [{ passed: true, path, message: `starts by the clock of ${textOf(timeZone)}`, actual: timeZone }];
  },
};
