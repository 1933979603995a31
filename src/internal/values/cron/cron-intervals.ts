import { CronField, cronFields } from './cron-text';

const MINUTE = 60;
const MINUTES_OF_DAY = 24 * 60;
/** After so many years each day of a month is the same day of the week again, until 2100 at least. */
const FIRST_YEAR = 2000;
const YEARS = 28;

/** How much time lies between two starts of a schedule. */
export interface CronIntervals {
  readonly shortestSeconds: number;
  readonly longestSeconds: number;
}

/**
 * The shortest and the longest time between two starts, by a clock that is never set back or forward.
 *
 * @param schedule five fields that can be read, and that start at some time
 */
export function cronIntervals(schedule: string): CronIntervals {
  const { minutes, hours, ...daily } = cronFields(schedule);
  const times = sorted(hours.values.flatMap((hour) => minutes.values.map((minute) => hour * 60 + minute)));
  const withinDay = gapsOf(times);
  const overNight = times[0] - times[times.length - 1];
  const betweenDays = daysBetween(daily).map((days) => days * MINUTES_OF_DAY + overNight);
  const gaps = [...withinDay, ...betweenDays];
  return { shortestSeconds: Math.min(...gaps) * MINUTE, longestSeconds: Math.max(...gaps) * MINUTE };
}

/** The fields that say on which days it starts. */
interface DailyFields {
  readonly days: CronField;
  readonly months: CronField;
  readonly weekdays: CronField;
}

/** How many days may lie between one on which it starts and the next one. */
function daysBetween(fields: DailyFields): number[] {
  const isStart = startsOn(fields);
  const first = Date.UTC(FIRST_YEAR, 0, 1);
  const count = (Date.UTC(FIRST_YEAR + YEARS, 0, 1) - first) / (MINUTES_OF_DAY * MINUTE * 1000);
  const starts = Array.from({ length: count }, (_, index) => index)
    .filter((index) => isStart(new Date(first + index * MINUTES_OF_DAY * MINUTE * 1000)));
  return [...new Set([...gapsOf(starts), starts[0] + count - starts[starts.length - 1]])];
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
