import { Construct } from 'constructs';
import { MuteTime } from './alert-routing-props';
import { durationOf } from './group-times';
import { longestOpenStretch, TellingTimes } from './open-week';
import { MuteInterval, PlannedMuteTime } from './routing-plan';
import { Weekday } from './weekday';
import { fail } from '../../internal/fail';
import { checkDnsLabel } from '../../internal/naming/names';
import { isAbbreviation, isTimeZone, isUtc } from '../../internal/values/time-zones';

/** The days of the week in turn. */
export const WEEKDAYS = Object.values(Weekday);

const TIME = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;
const DAY = 24 * 60;
const SECONDS_OF_MINUTE = 60;

/**
 * The times as intervals of days; refuses those that are none, and those that leave too little of the week: a group is
 * looked at once in an interval, in seconds, and what is muted just then waits for the next time.
 */
export function plannedMuteTimes(
  scope: Construct, muteTimes: Readonly<Record<string, MuteTime>>, groupInterval: number,
): PlannedMuteTime[] {
  const planned = Object.entries(muteTimes).map(([name, time]) => plannedMuteTime(scope, name, time));
  if (leavesTime({ muted: planned }, groupInterval)) return planned;
  fail(scope, {
    prop: 'muteTimes',
    must: `leave some time of the week, ${durationOf(groupInterval)} (groupInterval) at a stretch, `
      + 'or warnings end nowhere',
    got: muteTimes,
    remedy: 'end one of them earlier, or leave one out',
  });
}

/** Whether a group is looked at in some minute of each week in which it is told. */
export function leavesTime(times: TellingTimes, groupInterval: number): boolean {
  return longestOpenStretch(times) * SECONDS_OF_MINUTE >= Math.max(groupInterval, SECONDS_OF_MINUTE);
}

function plannedMuteTime(scope: Construct, name: string, muteTime: MuteTime): PlannedMuteTime {
  const prop = `muteTimes.${name}`;
  checkDnsLabel(scope, prop, name);
  const { weekdays, start = '00:00', end = '24:00', timeZone } = muteTime;
  checkTimeZone(scope, `${prop}.timeZone`, timeZone);
  const from = minutesOf(scope, `${prop}.start`, start);
  const to = minutesOf(scope, `${prop}.end`, end);
  if (from === DAY) {
    const remedy = 'write it as 00:00, on the day after';
    fail(scope, { prop: `${prop}.start`, must: 'be before the end of the day', got: start, remedy });
  }
  if (from === to) {
    const remedy = 'leave out both for whole days';
    fail(scope, { prop: `${prop}.end`, must: 'be another time than start', got: end, remedy });
  }
  return {
    name,
    intervals: intervalsOf({ start: from, end: to, days: daysOf(scope, `${prop}.weekdays`, weekdays) }),
    ...(timeZone === undefined || isUtc(timeZone) ? {} : { timeZone }),
  };
}

function daysOf(scope: Construct, prop: string, weekdays: readonly Weekday[] | undefined): number[] | undefined {
  if (weekdays?.length === 0) {
    fail(scope, { prop, must: 'name days', got: weekdays, remedy: 'leave it out for every day' });
  }
  const days = weekdays?.map((day) => WEEKDAYS.indexOf(day));
  return days && [...new Set(days)].sort((one, other) => one - other);
}

function intervalsOf({ start, end, days }: MuteInterval): MuteInterval[] {
  if (start < end) return [{ start, end, days }];
  const next = days?.map((day) => (day + 1) % WEEKDAYS.length).sort((one, other) => one - other);
  const evening = { start, end: DAY, days };
  return end === 0 ? [evening] : [evening, { start: 0, end, days: next }];
}

function minutesOf(scope: Construct, prop: string, text: string): number {
  const match = TIME.exec(text);
  if (match === null) fail(scope, { prop, must: 'be a time of day, HH:MM', got: text, remedy: 'write it like 22:00' });
  return match[1] === undefined ? DAY : Number(match[1]) * 60 + Number(match[2]);
}

function checkTimeZone(scope: Construct, prop: string, timeZone: string | undefined): void {
  if (timeZone === undefined || isTimeZone(timeZone)) return;
  const remedy = isAbbreviation(timeZone) ? 'name a city of it, like Europe/Berlin' : 'write it like Europe/Berlin';
  fail(scope, { prop, must: 'be a time zone of the IANA database', got: timeZone, remedy });
}
