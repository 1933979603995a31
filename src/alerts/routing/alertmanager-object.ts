import { timeOfDay } from './alertmanager-file';
import { durationOf } from './group-times';
import { WEEKDAYS } from './mute-times';
import {
  Matcher, PlannedInhibition, PlannedMuteTime, PlannedReceiver, PlannedRoute, RoutingPlan,
} from './routing-plan';
import { JsonObject } from '../../internal/values/json';

/** The plan as the `spec` of the operator's AlertmanagerConfig. */
export function alertmanagerConfigSpec({ route, receivers, inhibitions, muteTimes }: RoutingPlan): JsonObject {
  return {
    route: routeOf(route),
    receivers: receivers.map(receiverOf),
    ...(inhibitions.length === 0 ? {} : { inhibitRules: inhibitions.map(inhibitionOf) }),
    ...(muteTimes.length === 0 ? {} : { muteTimeIntervals: muteTimes.map(muteTimeOf) }),
  };
}

function routeOf({ receiver, matchers, groupBy, muteTimes, routes, ...times }: PlannedRoute): JsonObject {
  return {
    receiver,
    ...(matchers === undefined ? {} : { matchers: matchers.map(matcherOf) }),
    ...(groupBy === undefined ? {} : { groupBy: [...groupBy] }),
    ...timeOf('groupWait', times.groupWait),
    ...timeOf('groupInterval', times.groupInterval),
    ...timeOf('repeatInterval', times.repeatInterval),
    ...(muteTimes === undefined ? {} : { muteTimeIntervals: [...muteTimes] }),
    ...(routes === undefined ? {} : { routes: routes.map(routeOf) }),
  };
}

function timeOf(field: string, seconds: number | undefined): JsonObject {
  return seconds === undefined ? {} : { [field]: durationOf(seconds) };
}

function matcherOf({ label, type, value }: Matcher): JsonObject {
  return { name: label, matchType: type, value };
}

function receiverOf({ name, receiver, sendResolved }: PlannedReceiver): JsonObject {
  const lists: JsonObject = {};
  for (const { list, credentials, settings } of receiver._integrations) {
    const keys = credentials.map(({ field, key }) => [field.object, { name: key.secretName, key: key.key }]);
    (lists[list.object] ??= []).push({ ...Object.fromEntries(keys), ...settings.object, sendResolved });
  }
  return { name, ...lists };
}

function inhibitionOf({ source, target, equal }: PlannedInhibition): JsonObject {
  return {
    sourceMatch: source.map(matcherOf),
    targetMatch: target.map(matcherOf),
    ...(equal.length === 0 ? {} : { equal: [...equal] }),
  };
}

function muteTimeOf({ name, intervals }: PlannedMuteTime): JsonObject {
  return {
    name,
    timeIntervals: intervals.map(({ start, end, days }) => ({
      times: [{ startTime: timeOfDay(start), endTime: timeOfDay(end) }],
      ...(days === undefined ? {} : { weekdays: days.map((day) => WEEKDAYS[day]) }),
    })),
  };
}
