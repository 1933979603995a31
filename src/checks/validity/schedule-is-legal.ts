import { isCronText, neverStarts } from '../../internal/values/cron/cron-text';
import { isTimeZone } from '../../internal/values/time-zones';
import { Finding, ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { textOf } from '../model/values/text-of';

/** The controller of CronJobs can read when the job starts. */
export const SCHEDULE_IS_LEGAL: ICheck = {
  id: 'schedule-is-legal',
  title: 'Every CronJob has a schedule and a time zone that exist',
  box: 'valid-manifests',
  severity: Severity.CRITICAL,
  why: 'The API server refuses a schedule that it cannot read, and a time zone that it does not know; and nobody '
    + 'misses a job that never starts.',
  remedy: { manifest: 'spec: {schedule: "30 2 * * *", timeZone: Etc/UTC}' },
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#writing-a-cronjob-spec',
    'kyverno:validate-cron-schedule',
  ],
  appliesTo: ['batch/CronJob'],
  evaluate: ({ spec: { schedule, timeZone } }) => {
    const written = textOf(schedule);
    // What is no text at all is told by the schema.
    if (written === '') return [];
    return [judgeSchedule(written) ?? judgeZone(timeZone) ?? {
      passed: true, message: `starts at ${written}`, path: 'spec.schedule', actual: written,
    }];
  },
};

function judgeSchedule(schedule: string): Finding | undefined {
  const place = { passed: false, path: 'spec.schedule', actual: schedule };
  if (/TZ=/.test(schedule)) return { ...place, message: 'has a time zone in its schedule', expected: 'spec.timeZone' };
  if (!isCronText(schedule)) return { ...place, message: 'has a schedule that cron cannot read' };
  return neverStarts(schedule) ? { ...place, message: 'has a schedule that no day has: it never starts' } : undefined;
}

function judgeZone(timeZone: unknown): Finding | undefined {
  if (timeZone === undefined || timeZone === null || isTimeZone(textOf(timeZone))) return undefined;
  return { passed: false, message: 'has a time zone that does not exist', path: 'spec.timeZone', actual: timeZone };
}
