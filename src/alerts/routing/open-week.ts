import { MuteInterval } from './routing-plan';
import { offsetMinutes } from '../../internal/values/time-zones';

/** Times of the week by the clocks of a zone, UTC where none is named. */
export interface ZonedTimes {
  readonly intervals: readonly MuteInterval[];
  readonly timeZone?: string;
}

/** When something is told: not in one of the first, and where there are any, in one of the second. */
export interface TellingTimes {
  readonly muted: readonly ZonedTimes[];
  readonly active?: readonly ZonedTimes[];
}

const DAYS = 7;
const DAY = 24 * 60;
const WEEK = DAYS * DAY;
const WEEKS = 53;
/** A year in which all zones that have summer time go to it and back; what comes after is like it. */
const FIRST_MONDAY = Date.UTC(2026, 0, 5);

/**
 * The longest stretch of a week, in minutes, in which something is told; of a week in which it is shortest.
 *
 * Several zones are to be put beside each other as they are at the same time, in summer and in winter. Within the week
 * in which a zone changes its clock, it is taken to have the offset of its beginning.
 */
export function longestOpenStretch({ muted, active }: TellingTimes): number {
  const all = [...muted, ...active ?? []];
  const stretches = offsetsOfYear([...new Set(all.map(zoneOf))]).map((offsets) => {
    const isMuted = minutesIn(muted, offsets);
    const isActive = active && minutesIn(active, offsets);
    return longestRun(isMuted.map((count, minute) => (count === 0 && isActive?.[minute] !== 0 ? 1 : 0)));
  });
  return Math.min(...stretches);
}

function zoneOf({ timeZone = 'UTC' }: ZonedTimes): string {
  return timeZone;
}

type Offsets = ReadonlyMap<string, number>;

/** How far zones are ahead of UTC, as often as that changes; one zone is like any other. */
function offsetsOfYear(zones: readonly string[]): Offsets[] {
  if (zones.length < 2) return [new Map()];
  const byText = new Map(Array.from({ length: WEEKS }, (_, week) => {
    const moment = FIRST_MONDAY + week * WEEK * 60_000;
    const offsets = zones.map((zone) => [zone, offsetMinutes(zone, moment)] as const);
    return [JSON.stringify(offsets), new Map(offsets)] as const;
  }));
  return [...byText.values()];
}

/** How many of the times each minute of the week is in, from Monday 00:00 UTC. */
function minutesIn(times: readonly ZonedTimes[], offsets: Offsets): number[] {
  const changes = new Array<number>(2 * WEEK + 1).fill(0);
  for (const one of times) {
    const offset = offsets.get(zoneOf(one)) ?? 0;
    for (const { start, end, days = [0, 1, 2, 3, 4, 5, 6] } of one.intervals) {
      for (const day of days) {
        const from = (day * DAY + start - offset + 2 * WEEK) % WEEK;
        changes[from] += 1;
        changes[from + end - start] -= 1;
      }
    }
  }
  let count = 0;
  const counts = changes.map((change) => (count += change));
  // What begins late on Sunday ends on Monday.
  return counts.slice(0, WEEK).map((ofWeek, minute) => ofWeek + counts[WEEK + minute]);
}

/** The longest row of ones, also beyond the end to the beginning. */
function longestRun(minutes: readonly number[]): number {
  let longest = 0;
  let run = 0;
  for (const minute of [...minutes, ...minutes]) {
    run = minute === 1 ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return Math.min(longest, minutes.length);
}
