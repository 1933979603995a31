import { Construct } from 'constructs';
import { fail } from '../../internal/fail';
import { cronIntervals } from '../../internal/values/cron/cron-intervals';
import { fieldsOfMacro } from '../../internal/values/cron/cron-macros';
import { isCronText, neverStarts } from '../../internal/values/cron/cron-text';
import { isTimeZone } from '../../internal/values/time-zones';

const FIELDS = 5;
const EXAMPLE = "write it like '30 2 * * *': minute, hour, day of the month, month, day of the week";

/** When a job starts. */
export interface JobSchedule {
  readonly schedule: string;
  readonly timeZone: string;
  readonly shortestSeconds: number;
  readonly longestSeconds: number;
}

/** The schedule; refuses what the controller of CronJobs cannot read, and what starts at no time. */
export function jobSchedule(scope: Construct, schedule: string, timeZone: string): JobSchedule {
  checkForm(scope, schedule);
  const complaint = { prop: 'schedule', got: schedule };
  if (!isCronText(schedule)) {
    fail(scope, { ...complaint, must: 'be five fields that cron can read', remedy: sundayRemedy(schedule) ?? EXAMPLE });
  }
  if (neverStarts(schedule)) {
    fail(scope, { ...complaint, must: 'name a day that there is', remedy: 'look at its day and its month' });
  }
  if (!isTimeZone(timeZone)) {
    const must = 'be a time zone of the IANA database';
    fail(scope, { prop: 'timeZone', must, got: timeZone, remedy: 'write it like Europe/Berlin, or Etc/UTC' });
  }
  return { schedule, timeZone, ...cronIntervals(schedule, timeZone) };
}

function checkForm(scope: Construct, schedule: string): void {
  const complaint = { prop: 'schedule', got: schedule };
  if (schedule.includes('TZ=')) {
    const must = 'say nothing of a time zone, which the API server refuses there';
    fail(scope, { ...complaint, must, remedy: 'give it as timeZone' });
  }
  if (schedule.startsWith('@')) {
    const same = fieldsOfMacro(schedule);
    const remedy = same === undefined ? EXAMPLE : `write '${same}'`;
    fail(scope, { ...complaint, must: 'be five fields, which say at what time it starts', remedy });
  }
  const fields = schedule.trim().split(/\s+/);
  if (schedule === fields.join(' ') && fields.length === FIELDS) return;
  fail(scope, { ...complaint, must: 'be five fields with one space between them', remedy: spaceRemedy(fields) });
}

function spaceRemedy(fields: readonly string[]): string {
  if (fields.length === FIELDS + 1) return 'leave out the seconds, of which cron knows nothing';
  const same = fields.join(' ');
  return isCronText(same) ? `write '${same}'` : EXAMPLE;
}

/** Other programs take 7 for Sunday too. */
function sundayRemedy(schedule: string): string | undefined {
  const [weekDay] = schedule.split(' ').slice(-1);
  if (!weekDay.split(/[,/-]/).includes('7')) return undefined;
  const parts = weekDay.split(',').map((part) => (part === '7' ? '0' : part));
  const same = schedule.slice(0, -weekDay.length) + parts.join(',');
  return isCronText(same) ? `write 0 for Sunday: '${same}'` : 'count the days of the week from 0, Sunday, to 6';
}
