import { ClockChange, ClockChanges, clockChanges } from './clock-changes';
import { FIRST_YEAR, YEARS } from './cron-calendar';
import { CronField, cronFields } from './cron-text';

const MINUTE = 60;
const MINUTES_OF_DAY = 24 * 60;

/** How much time lies between two starts of a schedule. */
export interface CronIntervals {
  readonly shortestSeconds: number;
  readonly longestSeconds: number;
}

/** When a schedule starts, in minutes of a day, and on which days of the calendar. */
interface Starts {
  readonly times: readonly number[];
  readonly days: readonly number[];
  /** How many days the calendar has, after which it begins anew. */
  readonly count: number;
}

/**
 * The shortest and the longest time between two starts.
 *
 * Where clocks are set forward, what would start in the time that is left out does not start; where they are set back,
 * what starts in the time that is there twice starts twice.
 *
 * @param schedule five fields that can be read, and that start at some time
 * @see https://pkg.go.dev/github.com/robfig/cron/v3#hdr-Time_zones
 */
export function cronIntervals(schedule: string, timeZone = 'Etc/UTC'): CronIntervals {
  const { minutes, hours, ...daily } = cronFields(schedule);
  const times = sorted(hours.values.flatMap((hour) => minutes.values.map((minute) => hour * 60 + minute)));
  const starts = { times, ...startDays(daily) };
  const gaps = plainGaps(starts);
  const plain = { shortest: Math.min(...gaps), longest: Math.max(...gaps) };
  const changes = clockChanges(timeZone);
  const { shortest, longest } = changes === undefined ? plain : changedGaps(starts, plain, changes);
  return { shortestSeconds: shortest * MINUTE, longestSeconds: longest * MINUTE };
}

/** By a clock that is never set. */
function plainGaps({ times, days, count }: Starts): number[] {
  const overNight = times[0] - times[times.length - 1];
  const daily = new Set([...gapsOf(days), days[0] + count - days[days.length - 1]]);
  return [...gapsOf(times), ...[...daily].map((gap) => gap * MINUTES_OF_DAY + overNight)];
}

interface Gaps {
  readonly shortest: number;
  readonly longest: number;
}

function changedGaps(starts: Starts, { shortest, longest }: Gaps, changes: ClockChanges): Gaps {
  const { forward, back, minutes } = changes;
  const places = new Map(starts.days.map((day, index) => [day, index]));
  const changed = (moments: readonly ClockChange[], gapAt: (place: number, from: number) => number | undefined) => (
    moments.flatMap(({ day, minute }) => places.get(day) === undefined ? [] : gapAt(places.get(day)!, minute) ?? [])
  );
  const missing = changed(forward, (place, from) => gapOverMissing(starts, place, { from, minutes }));
  const repeated = changed(back, (_, from) => gapOfRepeated(starts, from, minutes));
  // What is looked for hour by hour is not found on a day on which clocks are set by half an hour.
  const usual = minutes % 60 === 0 ? longest : 2 * longest;
  return {
    // Two that are closer are never on both sides of what is left out.
    shortest: Math.min(shortest > minutes ? shortest - minutes : shortest, ...repeated),
    longest: Math.max(usual + minutes, ...missing),
  };
}

/** From the last start before clocks are set back to the first one after that, where both show the same time. */
function gapOfRepeated({ times }: Starts, from: number, minutes: number): number | undefined {
  const repeated = times.filter((time) => time >= from && time < from + minutes);
  return repeated.length === 0 ? undefined : minutes - (repeated[repeated.length - 1] - repeated[0]);
}

/** Over the starts that are left out. */
function gapOverMissing(starts: Starts, place: number, { from, minutes }: { from: number; minutes: number }) {
  const { times, days, count } = starts;
  // A day without a midnight may be left out as a whole, but where every day is one to start on.
  const until = from === 0 && days.length < count ? MINUTES_OF_DAY : from + minutes;
  if (!times.some((time) => time >= from && time < until)) return undefined;
  const daysBefore = place === 0 ? days[0] + count - days[days.length - 1] : days[place] - days[place - 1];
  const daysAfter = place === days.length - 1 ? days[0] + count - days[place] : days[place + 1] - days[place];
  const before = times.filter((time) => time < from).pop() ?? times[times.length - 1] - daysBefore * MINUTES_OF_DAY;
  const after = times.find((time) => time >= until) ?? times[0] + daysAfter * MINUTES_OF_DAY;
  return after - before - minutes;
}

/** The fields that say on which days it starts. */
interface DailyFields {
  readonly days: CronField;
  readonly months: CronField;
  readonly weekdays: CronField;
}

function startDays(fields: DailyFields): Pick<Starts, 'days' | 'count'> {
  const isStart = startsOn(fields);
  const first = Date.UTC(FIRST_YEAR, 0, 1);
  const day = MINUTES_OF_DAY * MINUTE * 1000;
  const count = (Date.UTC(FIRST_YEAR + YEARS, 0, 1) - first) / day;
  const days = Array.from({ length: count }, (_, index) => index)
    .filter((index) => isStart(new Date(first + index * day)));
  return { days, count };
}

/** Of two fields for days that both say something, one is enough. */
function startsOn({ days, months, weekdays }: DailyFields): (date: Date) => boolean {
  const [ofDays, ofMonths, ofWeekdays] = [days, months, weekdays].map(({ values }) => new Set(values));
  const isEither = !days.isAny && !weekdays.isAny;
  return (date) => {
    if (!ofMonths.has(date.getUTCMonth() + 1)) return false;
    const [isDay, isWeekday] = [ofDays.has(date.getUTCDate()), ofWeekdays.has(date.getUTCDay())];
    return isEither ? isDay || isWeekday : isDay && isWeekday;
  };
}

function gapsOf(ascending: readonly number[]): number[] {
  return ascending.slice(1).map((value, index) => value - ascending[index]);
}

function sorted(values: readonly number[]): number[] {
  return [...new Set(values)].sort((left, right) => left - right);
}
