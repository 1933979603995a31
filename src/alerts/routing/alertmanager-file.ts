import { Yaml } from 'cdk8s';
import { durationOf } from './group-times';
import { WEEKDAYS } from './mute-times';
import {
  Matcher, MuteInterval, PlannedInhibition, PlannedMuteTime, PlannedReceiver, PlannedRoute, RoutingPlan,
} from './routing-plan';
import { JsonObject } from '../../internal/values/json';

const MINUTES_OF_HOUR = 60;

/** The plan as the file that Alertmanager reads. */
export function alertmanagerFile(plan: RoutingPlan, secretsFolder: string): string {
  return Yaml.stringify(alertmanagerContent(plan, secretsFolder));
}

/** What the file says. */
export function alertmanagerContent(plan: RoutingPlan, secretsFolder: string): JsonObject {
  const { route, receivers, inhibitions, muteTimes } = plan;
  return {
    route: routeOf(route),
    receivers: receivers.map((receiver) => receiverOf(receiver, secretsFolder)),
    ...(inhibitions.length === 0 ? {} : { inhibit_rules: inhibitions.map(inhibitionOf) }),
    ...(muteTimes.length === 0 ? {} : { time_intervals: muteTimes.map(muteTimeOf) }),
  };
}

/** A time of day, `HH:MM`. */
export function timeOfDay(minutes: number): string {
  const parts = [Math.floor(minutes / MINUTES_OF_HOUR), minutes % MINUTES_OF_HOUR];
  return parts.map((part) => `${part}`.padStart(2, '0')).join(':');
}

function routeOf({ receiver, matchers, groupBy, muteTimes, routes, ...times }: PlannedRoute): JsonObject {
  return {
    receiver,
    ...(matchers === undefined ? {} : { matchers: matchers.map(matcherOf) }),
    ...(groupBy === undefined ? {} : { group_by: [...groupBy] }),
    ...timeOf('group_wait', times.groupWait),
    ...timeOf('group_interval', times.groupInterval),
    ...timeOf('repeat_interval', times.repeatInterval),
    ...(muteTimes === undefined ? {} : { mute_time_intervals: [...muteTimes] }),
    ...(routes === undefined ? {} : { routes: routes.map(routeOf) }),
  };
}

function timeOf(field: string, seconds: number | undefined): JsonObject {
  return seconds === undefined ? {} : { [field]: durationOf(seconds) };
}

function matcherOf({ label, type, value }: Matcher): string {
  // Alertmanager takes the escapes of Go, and JSON has no other.
  return `${label}${type}${JSON.stringify(value)}`;
}

function receiverOf({ name, receiver, sendResolved }: PlannedReceiver, secretsFolder: string): JsonObject {
  const lists: JsonObject = {};
  for (const { list, credentials, settings } of receiver._integrations) {
    const files = credentials.map(({ field, key }) => [field.file, `${secretsFolder}/${key.secretName}/${key.key}`]);
    (lists[list.file] ??= []).push({ ...Object.fromEntries(files), ...settings.file, send_resolved: sendResolved });
  }
  return { name, ...lists };
}

function inhibitionOf({ source, target, equal }: PlannedInhibition): JsonObject {
  return {
    source_matchers: source.map(matcherOf),
    target_matchers: target.map(matcherOf),
    ...(equal.length === 0 ? {} : { equal: [...equal] }),
  };
}

function muteTimeOf({ name, intervals, timeZone }: PlannedMuteTime): JsonObject {
  return {
    name,
    time_intervals: intervals.map((interval) => ({
      ...intervalOf(interval),
      ...(timeZone === undefined ? {} : { location: timeZone }),
    })),
  };
}

function intervalOf({ start, end, days }: MuteInterval): JsonObject {
  return {
    times: [{ start_time: timeOfDay(start), end_time: timeOfDay(end) }],
    ...(days === undefined ? {} : { weekdays: days.map((day) => WEEKDAYS[day]) }),
  };
}
