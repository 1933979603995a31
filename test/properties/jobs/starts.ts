import * as fc from 'fast-check';

/** A field of cron, with what it means, so that nobody has to read it. */
export interface FieldCase {
  text: string;
  values: number[];
  isAny: boolean;
}

export interface ScheduleCase {
  minutes: FieldCase;
  hours: FieldCase;
  days: FieldCase;
  months: FieldCase;
  weekdays: FieldCase;
  timeZone?: string;
}

/** How much time lies between the starts of two years. */
export interface Gaps {
  readonly shortestSeconds: number;
  readonly longestSeconds: number;
  /** In minutes. */
  readonly starts: readonly number[];
}

const FIRST = Date.UTC(2027, 0, 1);
/** One of the two years has a 29th of February. */
const DAYS = 365 + 366;
const DAY_MINUTES = 24 * 60;
const MINUTE = 60_000;

interface FieldRange {
  readonly min: number;
  readonly max: number;
  readonly names?: string;
}

/** A field in each of the ways to write it. */
function field({ min, max, names = '' }: FieldRange): fc.Arbitrary<FieldCase> {
  const value = fc.integer({ min, max });
  const step = fc.integer({ min: 2, max: max - min });
  const of = (text: string, values: number[], isAny = false): FieldCase => ({ text, values, isAny });
  const word = (number: number) => names.split(' ')[number - min] || String(number);
  return fc.oneof(
    fc.constant(of('*', upTo(min, max), true)),
    value.map((one) => of(word(one), [one])),
    fc.uniqueArray(value, { minLength: 2, maxLength: 3 }).map((some) => of(some.join(','), some)),
    fc.tuple(value, value).map(([one, other]) => {
      const [from, to] = [Math.min(one, other), Math.max(one, other)];
      return of(`${word(from)}-${word(to)}`, upTo(from, to));
    }),
    step.map((by) => of(`*/${by}`, upTo(min, max, by))),
    fc.tuple(value, step).map(([from, by]) => of(`${from}/${by}`, upTo(from, max, by))),
  );
}

function upTo(from: number, to: number, by = 1): number[] {
  return Array.from({ length: Math.floor((to - from) / by) + 1 }, (_, index) => from + index * by);
}

/** Schedules that start each year. */
export const scheduleCase: fc.Arbitrary<ScheduleCase> = fc.record({
  minutes: field({ min: 0, max: 59 }),
  hours: field({ min: 0, max: 23 }),
  days: field({ min: 1, max: 31 }).filter(({ values }) => Math.min(...values) <= 28),
  months: field({ min: 1, max: 12, names: 'jan FEB mar apr may jun jul aug sep oct nov dec' }),
  weekdays: field({ min: 0, max: 6, names: 'SUN mon tue wed thu fri sat' }),
  timeZone: fc.constantFrom(
    undefined, undefined, 'Etc/UTC', 'Asia/Kolkata', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe',
  ),
});

export function scheduleText({ minutes, hours, days, months, weekdays }: ScheduleCase): string {
  return [minutes, hours, days, months, weekdays].map(({ text }) => text).join(' ');
}

export function zoneOf({ timeZone = 'Etc/UTC' }: ScheduleCase): string {
  return timeZone;
}

/** Whether the calendar of the two years says all: which day of the month is which of the week differs each year. */
export function isWholeYearly(given: ScheduleCase): boolean {
  return zoneOf(given) === 'Etc/UTC' && (given.days.isAny || given.weekdays.isAny);
}

/** All starts within two years, looked for minute by minute by the clock of the zone. */
export function gapsOf(given: ScheduleCase): Gaps {
  const [minutes, hours] = [flags(given.minutes, 60), flags(given.hours, 24)];
  const isStartDay = upTo(-1, DAYS + 1).map((day) => startsOn(given, new Date(FIRST + day * DAY_MINUTES * MINUTE)));
  const starts: number[] = [];
  for (const { from, to, offset } of clockOf(zoneOf(given))) {
    for (let minute = from; minute < to; minute += 1) {
      const local = minute + offset + DAY_MINUTES;
      const ofDay = local % DAY_MINUTES;
      if (!minutes[ofDay % 60] || !hours[Math.floor(ofDay / 60)]) continue;
      if (isStartDay[Math.floor(local / DAY_MINUTES)]) starts.push(minute);
    }
  }
  let [shortest, longest] = [Infinity, 0];
  for (let index = 1; index < starts.length; index += 1) {
    const gap = starts[index] - starts[index - 1];
    shortest = Math.min(shortest, gap);
    longest = Math.max(longest, gap);
  }
  return { shortestSeconds: shortest * 60, longestSeconds: longest * 60, starts };
}

/** How many runs go on at once, where each takes as long as it may. */
export function mostAtOnce({ starts }: Gaps, seconds: number): number {
  let [most, first] = [0, 0];
  for (let index = 0; index < starts.length; index += 1) {
    while ((starts[index] - starts[first]) * 60 >= seconds) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}

function flags({ values }: FieldCase, length: number): boolean[] {
  return Array.from({ length }, (_, value) => values.includes(value));
}

function startsOn({ days, months, weekdays }: ScheduleCase, date: Date): boolean {
  if (!months.values.includes(date.getUTCMonth() + 1)) return false;
  const isDay = days.values.includes(date.getUTCDate());
  const isWeekday = weekdays.values.includes(date.getUTCDay());
  return days.isAny || weekdays.isAny ? isDay && isWeekday : isDay || isWeekday;
}

/** Minutes between two changes of the clock. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

const CLOCKS = new Map<string, Stretch[]>();

function clockOf(timeZone: string): Stretch[] {
  const known = CLOCKS.get(timeZone) ?? stretchesOf(timeZone);
  CLOCKS.set(timeZone, known);
  return known;
}

function stretchesOf(timeZone: string): Stretch[] {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const offsetAt = (minute: number) => {
    const text = format.format(FIRST + minute * MINUTE);
    const [, sign = '+', hour = '0', rest = '0'] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(text)!;
    return (Number(hour) * 60 + Number(rest)) * (sign === '-' ? -1 : 1);
  };
  const end = DAYS * DAY_MINUTES;
  const changes = upTo(1, DAYS).map((day) => day * DAY_MINUTES)
    .filter((minute) => offsetAt(minute) !== offsetAt(minute - DAY_MINUTES))
    .map((minute) => changeBefore(minute, offsetAt));
  const borders = [0, ...changes, end];
  return borders.slice(1).map((to, index) => ({ from: borders[index], to, offset: offsetAt(borders[index]) }));
}

/** The first minute of a day with the offset that it ends with. */
function changeBefore(minute: number, offsetAt: (minute: number) => number): number {
  let [before, after] = [minute - DAY_MINUTES, minute];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(middle) === offsetAt(minute)) after = middle;
    else before = middle;
  }
  return after;
}
