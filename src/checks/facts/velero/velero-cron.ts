import { isTimeZone } from '../../../internal/values/time-zones';
import { goDurationSeconds } from '../../model/values/go-duration-text';

const FORM = 'minute hour day month weekday';
const LONGEST = 1024;
const ZONE = /^(?:CRON_)?TZ=([^ ]*)(?: ([\s\S]*))?$/;
const QUOTED = /^(["'])(.*)\1$/;
const EVERY = '@every ';
const DESCRIPTORS = new Set([
  '@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly', '@triggered', '@manual', '@none',
]);
const NUMBER = /^\+?\d{1,15}$/;

/** What a field counts; each may go over its end, as in 22-2. */
interface VeleroCronField {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

const FIELDS: readonly VeleroCronField[] = [
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day', min: 1, max: 31 },
  {
    name: 'month',
    min: 1,
    max: 12,
    names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  { name: 'weekday', min: 0, max: 7, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];

/** Why a schedule is none. */
export interface CronProblem {
  readonly message: string;
  readonly expected: string;
}

/**
 * Why Velero cannot read a schedule; undefined where it can.
 *
 * Since 1.18 it takes more than the controller of CronJobs, such as a seventh day, and refuses a step as large as its
 * range.
 *
 * @see https://github.com/netresearch/go-cron/blob/v0.15.0/parser.go
 */
export function veleroCronProblem(text: string): CronProblem | undefined {
  if (Buffer.byteLength(text) > LONGEST) return problem(`is longer than ${LONGEST} characters`, FORM);
  const [, zone, rest = ''] = ZONE.exec(text) ?? [];
  if (zone === undefined) return problemOfTimes(text);
  const name = QUOTED.exec(zone)?.[2] ?? zone;
  // That of the machine is one for Velero.
  if (name !== 'Local' && !isTimeZone(name)) {
    return problem(`has a time zone that there is not: ${name}`, 'a name such as Europe/Berlin');
  }
  return problemOfTimes(rest.trim());
}

function problemOfTimes(text: string): CronProblem | undefined {
  if (text.startsWith('@')) return problemOfDescriptor(text);
  const fields = text.split(/\s+/).filter((field) => field !== '');
  if (fields.length !== FIELDS.length) {
    return problem(`has ${fields.length} fields, where Velero reads ${FIELDS.length}`, FORM);
  }
  for (const [index, field] of FIELDS.entries()) {
    const wrong = fields[index].split(',').find((part) => part !== '' && !isPart(part, field));
    if (wrong === undefined) continue;
    const expected = `within ${field.min} to ${field.max}, and no step as large as what it goes through`;
    return problem(`has ${wrong} as its ${field.name}, which Velero cannot read`, expected);
  }
  return undefined;
}

function problemOfDescriptor(text: string): CronProblem | undefined {
  if (DESCRIPTORS.has(text)) return undefined;
  if (!text.startsWith(EVERY)) return problem('is a name that Velero does not know', [...DESCRIPTORS].join(', '));
  const seconds = goDurationSeconds(text.slice(EVERY.length));
  return seconds !== undefined && seconds >= 1 ? undefined
    : problem('has no time that Velero can wait for', '@every 6h, or longer than a second');
}

function isPart(part: string, field: VeleroCronField): boolean {
  const [values, step = '1', ...others] = part.split('/');
  const [from, to] = boundsOf(values, field, part.includes('/'));
  return others.length === 0 && from >= field.min && to <= field.max && isStep(step, sizeOf(from, to, field));
}

/** A step after a single value goes on to the end; of a star, nobody reads what follows a dash. */
function boundsOf(values: string, field: VeleroCronField, isOpen: boolean): [from: number, to: number] {
  const [first, last = first, ...more] = values.split('-');
  if (first === '*' || first === '?') return [field.min, field.max];
  if (more.length > 0) return [NaN, NaN];
  const to = isOpen && !values.includes('-') ? field.max : numberOf(last, field);
  return [numberOf(first, field), to];
}

function sizeOf(from: number, to: number, { min, max }: VeleroCronField): number {
  const size = from > to ? max - from + to - min + 2 : to - from + 1;
  // A start behind the end of the field is not refused, and a size below zero is counted as a large one.
  return size < 0 ? Infinity : size;
}

function isStep(text: string, size: number): boolean {
  const step = NUMBER.test(text) ? Number(text) : 0;
  return step === 1 || step > 1 && step < size;
}

function numberOf(word: string, { min, names = [] }: VeleroCronField): number {
  const place = names.indexOf(word.toLowerCase());
  if (place >= 0) return place + min;
  return NUMBER.test(word) ? Number(word) : NaN;
}

function problem(message: string, expected: string): CronProblem {
  return { message, expected };
}
