import { CronOptions, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { fail } from '../../internal/fail';

const HOUR = 3600;
const DAY = 24 * HOUR;
const HOURS_OF_DAY = [1, 2, 3, 4, 6, 8, 12, 24];
const START = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** How often something runs, as the user says it. */
export interface ScheduleProps {
  /** The prop that says how often, for messages; the one of the time is beside it. */
  readonly prop: string;
  readonly every: Duration;
  /** Time of day of one of the runs, `HH:MM`. */
  readonly startingAt: string;
}

/** A schedule in UTC, where no day has 23 or 25 hours, and no run is left out or repeated. */
export interface Schedule {
  readonly cron: CronOptions;
  readonly shortestSeconds: number;
  readonly longestSeconds: number;
}

/** The schedule; refuses what cron can say only with gaps of other lengths. */
export function scheduleOf(scope: Construct, { prop, every, startingAt }: ScheduleProps): Schedule {
  const match = START.exec(startingAt);
  if (match === null) {
    const remedy = 'write it like 02:30, in UTC';
    fail(scope, { prop: prop.replace(/every$/, 'startingAt'), must: 'be a time of day, HH:MM', got: startingAt, remedy });
  }
  const time = { minute: `${Number(match[2])}`, hour: `${Number(match[1])}` };
  const seconds = every.toSeconds({ integral: false });
  if (seconds === 7 * DAY) return evenly({ ...time, weekDay: '0' }, seconds);
  if (seconds === 30 * DAY) {
    return { cron: { ...time, day: '1' }, shortestSeconds: 28 * DAY, longestSeconds: 31 * DAY };
  }
  if (HOURS_OF_DAY.includes(seconds / HOUR)) {
    return evenly({ ...time, hour: hoursOfDay(Number(time.hour), seconds / HOUR) }, seconds);
  }
  fail(scope, {
    prop,
    must: `be ${HOURS_OF_DAY.join(', ')} hours, 7 days, or 30 days for once a month`,
    got: every.toHumanString(),
    remedy: 'give one of these, such as Duration.hours(6): cron has no other even rhythm',
  });
}

function evenly(cron: CronOptions, seconds: number): Schedule {
  return { cron, shortestSeconds: seconds, longestSeconds: seconds };
}

function hoursOfDay(hour: number, every: number): string {
  if (every === 24) return `${hour}`;
  if (every === 1) return '*';
  const first = hour % every;
  return first === 0 ? `*/${every}` : `${first}-23/${every}`;
}
