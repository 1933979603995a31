import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { durationOf } from './group-times';
import { leavesTime, WEEKDAYS } from './mute-times';
import { ZonedTimes } from './open-week';
import { MuteInterval } from './routing-plan';
import { WATCHDOG } from './watchdog-alert';
import { fail } from '../../internal/fail';
import { Overlay } from '../../internal/manifest/overlay';
import { isObject, Json, JsonObject, objectsIn } from '../../internal/values/json';

type NamedTimes = ReadonlyMap<Json | undefined, ZonedTimes>;

const DAY = 24 * 60;
const TIME = /^(\d\d):(\d\d)$/;
/** What makes an interval one of some weeks alone. */
const OF_SOME_WEEKS = ['daysOfMonth', 'months', 'years'];

/** Holds an AlertmanagerConfig to routes that are not muted for good, and to critical ones that are never. */
export function keepTimes(scope: Construct, config: ApiObject, groupInterval: number): void {
  Overlay.of(config).require(({ spec }) => {
    const times: NamedTimes = new Map(objectsIn(spec?.muteTimeIntervals).map((one) => [one.name, timesOf(one)]));
    for (const route of routesIn(spec?.route)) {
      const muted = namesIn(route.muteTimeIntervals);
      const active = namesIn(route.activeTimeIntervals);
      if (muted.length === 0 && active.length === 0) continue;
      checkUrgent(scope, route, [...muted, ...active]);
      const telling = { muted: named(muted, times), ...active.length === 0 ? {} : { active: named(active, times) } };
      if (leavesTime(telling, groupInterval)) continue;
      const must = `be told in ${durationOf(groupInterval)} of each week at a stretch, or its alerts end nowhere`;
      fail(scope, { prop: 'spec.route', must, got: route, remedy: 'let one of its times end earlier' });
    }
  }, () => false);
}

function checkUrgent(scope: Construct, { matchers, ...route }: JsonObject, times: readonly Json[]): void {
  const isUrgent = objectsIn(matchers).some(({ name, value }) => (
    (name === 'severity' && value === 'critical') || (name === 'alertname' && value === WATCHDOG)
  ));
  if (!isUrgent) return;
  const must = 'tell of critical alerts and of the Watchdog at any time';
  fail(scope, { prop: 'spec.route', must, got: { receiver: route.receiver, times }, remedy: 'leave its times out' });
}

function routesIn(route: Json): JsonObject[] {
  return isObject(route) ? [route, ...objectsIn(route.routes).flatMap(routesIn)] : [];
}

function namesIn(list: Json): Json[] {
  return Array.isArray(list) ? list : [];
}

function named(names: readonly Json[], times: NamedTimes): ZonedTimes[] {
  return names.flatMap((name) => times.get(name) ?? []);
}

/** Without those of some weeks, beside which there are others. */
function timesOf({ timeIntervals }: JsonObject): ZonedTimes {
  const weekly = objectsIn(timeIntervals).filter((interval) => OF_SOME_WEEKS.every((field) => !(field in interval)));
  return { intervals: weekly.flatMap(intervalsOf) };
}

function intervalsOf({ times, weekdays }: JsonObject): MuteInterval[] {
  const days = Array.isArray(weekdays) ? weekdays.flatMap(daysOf) : undefined;
  const ofDay = times === undefined ? [{ start: 0, end: DAY }] : objectsIn(times)
    .map(({ startTime, endTime }) => ({ start: minutesOf(startTime), end: minutesOf(endTime) }));
  return ofDay.map((one) => ({ ...one, days }));
}

/** One day, or from one to another. */
function daysOf(text: Json): number[] {
  const [first, last = first] = `${text}`.toLowerCase().split(':')
    .map((name) => WEEKDAYS.findIndex((day) => day === name));
  const length = (last - first + WEEKDAYS.length) % WEEKDAYS.length;
  if (first === -1 || last === -1) return [];
  return Array.from({ length: length + 1 }, (_, index) => (first + index) % WEEKDAYS.length);
}

function minutesOf(text: Json): number {
  const [, hours = 0, minutes = 0] = TIME.exec(`${text}`) ?? [];
  return Number(hours) * 60 + Number(minutes);
}
