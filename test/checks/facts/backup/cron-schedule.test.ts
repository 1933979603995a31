import * as fc from 'fast-check';
import { readCronSchedule } from '../../../../src/checks/facts/backup/cron-schedule';
import { runs } from '../../../properties/runs';

const HOUR = 60;
const DAY = 24 * HOUR;
const NEVER = { longestGapMinutes: Infinity, isHourly: false, isMonthly: false };
const MONTHLY = { ...NEVER, isMonthly: true };

describe('a schedule', () => {
  it.each<[string, number]>([
    ['* * * * *', 1],
    ['*/15 * * * *', 15],
    ['*/25 * * * *', 25],
    ['7/20 * * * *', 20],
    ['0 * * * *', HOUR],
    ['@hourly', HOUR],
    ['0,5 * * * *', 55],
    ['1,,2 * * * *', 59],
    ['10-12 * * * *', 58],
    ['0 * */1 * ?', HOUR],
    ['0 * 31 * 0-6', HOUR],
  ])('starts in every hour of every day: %s', (text, longestGapMinutes) => {
    expect(readCronSchedule(text)).toEqual({ longestGapMinutes, isHourly: true, isMonthly: true });
  });

  it.each<[string, number]>([
    ['0 0 * * *', DAY],
    ['@daily', DAY],
    ['@midnight', DAY],
    ['  30   3 * * *  ', DAY],
    ['0 */6 * * *', 6 * HOUR],
    ['0 */7 * * *', 7 * HOUR],
    ['0 */9 * * *', 9 * HOUR],
    ['15 1,13 * * *', 12 * HOUR],
    ['0 22-23 * * *', 23 * HOUR],
    ['59 0,23 * * *', 23 * HOUR],
    ['0 3 1-31 1-12 sun-SAT', DAY],
    ['0 3 * JAN-dec *', DAY],
    ['0 3 1,2 * *,1', Infinity],
    ['0 3 */2 * 0-6', DAY],
    ['0 3 1-31 * 1', DAY],
    ['0 3 * * 0-6/1', DAY],
  ])('starts every day, or is said not to: %s', (text, longestGapMinutes) => {
    expect(readCronSchedule(text)).toEqual({ longestGapMinutes, isHourly: false, isMonthly: true });
  });

  it.each([
    '0 0 1 * *', '@monthly', '0 0 28,31 * *', '0 0 * * 1', '@weekly', '0 0 31 * mon', '* * 1-28 * *', '0 0 1-30 * *',
    '0 0 */1 * mon', '0 0 */01 * mon', '0 0 */2 * *',
  ])('leaves days out, and no month: %s', (text) => {
    expect(readCronSchedule(text)).toEqual(MONTHLY);
  });

  it.each([
    '0 0 29 * *', '0 0 31 * *', '0 0 30,31 * ?', '@yearly', '@annually', '0 0 1 1 *', '* * * 1-11 *', '0 0 31 * *,1',
  ])('leaves months out: %s', (text) => {
    expect(readCronSchedule(text)).toEqual(NEVER);
  });

  it.each([
    '', '   ', '* * * *', '* * * * * *', '60 * * * *', '* 24 * * *', '* * 0 * *', '* * 32 * *', '* * * 0 *',
    '* * * 13 *', '* * * * 7', '5-1 * * * *', '* * * dec-jan *', '*/0 * * * *', ', * * * *',
    '-1 * * * *', '1- * * * *', '*/ * * * *', '1.5 * * * *', 'a * * * *',
    '* * * january *', '* * * mon *', '@Daily', '@every', 'TZ=UTC 0 0 * * *',
    '0 0 L * *', '0 0 * * 1#2', 'H H * * *', '__proto__', 'constructor', '1-2-3 * * * *', '1/2/3 * * * *',
  ])('is none that the controller takes: %j', (text) => {
    expect(readCronSchedule(text)).toBeUndefined();
  });
});

/** A field as it is written, and what it says by the rules of the controller. */
interface WrittenField {
  readonly text: string;
  readonly values: readonly number[];
  readonly isStar: boolean;
}

/** Of few or many values, in any of the forms that a part has. */
function field(min: number, max: number): fc.Arbitrary<WrittenField> {
  const step = fc.integer({ min: 1, max: max + 1 });
  const value = fc.integer({ min, max });
  const every = (from: number, to: number, by: number) => (
    Array.from({ length: to - from + 1 }, (_, index) => from + index).filter((one) => (one - from) % by === 0)
  );
  const part = fc.oneof(
    fc.constantFrom('*', '?').map((text) => ({ text, values: every(min, max, 1), isStar: true })),
    step.map((by) => ({ text: `*/${by}`, values: every(min, max, by), isStar: by === 1 })),
    value.map((one) => ({ text: `${one}`, values: [one], isStar: false })),
    fc.tuple(value, step).map(([from, by]) => ({ text: `${from}/${by}`, values: every(from, max, by), isStar: false })),
    fc.tuple(value, value, step).map(([one, other, by]) => {
      const [from, to] = [Math.min(one, other), Math.max(one, other)];
      return { text: `${from}-${to}/${by}`, values: every(from, to, by), isStar: false };
    }),
    fc.constant({ text: `${min}-${max}`, values: every(min, max, 1), isStar: false }),
  );
  return fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => ({
    text: parts.map(({ text }) => text).join(','),
    values: parts.flatMap(({ values }) => values),
    isStar: parts.some(({ isStar }) => isStar),
  }));
}

const FIELDS = fc.tuple(field(0, 59), field(0, 23), field(1, 31), field(1, 12), field(0, 6));

/** The days of four years, one of them a leap year. */
const CALENDAR = Array.from({ length: 4 * 365 + 1 }, (_, index) => new Date(Date.UTC(2026, 0, 1 + index)));

describe('what a schedule says', () => {
  it('is what comes of walking through the days of four years', () => {
    fc.assert(fc.property(FIELDS, (fields) => {
      const text = fields.map((one) => one.text).join(' ');
      expect({ text, ...readCronSchedule(text) }).toEqual({ text, ...walked(fields) });
    }), runs(1000));
  });
});

/** When the controller starts a job, day by day and minute by minute. */
function walked([minutes, hours, days, months, weekdays]: readonly WrittenField[]) {
  const isStartDay = (date: Date) => {
    const [isDay, isWeekday] = [days.values.includes(date.getUTCDate()), weekdays.values.includes(date.getUTCDay())];
    const isEither = days.isStar || weekdays.isStar ? isDay && isWeekday : isDay || isWeekday;
    return months.values.includes(date.getUTCMonth() + 1) && isEither;
  };
  const startDays = CALENDAR.filter(isStartDay);
  const isDaily = startDays.length === CALENDAR.length;
  const monthsWithStart = new Set(startDays.map((date) => date.toISOString().slice(0, 7)));
  const starts = Array.from({ length: 2 * DAY }, (_, minute) => minute).filter((minute) => (
    hours.values.includes(Math.floor(minute / HOUR) % 24) && minutes.values.includes(minute % HOUR)
  ));
  const gaps = starts.slice(1).map((start, index) => start - starts[index]);
  return {
    longestGapMinutes: isDaily ? Math.max(...gaps) : Infinity,
    isHourly: isDaily && new Set(hours.values).size === 24,
    isMonthly: monthsWithStart.size === 48,
  };
}
