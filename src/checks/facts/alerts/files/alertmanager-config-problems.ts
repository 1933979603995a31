import { closedParentheses } from './pattern-text';
import { Finding } from '../../../model/check';
import { listOf, mapOf, mapsIn, PlainMap } from '../../../model/values/plain-data';
import { textOf } from '../../../model/values/text-of';
import { duplicates, isSet, problem, where } from '../../validity/problems';

const MATCH_TYPES = ['', '=', '!=', '=~', '!~'];
const TIME = /^\d\d:\d\d$/;
const MUTED = ['muteTimeIntervals', 'activeTimeIntervals'];
/** What an integration must be told by one of some fields. What the Alertmanager may say for all is left out. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  discordConfigs: ['apiURL'],
  emailConfigs: ['to'],
  msteamsConfigs: ['webhookUrl'],
  msteamsv2Configs: ['webhookURL'],
  pagerdutyConfigs: ['routingKey', 'serviceKey'],
  pushoverConfigs: ['userKey', 'userKeyFile'],
  snsConfigs: ['targetARN', 'topicARN', 'phoneNumber'],
  telegramConfigs: ['botToken', 'botTokenFile'],
  victoropsConfigs: ['routingKey'],
  webexConfigs: ['roomID'],
  webhookConfigs: ['url', 'urlSecret'],
};

/** What the Prometheus operator refuses in an AlertmanagerConfig that fits its schema, or Alertmanager after it. */
export function alertmanagerConfigProblems(spec: PlainMap): Finding[] {
  // Its second version calls them otherwise.
  const field = spec.timeIntervals === undefined ? 'muteTimeIntervals' : 'timeIntervals';
  const intervals = new Set(mapsIn(spec[field]).map(({ item }) => textOf(item.name)));
  return [
    ...routeProblems(mapOf(spec.route), intervals, 'spec.route'),
    ...receiverProblems(spec.receivers),
    ...intervalProblems(spec[field], `spec.${field}`),
    ...mapsIn(spec.inhibitRules).flatMap(({ item, index }) => ['sourceMatch', 'targetMatch'].flatMap((side) => (
      matcherProblems(item[side], `spec.inhibitRules[${index}].${side}`)
    ))),
  ];
}

function routeProblems(route: PlainMap, intervals: ReadonlySet<string>, path: string): Finding[] {
  const groupBy = listOf(route.groupBy).map(textOf);
  return [
    ...duplicates(groupBy, (label) => label, (label) => problem(`${path}.groupBy`, `groups by ${label} twice`)),
    ...where(groupBy.includes('...') && groupBy.some((label) => label !== '...'),
      problem(`${path}.groupBy`, 'groups by all labels, and by some')),
    ...matcherProblems(route.matchers, `${path}.matchers`),
    ...MUTED.flatMap((field) => listOf(route[field]).map(textOf).filter((name) => !intervals.has(name)).map((name) => (
      problem(`${path}.${field}`, `names time interval ${name}, which is not defined`, name)
    ))),
    ...mapsIn(route.routes).flatMap(({ item, index }) => routeProblems(item, intervals, `${path}.routes[${index}]`)),
  ];
}

function receiverProblems(receivers: unknown): Finding[] {
  return [
    ...duplicates(mapsIn(receivers), ({ item }) => textOf(item.name), ({ index }, name) => (
      problem(`spec.receivers[${index}].name`, `has a second receiver ${name}`, name)
    )),
    ...mapsIn(receivers).flatMap(({ item, index }) => Object.entries(REQUIRED).flatMap(([list, fields]) => (
      mapsIn(item[list]).filter((one) => !fields.some((field) => isSet(one.item[field]))).map((one) => (
        problem(
          `spec.receivers[${index}].${list}[${one.index}].${fields[0]}`, `has ${list} without ${fields.join(' or ')}`,
        )
      ))
    ))),
  ];
}

function intervalProblems(intervals: unknown, path: string): Finding[] {
  const times = mapsIn(intervals).flatMap((interval) => mapsIn(interval.item.timeIntervals).flatMap((part) => (
    mapsIn(part.item.times).map(({ item, index }) => (
      { item, place: `${path}[${interval.index}].timeIntervals[${part.index}].times[${index}]` }
    ))
  )));
  return [
    ...duplicates(mapsIn(intervals), ({ item }) => textOf(item.name), ({ index }, name) => (
      problem(`${path}[${index}].name`, `has a second time interval ${name}`, name)
    )),
    ...times.filter(({ item }) => isReversed(item)).map(({ item, place }) => (
      problem(place, 'has a time that ends before it begins; one past midnight is two', item)
    )),
  ];
}

function isReversed({ startTime, endTime }: PlainMap): boolean {
  const [start, end] = [textOf(startTime), textOf(endTime)];
  return TIME.test(start) && TIME.test(end) && start >= end;
}

function matcherProblems(matchers: unknown, path: string): Finding[] {
  return mapsIn(matchers).flatMap(({ item: { name, value, matchType, regex }, index }) => {
    const type = textOf(matchType);
    const isPattern = type === '=~' || type === '!~' || (type === '' && regex === true);
    return [
      ...where(!isSet(name), problem(`${path}[${index}].name`, 'has a matcher without a name')),
      ...where(!MATCH_TYPES.includes(type), problem(`${path}[${index}].matchType`, 'has a matcher of no type', type)),
      ...where(isPattern && !closedParentheses(textOf(value)),
        problem(`${path}[${index}].value`, 'has a pattern whose parentheses or brackets do not match', value)),
    ];
  });
}
