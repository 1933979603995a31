import { IConstruct } from 'constructs';
import { fail } from '../fail';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a text is a day of the calendar, as `YYYY-MM-DD`; the 30th of February is none. */
export function isCalendarDay(text: unknown): text is string {
  if (typeof text !== 'string' || !DAY.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Refuses everything but a day of the calendar, written `YYYY-MM-DD`. */
export function checkCalendarDay(scope: IConstruct, prop: string, day: string): void {
  if (!isCalendarDay(day)) {
    fail(scope, { prop, must: 'be a date like 2027-03-31', got: day, remedy: 'give an absolute day of the calendar' });
  }
}
