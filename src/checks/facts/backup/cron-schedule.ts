import { fieldsOfMacro } from '../../../internal/values/cron/cron-macros';
import { CronField, cronFields, isCronText } from '../../../internal/values/cron/cron-text';

const MINUTES_OF_DAY = 24 * 60;
/** How many values the fields for hours, days, months and weekdays may have. */
const FULL = { hours: 24, days: 31, months: 12, weekdays: 7 };

/** When something starts, as far as checks ask. */
export interface CronSchedule {
  /** The longest time between two starts; Infinity where there are days without any. */
  readonly longestGapMinutes: number;
  /** Whether it starts in every hour of every day, so that no time zone matters. */
  readonly isHourly: boolean;
  /** Whether it starts in every month. */
  readonly isMonthly: boolean;
}

/**
 * Reads a schedule as the controller of CronJobs does: a macro, or five fields of numbers, names, ranges and steps.
 * Undefined where it is anything else.
 *
 * @see https://pkg.go.dev/github.com/robfig/cron/v3#hdr-CRON_Expression_Format
 */
export function readCronSchedule(text: string): CronSchedule | undefined {
  const written = text.trim();
  const schedule = fieldsOfMacro(written) ?? written;
  if (schedule.startsWith('@') || !isCronText(schedule)) return undefined;
  const fields = cronFields(schedule);
  const { minutes, hours, months } = fields;
  if (Object.values(fields).some(({ values }) => values.length === 0)) return undefined;
  const isDaily = isFull(months, FULL.months) && startsEveryDay(fields);
  return {
    longestGapMinutes: isDaily ? longestGap(minutes, hours) : Infinity,
    isHourly: isDaily && isFull(hours, FULL.hours),
    isMonthly: isFull(months, FULL.months) && startsInEachMonth(fields),
  };
}

/** The fields for days. */
type DailyFields = Pick<ReturnType<typeof cronFields>, 'days' | 'weekdays'>;

/** Of two fields for days that both say something, one is enough. */
function startsEveryDay({ days, weekdays }: DailyFields): boolean {
  const [everyDay, everyWeekday] = [isFull(days, FULL.days), isFull(weekdays, FULL.weekdays)];
  return days.isAny || weekdays.isAny ? everyDay && everyWeekday : everyDay || everyWeekday;
}

/** A day of the week is in each month; of the days of the month, those that the shortest one has. */
function startsInEachMonth({ days, weekdays }: DailyFields): boolean {
  return !weekdays.isAny || days.values.some((day) => day <= 28);
}

function isFull({ values }: CronField, count: number): boolean {
  return new Set(values).size === count;
}

/** The day repeats, so that the last start of one is followed by the first of the next. */
function longestGap(minutes: CronField, hours: CronField): number {
  const starts = hours.values.flatMap((hour) => minutes.values.map((minute) => hour * 60 + minute))
    .sort((left, right) => left - right);
  return Math.max(...starts.map((start, index) => (starts[index + 1] ?? starts[0] + MINUTES_OF_DAY) - start));
}
