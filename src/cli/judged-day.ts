import { isCalendarDay } from '../internal/values/calendar-days';

/**
 * The day on which waivers and evidence are judged, as `YYYY-MM-DD`: the one given, that of an epoch, or today.
 *
 * The command may read a clock; what it judges may not.
 *
 * @param given by whoever asks
 * @param epoch the variable `SOURCE_DATE_EPOCH`
 * @param option what messages call the one given
 * @throws Error where what was given is no day of the calendar
 * @see https://reproducible-builds.org/specs/source-date-epoch/
 */
export function judgedDay(given: string | undefined, epoch: string | undefined, option = '--as-of'): string {
  if (given !== undefined) {
    if (isCalendarDay(given)) return given;
    throw new Error(`${option} must be a date like 2026-12-31, got ${JSON.stringify(given)}; `
      + 'give a day of the calendar');
  }
  // Empty is how a shell unsets a variable for one command.
  return epoch === undefined || epoch === '' ? dayOf(Date.now()) : dayOfEpoch(epoch, option);
}

function dayOfEpoch(epoch: string, option: string): string {
  const day = /^\d{1,12}$/.test(epoch) ? dayOf(Number(epoch) * 1000) : undefined;
  if (isCalendarDay(day)) return day;
  throw new Error('SOURCE_DATE_EPOCH must be whole seconds since 1970 of a day before the year 10000, '
    + `got ${JSON.stringify(epoch)}; unset it, or give ${option}`);
}

function dayOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}
