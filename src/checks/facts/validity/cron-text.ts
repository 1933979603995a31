const MACROS = new Set(['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly']);
const INTERVAL = /^@every [+-]?(0|((\d+(\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h))+)$/;
/** Longer than any schedule, and short enough for each expression. */
const LONGEST = 1000;
const NUMBER = /^\+?\d{1,15}$/;

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
  if (text.startsWith('@')) return MACROS.has(text) || INTERVAL.test(text);
  const fields = text.trim().split(/\s+/);
  return (
    fields.length === FIELDS.length &&
    fields.every((field, index) =>
      field
        .split(',')
        .filter((part) => part !== '')
        .every((part) => isPart(part, FIELDS[index])),
    )
  );
}

function isPart(part: string, range: FieldRange): boolean {
  const [values, step, ...others] = part.split('/');
  const isStep = step === undefined || (NUMBER.test(step) && Number(step) > 0);
  return others.length === 0 && isStep && isRange(values, range, step !== undefined);
}

/** A step after a single value goes on to the end; of a star, nobody reads what follows a dash. */
function isRange(values: string, range: FieldRange, isOpen: boolean): boolean {
  const [first, last = first, ...more] = values.split('-');
  if (first === '*' || first === '?') return true;
  const from = numberOf(first, range);
  const to = isOpen && !values.includes('-') ? range.max : numberOf(last, range);
  return more.length === 0 && from >= range.min && from <= to && to <= range.max;
}

function numberOf(word: string, { min, names = [] }: FieldRange): number {
  const place = names.indexOf(word.toLowerCase());
  if (place >= 0) return place + min;
  return NUMBER.test(word) ? Number(word) : NaN;
}
