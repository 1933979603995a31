const MINUTES_OF_DAY = 24 * 60;
const MACROS: Record<string, string> = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@weekly': '0 0 * * 0',
  '@monthly': '0 0 1 * *',
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
};
/** One part of a list, where `*` is written as the range that it stands for. */
const PART = /^([0-9]{1,2}|[a-z]{3})(?:-([0-9]{1,2}|[a-z]{3}))?(?:\/([0-9]{1,2}))?$/i;

/** Which values a field of a schedule has. */
interface FieldRange {
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

const FIELDS: readonly FieldRange[] = [
  { min: 0, max: 59 },
  { min: 0, max: 23 },
  { min: 1, max: 31 },
  { min: 1, max: 12, names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] },
  { min: 0, max: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];

/** When something starts, as far as checks ask. */
export interface CronSchedule {
  /** The longest time between two starts; Infinity where there are days without any. */
  readonly longestGapMinutes: number;
  /** Whether it starts in every hour of every day, so that no time zone matters. */
  readonly isHourly: boolean;
  /** Whether it starts in every month. */
  readonly isMonthly: boolean;
}

/** What a field says. */
interface CronField {
  readonly values: ReadonlySet<number>;
  readonly isFull: boolean;
  /** Where it is, of the two fields for days only the other one counts. */
  readonly isStar: boolean;
}

/**
 * Reads a schedule as the controller of CronJobs does: a macro, or five fields of numbers, names, ranges and steps.
 * Undefined where it is anything else.
 *
 * @see https://pkg.go.dev/github.com/robfig/cron/v3#hdr-CRON_Expression_Format
 */
export function readCronSchedule(text: string): CronSchedule | undefined {
  const macro = text.trim();
  const words = (Object.hasOwn(MACROS, macro) ? MACROS[macro] : macro).split(/\s+/);
  const fields = words.flatMap((word, index) => readField(word, FIELDS[index]) ?? []);
  if (words.length !== FIELDS.length || fields.length !== FIELDS.length) return undefined;
  const [minutes, hours, , months] = fields;
  const isDaily = months.isFull && startsEveryDay(fields);
  return {
    longestGapMinutes: isDaily ? longestGap(minutes, hours) : Infinity,
    isHourly: isDaily && hours.isFull,
    isMonthly: months.isFull && startsInEachMonth(fields),
  };
}

/** Of two fields for days that both say something, one is enough. */
function startsEveryDay([, , days, , weekdays]: readonly CronField[]): boolean {
  const isAnd = days.isStar || weekdays.isStar;
  return isAnd ? days.isFull && weekdays.isFull : days.isFull || weekdays.isFull;
}

/** A day of the week is in each month; of the days of the month, those that the shortest one has. */
function startsInEachMonth([, , days, , weekdays]: readonly CronField[]): boolean {
  return !weekdays.isStar || [...days.values].some((day) => day <= 28);
}

function readField(word: string, range: FieldRange | undefined): CronField | undefined {
  if (range === undefined) return undefined;
  const parts = word.split(',').map((part) => readPart(part, range));
  if (parts.some((part) => part === undefined)) return undefined;
  const values = new Set(parts.flatMap((part) => part ?? []));
  const isStar = word.split(',').some((part) => /^[*?](\/0?1)?$/.test(part));
  return { values, isFull: values.size === range.max - range.min + 1, isStar };
}

function readPart(part: string, range: FieldRange): number[] | undefined {
  const [, first = '', last = impliedLast(part, first), step = '1'] = PART.exec(part.replace(/^[*?]/, 'min-max')) ?? [];
  const [from, to, by] = [numberOf(first, range), numberOf(last, range), Number(step)];
  if (first === '' || !(from >= range.min && from <= to && to <= range.max) || by === 0) return undefined;
  return Array.from({ length: Math.floor((to - from) / by) + 1 }, (_, index) => from + index * by);
}

/** A step after a single number goes on to the end. */
function impliedLast(part: string, first: string): string {
  return part.includes('/') ? 'max' : first;
}

function numberOf(word: string, { min, max, names = [] }: FieldRange): number {
  if (word === 'min') return min;
  if (word === 'max') return max;
  const place = names.indexOf(word.toLowerCase());
  return /^\d/.test(word) ? Number(word) : place === -1 ? NaN : place + min;
}

/** The day repeats, so that the last start of one is followed by the first of the next. */
function longestGap(minutes: CronField, hours: CronField): number {
  const starts = [...hours.values].flatMap((hour) => [...minutes.values].map((minute) => hour * 60 + minute))
    .sort((left, right) => left - right);
  return Math.max(...starts.map((start, index) => (starts[index + 1] ?? starts[0] + MINUTES_OF_DAY) - start));
}
