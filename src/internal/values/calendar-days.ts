import { IConstruct } from 'constructs';
import { fail } from '../fail';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_LENGTH = 'YYYY-MM-DD'.length;
const MIDNIGHT = 'T00:00:00Z';
const TIME = /^T(?:[01]\d|2[0-3]):[0-5]\d(?<second>:[0-5]\dZ)?$/;

/** Whether a text is a day of the calendar, as `YYYY-MM-DD`; the 30th of February is none. */
export function isCalendarDay(text: unknown): text is string {
  if (typeof text !== 'string' || !DAY.test(text)) return false;
  const time = Date.parse(`${text}${MIDNIGHT}`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Refuses everything but a day of the calendar, written `YYYY-MM-DD`. */
export function checkCalendarDay(scope: IConstruct, prop: string, day: string): void {
  if (!isCalendarDay(day)) {
    fail(scope, { prop, must: 'be a date like 2027-03-31', got: day, remedy: 'give an absolute day of the calendar' });
  }
}

/** The first second of a day of the calendar in UTC, counted from 1970. */
export function firstSecondOf(day: string): number {
  return Date.parse(`${day}${MIDNIGHT}`) / 1000;
}

/**
 * When something expires that says so by the annotation `janitor/expires`, in seconds since 1970.
 *
 * @returns undefined where the text is no day, no minute and no second, all of them in UTC
 */
export function expiryMoment(text: string): number | undefined {
  const [day, time] = [text.slice(0, DAY_LENGTH), text.slice(DAY_LENGTH)];
  if (!isCalendarDay(day)) return undefined;
  if (time === '') return firstSecondOf(day);
  const match = TIME.exec(time);
  if (match === null) return undefined;
  return Date.parse(`${day}${time}${match.groups!.second === undefined ? ':00Z' : ''}`) / 1000;
}
