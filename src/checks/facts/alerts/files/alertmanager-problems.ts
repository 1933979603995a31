import { FIELDS, REQUIREMENTS } from './alertmanager-fields';
import { isDuration, isNoTime } from './duration-text';
import { matcherProblems } from './matcher-problems';
import { urlProblems } from './url-problems';
import { closestWord } from '../../../../internal/values/closest-word';
import { Finding } from '../../../model/check';
import { listOf, mapOf, mapsIn, PlainMap } from '../../../model/values/plain-data';
import { textOf } from '../../../model/values/text-of';
import { duplicates, isSet, problem, where } from '../../validity/problems';

const MUTED = ['mute_time_intervals', 'active_time_intervals'];
const MATCHING = ['match', 'match_re', 'matchers'];
const SIDES = ['source_matchers', 'target_matchers'];

/** What Alertmanager refuses in its configuration, or reads otherwise than it is written. */
export function alertmanagerProblems(content: PlainMap, path: string): Finding[] {
  return [
    ...misspelt(content, FIELDS.file, path),
    ...lists(content, ['receivers', 'inhibit_rules', 'time_intervals', 'mute_time_intervals'], path),
    ...globalProblems(mapOf(content.global), `${path}global`),
    ...rootProblems(content.route, `${path}route`),
    ...routeProblems(mapOf(content.route), intervalNames(content), `${path}route`),
    ...receiverProblems(content, `${path}receivers`),
    ...intervalProblems(content, path),
    ...mapsIn(content.inhibit_rules).flatMap(({ item, index }) => (
      inhibitionProblems(item, `${path}inhibit_rules[${index}]`)
    )),
  ];
}

function globalProblems(global: PlainMap, path: string): Finding[] {
  return [
    ...misspelt(global, FIELDS.global, `${path}.`),
    ...durations(global, ['resolve_timeout'], path),
    ...twice(global, path),
    ...urlProblems(global, 'global', path),
  ];
}

/** All alerts begin there. */
function rootProblems(route: unknown, path: string): Finding[] {
  if (!isSet(route)) return [problem(path, 'has no route')];
  const root = mapOf(route);
  return [...MATCHING, ...MUTED].filter((field) => size(root[field]) > 0).map((field) => (
    problem(`${path}.${field}`, `has ${field} at the first route, which must take all alerts at all times`)
  ));
}

function routeProblems(route: PlainMap, intervals: ReadonlySet<string>, path: string): Finding[] {
  const groupBy = listOf(route.group_by).map(textOf);
  return [
    ...misspelt(route, FIELDS.route, `${path}.`),
    ...lists(route, ['routes', 'group_by', ...MUTED], `${path}.`),
    ...durations(route, ['group_wait', 'group_interval', 'repeat_interval'], path),
    ...['group_interval', 'repeat_interval'].filter((field) => isNoTime(route[field]))
      .map((field) => problem(`${path}.${field}`, `has a ${field} of nothing`, route[field])),
    ...duplicates(groupBy, (label) => label, (label) => problem(`${path}.group_by`, `groups by ${label} twice`)),
    ...where(groupBy.includes('...') && groupBy.some((label) => label !== '...'),
      problem(`${path}.group_by`, 'groups by all labels, and by some')),
    ...matcherProblems(route.matchers, `${path}.matchers`),
    ...MUTED.flatMap((field) => listOf(route[field]).map(textOf).filter((name) => !intervals.has(name)).map((name) => (
      problem(`${path}.${field}`, `names time interval ${name}, which is not defined`, name)
    ))),
    ...mapsIn(route.routes).flatMap(({ item, index }) => routeProblems(item, intervals, `${path}.routes[${index}]`)),
  ];
}

function receiverProblems({ receivers, global }: PlainMap, path: string): Finding[] {
  return [
    ...duplicates(mapsIn(receivers), ({ item }) => textOf(item.name), ({ index }, name) => (
      problem(`${path}[${index}].name`, `has a second receiver ${name}`, name)
    )),
    ...mapsIn(receivers).flatMap(({ item, index }) => [
      ...where(!isSet(item.name), problem(`${path}[${index}].name`, 'has a receiver without a name')),
      ...misspelt(item, FIELDS.receiver, `${path}[${index}].`),
      ...lists(item, Object.keys(item).filter((field) => field.endsWith('_configs')), `${path}[${index}].`),
      ...Object.entries(item).flatMap(([field, integrations]) => (
        mapsIn(integrations).flatMap((integration) => integrationProblems(
          field, { own: integration.item, global: mapOf(global) }, `${path}[${index}].${field}[${integration.index}]`,
        ))
      )),
    ]),
  ];
}

function integrationProblems(field: string, from: { own: PlainMap; global: PlainMap }, path: string): Finding[] {
  const { own, global } = from;
  const missing = (REQUIREMENTS[field] ?? []).filter((one) => (
    !one.own.some((name) => isGiven(own, name)) && !(one.global ?? []).some((name) => isGiven(global, name))
  ));
  return [
    ...twice(own, path),
    ...urlProblems(own, field, path),
    ...missing.map(({ own: names, global: shared = [] }) => {
      const places = [...names, ...shared.map((name) => `global.${name}`)].join(' or ');
      return problem(`${path}.${names[0]}`, `has ${field} without ${places}`);
    }),
  ];
}

function inhibitionProblems(rule: PlainMap, path: string): Finding[] {
  return [
    ...misspelt(rule, FIELDS.inhibition, `${path}.`),
    ...lists(rule, ['equal'], `${path}.`),
    ...SIDES.flatMap((field) => (
      matcherProblems(rule[field], `${path}.${field}`)
    )),
  ];
}

/** Both lists are of one kind; the one of mute times is the older. */
function intervalsOf(content: PlainMap): { name: string; path: string }[] {
  return ['mute_time_intervals', 'time_intervals'].flatMap((field) => mapsIn(content[field]).map(({ item, index }) => (
    { name: textOf(item.name), path: `${field}[${index}].name` }
  )));
}

function intervalNames(content: PlainMap): Set<string> {
  return new Set(intervalsOf(content).map(({ name }) => name));
}

function intervalProblems(content: PlainMap, path: string): Finding[] {
  const intervals = intervalsOf(content);
  return [
    ...duplicates(intervals, ({ name }) => name, (interval, name) => (
      problem(`${path}${interval.path}`, `has a second time interval ${name}`, name)
    )),
    ...intervals.filter(({ name }) => name === '')
      .map((interval) => problem(`${path}${interval.path}`, 'has a time interval without a name')),
  ];
}

/** Whether something stands in a field or comes from a file. */
function isGiven(map: PlainMap, field: string): boolean {
  return isSet(map[field]) || isSet(map[`${field}_file`]);
}

function twice(map: PlainMap, path: string): Finding[] {
  return Object.keys(map).filter((field) => isSet(map[field]) && isSet(map[`${field}_file`]))
    .map((field) => problem(`${path}.${field}`, `has both ${field} and ${field}_file`));
}

/** What is like nothing that is known may be of a later version. */
function misspelt(map: PlainMap, known: readonly string[], path: string): Finding[] {
  return Object.keys(map).filter((field) => !known.includes(field)).flatMap((field) => {
    const expected = closestWord(field, known);
    if (expected === undefined) return [];
    return [{ ...problem(path + field, `has ${field}, which is no field; did you mean ${expected}?`), expected }];
  });
}

function lists(map: PlainMap, fields: readonly string[], path: string): Finding[] {
  return fields.filter((field) => isSet(map[field]) && !Array.isArray(map[field]))
    .map((field) => problem(path + field, `has ${field} that are no list`));
}

function durations(map: PlainMap, fields: readonly string[], path: string): Finding[] {
  return fields.filter((field) => map[field] !== undefined && map[field] !== null && !isDuration(map[field]))
    .map((field) => (
      problem(`${path}.${field}`, `has a ${field} that is no duration, such as 30s or 1h30m`, map[field])
    ));
}

function size(value: unknown): number {
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 0;
}
