import { fieldsOfMacro } from './cron-macros';

const INTERVAL = /^@every [+-]?(0|((\d+(\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h))+)$/;
/** Longer than any schedule, and short enough for each expression. */
const LONGEST = 1000;
const NUMBER = /^\+?\d{1,15}$/;

/** Of each month, in a leap year. */
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** What a field counts. */
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

/**
 * Whether the controller of CronJobs can read a schedule, with all that it lets pass.
 *
 * Libraries that read cron take more: a seventh day, `L`, `#`, seconds.
 *
 * @see https://github.com/robfig/cron/blob/v3.0.1/parser.go
 */
export function isCronText(text: string): boolean {
  if (text.length > LONGEST) return false;
  if (text.startsWith('@')) return fieldsOfMacro(text) !== undefined || INTERVAL.test(text);
  const fields = text.trim().split(/\s+/);
  return (
    fields.length === FIELDS.length &&
    fields.every((field, index) =>
      partsOf(field).every((part) => isPart(part, FIELDS[index])),
    )
  );
}

/**
 * Whether no time fits a schedule that can be read, such as one on the 30th of February.
 *
 * Where day and weekday are both chosen, either will do.
 */
export function neverStarts(text: string): boolean {
  if (text.startsWith('@')) return false;
  const { minutes, hours, days, months, weekdays } = cronFields(text);
  if ([minutes, hours, months].some(({ values }) => values.length === 0)) return true;
  const isEither = !days.isAny && !weekdays.isAny;
  const hasWeekday = weekdays.values.length > 0;
  if (isEither && hasWeekday) return false;
  if (!isEither && !hasWeekday) return true;
  return Math.min(...days.values) > Math.max(...months.values.map((month) => DAYS[month - 1]));
}

/** What a field says. */
export interface CronField {
  readonly values: readonly number[];
  /** Where it is, of the two fields for days only the other one counts. */
  readonly isAny: boolean;
}

/** The five fields of a schedule that can be read, and is no macro. */
export function cronFields(text: string) {
  const [minutes, hours, days, months, weekdays] = text.trim().split(/\s+/).map((field, index): CronField => (
    { values: valuesOf(field, FIELDS[index]), isAny: isAny(field) }
  ));
  return { minutes, hours, days, months, weekdays };
}

function isAny(field: string): boolean {
  return field.split(',').some((part) => /^[*?][^/]*(\/0*1)?$/.test(part));
}

function valuesOf(field: string, range: FieldRange): number[] {
  return partsOf(field).flatMap((part) => {
    const [values, step = '1'] = part.split('/');
    const [from, to] = boundsOf(values, range, part.includes('/'));
    const by = Math.min(Number(step), range.max + 1);
    return Array.from({ length: Math.floor((to - from) / by) + 1 }, (_, index) => from + index * by);
  });
}

function partsOf(field: string): string[] {
  return field.split(',').filter((part) => part !== '');
}

function isPart(part: string, range: FieldRange): boolean {
  const [values, step, ...others] = part.split('/');
  const isStep = step === undefined || (NUMBER.test(step) && Number(step) > 0);
  return others.length === 0 && isStep && isRange(values, range, step !== undefined);
}

/** A step after a single value goes on to the end; of a star, nobody reads what follows a dash. */
function isRange(values: string, range: FieldRange, isOpen: boolean): boolean {
  const [first, , ...more] = values.split('-');
  if (first === '*' || first === '?') return true;
  const [from, to] = boundsOf(values, range, isOpen);
  return more.length === 0 && from >= range.min && from <= to && to <= range.max;
}

function boundsOf(values: string, range: FieldRange, isOpen: boolean): [from: number, to: number] {
  const [first, last = first] = values.split('-');
  if (first === '*' || first === '?') return [range.min, range.max];
  const to = isOpen && !values.includes('-') ? range.max : numberOf(last, range);
  return [numberOf(first, range), to];
}

function numberOf(word: string, { min, names = [] }: FieldRange): number {
  const place = names.indexOf(word.toLowerCase());
  if (place >= 0) return place + min;
  return NUMBER.test(word) ? Number(word) : NaN;
}
