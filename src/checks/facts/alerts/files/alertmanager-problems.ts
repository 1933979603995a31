import { FIELDS } from './alertmanager-fields';
import { isDuration, isNoTime } from './duration-text';
import { lists, misspelt } from './field-problems';
import { addresses, integrationProblems, twice } from './integration-problems';
import { intervalNames, intervalProblems } from './interval-problems';
import { labelNames, matcherProblems } from './matcher-problems';
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
    ...addresses(global, path),
  ];
}

/** All alerts begin there. */
function rootProblems(route: unknown, path: string): Finding[] {
  if (!isSet(route)) return [problem(path, 'has no route')];
  const root = mapOf(route);
  return [
    ...where(textOf(root.continue) === 'true', problem(
      `${path}.continue`, 'has continue at the first route, which has none after it',
    )),
    ...[...MATCHING, ...MUTED].filter((field) => size(root[field]) > 0).map((field) => (
      problem(`${path}.${field}`, `has ${field} at the first route, which must take all alerts at all times`)
    )),
  ];
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
    ...labelNames(route, ['match', 'match_re'], path),
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
      ...Object.entries(item).filter(([field]) => field.endsWith('_configs')).flatMap(([field, integrations]) => (
        listOf(integrations).flatMap((integration, number) => integrationProblems(
          field, { own: integration, global: mapOf(global) }, `${path}[${index}].${field}[${number}]`,
        ))
      )),
    ]),
  ];
}

function inhibitionProblems(rule: PlainMap, path: string): Finding[] {
  return [
    ...misspelt(rule, FIELDS.inhibition, `${path}.`),
    ...lists(rule, ['equal'], `${path}.`),
    ...labelNames(rule, ['source_match', 'source_match_re', 'target_match', 'target_match_re'], path),
    ...SIDES.flatMap((field) => (
      matcherProblems(rule[field], `${path}.${field}`)
    )),
  ];
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
