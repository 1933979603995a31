import { CronOptions, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { fail } from '../../internal/fail';

const HOUR = 3600;
const DAY = 24 * HOUR;
const HOURS_OF_DAY = [1, 2, 3, 4, 6, 8, 12, 24];
const MINUTES_OF_HOUR = [5, 10, 15, 20, 30];
const START = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** How often something runs, as the user says it. */
export interface ScheduleProps {
  /** The prop that says how often, for messages; the one of the time is beside it. */
  readonly prop: string;
  readonly every: Duration;
  /** Time of day of one of the runs, `HH:MM`. */
  readonly startingAt: string;
  /** Whether it may be minutes, too. */
  readonly allowsMinutes?: boolean;
}

/** A schedule in UTC, where no day has 23 or 25 hours, and no run is left out or repeated. */
export interface Schedule {
  readonly cron: CronOptions;
  readonly shortestSeconds: number;
  readonly longestSeconds: number;
}

/** A rhythm, with the longest time between two runs of it. */
interface Rhythm {
  readonly every: Duration;
  readonly longestSeconds: number;
}

/** Every rhythm that a schedule can have, the shortest first. */
export const RHYTHMS: readonly Rhythm[] = [
  ...MINUTES_OF_HOUR.map((minutes) => ({ every: Duration.minutes(minutes), longestSeconds: minutes * 60 })),
  ...HOURS_OF_DAY.map((hours) => ({ every: Duration.hours(hours), longestSeconds: hours * HOUR })),
  { every: Duration.days(7), longestSeconds: 7 * DAY },
  { every: Duration.days(30), longestSeconds: 31 * DAY },
];

/** The schedule; refuses what cron can say only with gaps of other lengths. */
export function scheduleOf(scope: Construct, props: ScheduleProps): Schedule {
  const { prop, every, allowsMinutes = false } = props;
  const time = timeOf(scope, props);
  const seconds = every.toSeconds({ integral: false });
  if (seconds === 7 * DAY) return evenly({ ...time, weekDay: '0' }, seconds);
  if (seconds === 30 * DAY) {
    return { cron: { ...time, day: '1' }, shortestSeconds: 28 * DAY, longestSeconds: 31 * DAY };
  }
  if (allowsMinutes && MINUTES_OF_HOUR.includes(seconds / 60)) {
    return evenly({ minute: fromFirst(Number(time.minute), { every: seconds / 60, end: 59 }) }, seconds);
  }
  if (HOURS_OF_DAY.includes(seconds / HOUR)) {
    return evenly({ ...time, hour: hoursOfDay(Number(time.hour), seconds / HOUR) }, seconds);
  }
  const minutes = allowsMinutes ? `${MINUTES_OF_HOUR.join(', ')} minutes, ` : '';
  fail(scope, {
    prop,
    must: `be ${minutes}${HOURS_OF_DAY.join(', ')} hours, 7 days, or 30 days for once a month`,
    got: every.toHumanString(),
    remedy: 'give one of these, such as Duration.hours(6): cron has no other even rhythm',
  });
}

function timeOf(scope: Construct, { prop, startingAt }: ScheduleProps) {
  const match = START.exec(startingAt);
  if (match !== null) return { minute: `${Number(match[2])}`, hour: `${Number(match[1])}` };
  const remedy = 'write it like 02:30, in UTC';
  fail(scope, { prop: prop.replace(/every$/, 'startingAt'), must: 'be a time of day, HH:MM', got: startingAt, remedy });
}

function evenly(cron: CronOptions, seconds: number): Schedule {
  return { cron, shortestSeconds: seconds, longestSeconds: seconds };
}

function hoursOfDay(hour: number, every: number): string {
  if (every === 24) return `${hour}`;
  if (every === 1) return '*';
  return fromFirst(hour, { every, end: 23 });
}

/** A field that has every so many of its values, so that one of them is `value`. */
function fromFirst(value: number, { every, end }: { readonly every: number; readonly end: number }): string {
  const first = value % every;
  return first === 0 ? `*/${every}` : `${first}-${end}/${every}`;
}
