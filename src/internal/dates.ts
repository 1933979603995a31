import { IConstruct } from 'constructs';
import { fail } from './fail';

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Refuses everything but a day of the calendar, written `YYYY-MM-DD`. */
export function checkDate(scope: IConstruct, prop: string, date: string): void {
  const parsed = DATE.test(date) ? new Date(`${date}T00:00:00Z`) : undefined;
  if (parsed === undefined || Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== date) {
    fail(scope, { prop, must: 'be a date like 2027-03-31', got: date, remedy: 'give an absolute day of the calendar' });
  }
}
